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

    /// <summary>Doc value: see <see cref="DocumentFacts"/>.</summary>
    public const string Facts = "facts";
}
