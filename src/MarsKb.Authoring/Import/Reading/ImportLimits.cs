namespace MarsKb.Import.Reading;

/// <summary>What bounds an import, so that no article can make it slow, deep or large.</summary>
static class ImportLimits
{
    public const long MostBytes = 32L << 20;
    public const int MostArticles = 50_000;
    public const int DeepestFolder = 32;

    /// <summary>Includes within includes.</summary>
    public const int DeepestInclude = 6;

    /// <summary>Includes put into one article, those in includes counted too.</summary>
    public const int MostIncludes = 500;

    public const long MostIncludeBytes = 1 << 20;

    /// <summary>The parser's time grows with the square of the brackets and emphasis marks that stand together.</summary>
    public const int MostMarksTogether = 2_000;

    /// <summary>The parser's time grows with the square of a table's rows, so long tables are read in blocks.</summary>
    public const int MostRowsTogether = 150;

    /// <summary>Each may lie in the one before it: the parser's time grows with the square of them.</summary>
    public const int MostDirectivesTogether = 500;

    public const int MostContainersOnLine = 24;
    public const int WidestIndentation = 96;

    /// <summary>Blocks in blocks and emphasis in emphasis; deeper, the text goes on without structure.</summary>
    public const int DeepestNesting = 64;

    public const int MostHtmlCharacters = 256 << 10;
    public const int MostHtmlTags = 8_000;
}
