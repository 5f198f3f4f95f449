using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Reading;
using MarsKb.Import.Reports;
using MarsKb.Import.Rules;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Assemble;

/// <summary>Makes entries of an article's blocks, and says of every block that is in none why it is not.</summary>
static class Assembler
{
    const string NothingToDo = "it says nothing to do";
    const int LongestWords = 70;

    /// <param name="blocks">As read, with their numbers.</param>
    /// <returns>Entries in the order of the article.</returns>
    public static (List<ImportedEntry> Entries, List<ImportNote> Notes) Assemble(ArticleFile article, IReadOnlyList<Block> blocks)
    {
        var (root, structure) = OutlineReader.Read(blocks);
        var (entries, notes, taken) = Selection.Select(article, root, structure);
        entries.Sort((a, b) => a.Line.CompareTo(b.Line));
        List<ImportedEntry> complete = [.. NameByPage(article, root, entries).Select(Doubted)];
        return (complete, [.. notes, .. complete.Where(e => !e.Doubts.IsEmpty).Select(e => Unsure(article, e)), .. Left(article, blocks, taken)]);
    }

    /// <summary>On a page about one code, whatever goes wrong has that code; a single part that is called "Scenario" or "Example" is the page's entry.</summary>
    static List<ImportedEntry> NameByPage(ArticleFile article, Section root, List<ImportedEntry> entries)
    {
        var title = (root.Children is [var page] ? page.Heading?.Phrase : null) ?? Phrase.Of(article.Title ?? "");
        if (entries.Count == 0 || entries.Exists(e => !e.Codes.IsEmpty) || CodeFinder.InHeading(title) is not { Count: > 0 } codes) return entries;
        List<ImportedEntry> named = [.. entries.Select(e => e.WithCodes(codes))];
        return named is [var only] && (Labels.Match(only.Title) is not null || Wording.IsExample(only.Title)) ? [only with { Title = title.OneLine }] : named;
    }

    static ImportedEntry Doubted(ImportedEntry entry)
    {
        if (!entry.Messages.IsEmpty && entry.Messages.All(m => !m.Certain)) entry = entry with { Doubts = entry.Doubts.Add("the message is a heading or a description") };
        return entry.ActionCount == 0 ? entry with { Doubts = entry.Doubts.Add(NothingToDo) } : entry;
    }

    static ImportNote Unsure(ArticleFile article, ImportedEntry entry)
    {
        // No doubtful entry is called surer than these, whatever its headings and labels say.
        var most = entry.Doubts.Contains(NothingToDo) ? 0.6 : 0.75;
        return ImportNote.Unsure(article.Path, entry.Line, Math.Min(entry.Confidence, most), $"\"{Cut(entry.Title)}\": {string.Join("; ", entry.Doubts)}");
    }

    /// <summary>What no entry has: blocks that could not be read, one by one, and runs of others.</summary>
    static IEnumerable<ImportNote> Left(ArticleFile article, IReadOnlyList<Block> blocks, IReadOnlySet<int> taken)
    {
        foreach (var lost in Lost(blocks)) yield return ImportNote.Left(article.Path, lost.Line, lost.EndLine, lost.Why);
        (int From, int To, string Words)? run = null;
        foreach (var block in blocks)
        {
            if (block is LostBlock) continue;
            var isLeft = !IsTaken(block, taken);
            if (isLeft && run is { } open && block is not HeadingBlock)
            {
                run = open with { To = Math.Max(open.To, block.EndLine) };
                continue;
            }
            if (run is { } ended) yield return Note(ended);
            run = isLeft ? (block.Line, block.EndLine, Cut(BlockText.OneLine(block))) : null;
        }
        if (run is { } last) yield return Note(last);

        ImportNote Note((int From, int To, string Words) run) => ImportNote.Left(article.Path, run.From, run.To, $"no error in it: {run.Words}");
    }

    /// <summary>True for a block that an entry has, as a whole or in all its parts.</summary>
    static bool IsTaken(Block block, IReadOnlySet<int> taken) => taken.Contains(block.Number) || block.Inside.Any() && block.Inside.All(b => IsTaken(b, taken));

    static IEnumerable<LostBlock> Lost(IEnumerable<Block> blocks) => blocks.SelectMany(b => b.WithInside).OfType<LostBlock>();

    static string Cut(string text) => text.Length <= LongestWords ? text : text[..(LongestWords - 3)].TrimEnd() + "…";
}
