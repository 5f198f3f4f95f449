namespace MarsKb.Import;

/// <summary>One article, imported.</summary>
sealed record ArticleImport(ArticleFile Article, IReadOnlyList<ImportedEntry> Entries, ImportReport Report)
{
    /// <summary>The article's first heading.</summary>
    public string? Heading { get; private init; }

    /// <summary>Never throws for what an article holds.</summary>
    public static ArticleImport Of(ArticleFile article, Func<ArticleFile, string, ArticleFile?> findInclude)
    {
        var report = new ImportReport();
        var pieces = ArticleReader.Read(article, report, findInclude);
        return new ArticleImport(article, EntryFinder.Find(article, pieces, report), report) { Heading = pieces.OfType<HeadingPiece>().FirstOrDefault()?.Phrase.OneLine };
    }
}
