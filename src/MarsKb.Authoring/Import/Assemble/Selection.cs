using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Reading;
using MarsKb.Import.Reports;
using MarsKb.Import.Rules;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Assemble;

/// <summary>Decides which sections of an article are entries, which are parts of one, and which say nothing to look up.</summary>
sealed class Selection
{
    readonly ArticleFile article;
    readonly SectionReader reader;
    readonly List<ImportedEntry> entries = [];
    readonly List<ImportNote> notes = [];
    readonly HashSet<int> taken;

    Selection(ArticleFile article, IEnumerable<int> structure)
    {
        this.article = article;
        reader = new SectionReader(article);
        taken = [.. structure];
    }

    /// <param name="root">The article's sections.</param>
    /// <param name="structure">Numbers of blocks that say nothing but where a section ends.</param>
    /// <returns>The entries in the order in which they were found, what was left out on purpose, and the numbers of all blocks that are accounted for.</returns>
    public static (List<ImportedEntry> Entries, List<ImportNote> Notes, IReadOnlySet<int> Taken) Select(ArticleFile article, Section root, IEnumerable<int> structure)
    {
        var selection = new Selection(article, structure);
        selection.Visit(root);
        return (selection.entries, selection.notes, selection.taken);
    }

    void Visit(Section section)
    {
        if (section.Heading is not null && Wording.IsBoilerplate(section.Title))
        {
            LeaveReading(section);
            return;
        }
        var candidate = reader.Read(section);
        // The title is the source's, and a heading over entries is in their path.
        if (section.IsPage || reader.HasEntry(section)) TakeHeading(section);
        // In an article with headings, what stands before the first of them is an entry only where the whole page is one.
        var isPreface = section.Heading is null && section.Children.Count > 0 && candidate.Score < Scores.PageOfFields;
        var accepted = !isPreface && candidate.Score >= reader.Needed(section);
        var place = entries.Count;
        if (accepted) Accept(section, candidate);
        else if (IsGuide(section, candidate)) AcceptGuide(section, candidate);
        foreach (var table in candidate.Tables) AcceptRows(section, table);
        foreach (var tab in candidate.Tabs) Visit(tab.Section);
        foreach (var child in candidate.Others)
            if (accepted && IsNotes(section, child, candidate)) entries[place] = WithNotes(entries[place], child);
            else Visit(child);
        if (!accepted) VisitBelowParts(candidate);
    }

    void LeaveReading(Section section)
    {
        var all = section.All.ToList();
        notes.Add(ImportNote.Left(article.Path, section.Line, all.Max(p => p.EndLine), $"\"{section.Title}\": further reading"));
        Take(all);
    }

    /// <summary>Errors in the parts of a section that is no entry itself, such as "Resolution" over several of them.</summary>
    void VisitBelowParts(Candidate candidate)
    {
        foreach (var part in candidate.Fields.Concat(candidate.Cases))
            if (part.All.Any(b => !taken.Contains(b.Number)) && part.Children.Any(reader.IsEntry))
                foreach (var inner in part.Children) Visit(inner);
    }

    /// <summary>A section below an entry that says nothing to look up goes to the entry's notes, unless entries stand next to it.</summary>
    bool IsNotes(Section section, Section child, Candidate candidate) =>
        !section.IsPage && !Wording.IsBoilerplate(child.Title) && !candidate.Others.Any(reader.IsEntry)
        && reader.Read(child) is { Tables.Count: 0 } below && !IsGuide(child, below);

    ImportedEntry WithNotes(ImportedEntry entry, Section child)
    {
        var blocks = child.All.Where(b => b is not (LostBlock or BreakBlock)).ToList();
        Take(blocks);
        return entry with { Notes = entry.Notes.AddRange(blocks) };
    }

    void Accept(Section section, Candidate candidate)
    {
        Commit(section, candidate.State);
        var entry = candidate.Entry with { Confidence = Scores.Confidence(candidate, section) };
        const double doubtful = 0.75;
        entries.Add(entry.Confidence < doubtful ? entry with { Doubts = entry.Doubts.Add("nothing but its wording says that this section is about an error") } : entry);
    }

    /// <summary>A section with several things to do that is about no error.</summary>
    bool IsGuide(Section section, Candidate candidate) =>
        section is { Heading: not null, IsPage: false, IsTab: false } && candidate.Entry.ActionCount >= 2 && candidate.Score < reader.Needed(section)
        && (Wording.IsHowTo(section.Title) || candidate.Shows(Evidence.Steps | Evidence.Remedy));

    void AcceptGuide(Section section, Candidate candidate)
    {
        Commit(section, candidate.State);
        entries.Add(candidate.Entry with { IsGuide = true, Codes = [], Messages = [], Confidence = 0.7, Doubts = candidate.Entry.Doubts.Add("taken as a procedure") });
    }

    void AcceptRows(Section section, ErrorTable table)
    {
        if (table.Table.Header is { } header) Take([header]);
        foreach (var row in table.Table.Rows)
        {
            var rows = RowSplit.Split(table.Shape, row) ?? [row];
            foreach (var part in rows) AcceptRow(section, table.Shape, row, part, titled: rows.Count > 1);
        }
    }

    void AcceptRow(Section section, TableShape shape, TableLine row, TableLine part, bool titled)
    {
        var title = section.Title.Length > 0 ? section.Title : article.Title ?? article.Name;
        var entry = new ImportedEntry(title, row.Line) { Anchor = section.Heading?.Anchor ?? HeadingAnchor.Of(section.Title), Path = [.. section.Above, title] };
        var state = EntryRules.Complete(ErrorRow.Read(new EntryState(entry), shape, part, titled));
        Take(state.Entry.Taken.Select(t => t.Block).Append(row));
        if (state.Entry is { Codes.IsEmpty: true, Messages.IsEmpty: true, Causes.IsEmpty: true })
            notes.Add(ImportNote.Left(article.Path, row.Line, row.EndLine, "a row that names no error"));
        else entries.Add(state.Entry with { Confidence = 0.95 });
    }

    void Commit(Section section, EntryState state)
    {
        Take(state.Entry.Taken.Select(t => t.Block));
        TakeHeading(section);
    }

    void TakeHeading(Section section)
    {
        if (section.Heading is { } heading) taken.Add(heading.Number);
    }

    void Take(IEnumerable<Block> blocks) => taken.UnionWith(blocks.SelectMany(b => b.WithInside).Select(b => b.Number));
}
