namespace MarsKb.Search;

/// <summary>What the index files of a document under which name.</summary>
static class IndexFields
{
    /// <summary>Each distinct term of a document once; its payload says how often it stands in which <see cref="Field"/>: see <see cref="TermPayload"/>.</summary>
    public const string Term = "term";

    /// <summary>Words as written, of the content's own language; on the first document of a block for all of it. For corrections and completions.</summary>
    public const string Word = "word";

    /// <summary>Codes and names in every spelling that finds them.</summary>
    public const string Lookup = "lookup";

    /// <summary>Codes and names as they are typed, folded; for completion.</summary>
    public const string Name = "name";

    /// <summary>The hash of the block in hexadecimal: what a block is deleted by.</summary>
    public const string Block = "block";

    /// <summary>Doc values: the two halves of the hash of the block that the document belongs to.</summary>
    public const string HashHigh = "hash-high";

    public const string HashLow = "hash-low";

    /// <summary>Doc value: the document's place in its block, from 0.</summary>
    public const string Place = "place";

    /// <summary>Doc value: the exact length of each field, in units of <see cref="Fields.Unit"/>. The library's norms would round them to a byte.</summary>
    public const string Lengths = "lengths";
}
