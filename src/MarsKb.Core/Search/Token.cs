namespace MarsKb.Search;

[Flags]
enum TokenTraits
{
    None = 0,

    /// <summary>A hump of a CamelCase word or a part of a number with dots: counts less than the whole.</summary>
    Part = 1,

    /// <summary>Digits only, or digits with dots: never corrected.</summary>
    Number = 2,

    /// <summary>Letters only: may be corrected and completed.</summary>
    Word = 4,

    /// <summary>Cut off by the software: followed by an ellipsis.</summary>
    Truncated = 8,

    /// <summary>Stands in a path, a date, an address and the like, which differ between two prints of one message.</summary>
    Variable = 16,

    /// <summary>A CamelCase name of letters: may be corrected and completed as a whole.</summary>
    Name = 32,
}

/// <summary>One searchable piece of a text.</summary>
/// <param name="Surface">As written, folded: lower case, no accents.</param>
/// <param name="Term">What is filed and compared: the stem of a plain word, else the surface.</param>
/// <param name="Start">Offset in the text, in UTF-16 code units.</param>
readonly record struct Token(string Surface, string Term, int Start, int Length, TokenTraits Traits)
{
    public bool IsPart => (Traits & TokenTraits.Part) != 0;

    public bool IsWord => (Traits & TokenTraits.Word) != 0;

    public bool IsName => (Traits & TokenTraits.Name) != 0;

    public bool IsTruncated => (Traits & TokenTraits.Truncated) != 0;

    public bool IsVariable => (Traits & TokenTraits.Variable) != 0;

    public bool IsNumber => (Traits & TokenTraits.Number) != 0;
}
