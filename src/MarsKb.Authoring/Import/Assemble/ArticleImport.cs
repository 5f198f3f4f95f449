using MarsKb.Import.Blocks;
using MarsKb.Import.Reading;
using MarsKb.Import.Reports;
using MarsKb.Import.Rules;

namespace MarsKb.Import.Assemble;

/// <summary>One article, imported.</summary>
/// <param name="Heading">The article's first heading.</param>
sealed record ArticleImport(ArticleFile Article, string? Heading, IReadOnlyList<ImportedEntry> Entries, ImportReport Report)
{
    /// <summary>Never throws for what an article holds.</summary>
    public static ArticleImport Of(ArticleFile article, Func<ArticleFile, string, ArticleFile?> findInclude)
    {
        var report = new ImportReport();
        var blocks = ArticleReader.Read(article, report, findInclude);
        var (entries, notes) = Assembler.Assemble(article, blocks);
        report.Add(notes);
        return new ArticleImport(article, blocks.OfType<HeadingBlock>().FirstOrDefault()?.Phrase.OneLine, entries, report);
    }
}
