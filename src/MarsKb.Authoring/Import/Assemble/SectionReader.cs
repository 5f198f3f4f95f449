using MarsKb.Import.Blocks;
using MarsKb.Import.Outline;
using MarsKb.Import.Reading;
using MarsKb.Import.Rules;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Assemble;

/// <summary>Reads each section of an article as if it were an entry. Whether it becomes one is for <see cref="Selection"/> to say.</summary>
/// <remarks>A section is read once; what came of it is a value, so that nobody can tell whether it was read before.</remarks>
sealed class SectionReader(ArticleFile article)
{
    readonly Dictionary<Section, Candidate> candidates = [];
    readonly Dictionary<Section, bool> holding = [];

    public Candidate Read(Section section) =>
        candidates.TryGetValue(section, out var known) ? known : candidates[section] = ReadNew(section);

    /// <summary>True when enough speaks for the section being an entry.</summary>
    public bool IsEntry(Section section) =>
        section.Heading is not null && !Wording.IsBoilerplate(section.Title) && Read(section).Score >= Needed(section);

    /// <summary>True when it or anything below it is an entry.</summary>
    public bool HasEntry(Section section) => holding.TryGetValue(section, out var known)
        ? known
        : holding[section] = IsEntry(section) || Read(section).Tables.Count > 0 || Read(section).Others.Any(HasEntry);

    /// <summary>The score from which on a section is an entry.</summary>
    public int Needed(Section section)
    {
        var candidate = Read(section);
        return Scores.Needed(section, candidate.Tables.Count > 0 || candidate.Tabs.Count > 0 || candidate.Others.Any(HasEntry));
    }

    Candidate ReadNew(Section section)
    {
        var codes = CodesOf(section);
        var state = new EntryState(new ImportedEntry(TitleOf(section), section.Line) { Anchor = section.Heading?.Anchor, Path = [.. section.Above] }.WithCodes(codes));
        var fields = section.Children.Where(SectionKind.IsField).ToList();
        var cases = section.Children.Except(fields).Where(c => IsCase(c, section, codes.Count > 0)).ToList();
        var rest = section.Children.Except(fields).Except(cases).ToList();
        var tabs = section.Blocks.OfType<TabBlock>().Where(IsErrorTab).ToList();
        var tables = ErrorTable.In(section.Blocks).ToList();
        (state, tables) = ReadOwn(state, section, tabs, tables);
        foreach (var field in fields) (state, tables) = Parts.ReadField(state, field, tables);
        foreach (var one in cases) state = Parts.ReadCase(state, one);
        (state, var others) = ReadOthers(state, section, rest);
        state = EntryRules.Complete(state);
        state = HeadingRules.Complete(state, section);
        return new Candidate(state, Scores.Of(section, state, codes.Count > 0, fields.Count > 0), fields, cases, others, tabs, tables);
    }

    /// <summary>The codes that the heading names, or the title of an article without headings.</summary>
    IReadOnlyList<string> CodesOf(Section section)
    {
        if (section.Parent is null && section.Children.Count == 0) return CodeFinder.InHeading(Phrase.Of(article.Title ?? ""));
        return section.Heading is not { } heading || section.IsTab && !CodeFinder.IsCodes(section.Title) ? [] : CodeFinder.InHeading(heading.Phrase);
    }

    /// <summary>The article's title for the page, and where the heading only says what kind of page it is.</summary>
    string TitleOf(Section section)
    {
        var title = section.Title;
        if (section.Parent is null || section.IsPage && (title.Length == 0 || Labels.Match(title) is not null || Labels.Gathers(title)))
            return article.Title ?? (title.Length > 0 ? title : article.Name);
        return title;
    }

    /// <summary>"When the fire is out", "Example 2" below an error: a cause of it.</summary>
    bool IsCase(Section section, Section above, bool hasCode)
    {
        if (Wording.IsBoilerplate(section.Title) || !Wording.IsCase(section.Title)) return false;
        var below = above.IsPage ? hasCode : hasCode || SectionKind.IsPrinted(above.Title) || Wording.IsProblem(above.Title) && !SaysAll(section);
        return below && !SectionKind.NamesError(section);
    }

    /// <summary>A scenario with a message, a cause and a remedy of its own is an error of its own, whatever it is called.</summary>
    bool SaysAll(Section section) => Read(section).Entry is var entry && entry.Messages.Exists(m => m.Certain) && !entry.Causes.IsEmpty && entry.ActionCount > 0;

    /// <summary>A tab that explains an error stands for itself.</summary>
    bool IsErrorTab(TabBlock tab)
    {
        var title = tab.Section.Title;
        if (Wording.IsHowTo(title)) return false;
        return CodeFinder.IsCodes(title) || Wording.IsProblem(title) && title.Contains(' ') && Read(tab.Section).State.Evidence != Evidence.None;
    }

    /// <summary>The section's own blocks. Tables of several errors are entries by themselves; a table with one row says what the section is about.</summary>
    static (EntryState State, List<ErrorTable> Tables) ReadOwn(EntryState state, Section section, List<TabBlock> tabs, List<ErrorTable> tables)
    {
        var single = tables is [{ OnlyRow: not null } only] && !section.IsPage ? only : null;
        if (single is not null) tables = [];
        foreach (var block in section.Blocks)
            if (block == single?.Table) state = ErrorRow.Read(state, single.Shape, single.OnlyRow!, titled: true).Take(block, ErrorRow.Rule);
            else if (!tables.Exists(t => t.Table == block) && !tabs.Contains(block)) state = BlockRules.Read(state, block);
        return (state, tables);
    }

    /// <summary>Sections below that are no entries of their own are causes or steps where the text announces such.</summary>
    /// <returns>With those that stand for themselves.</returns>
    (EntryState State, List<Section> Others) ReadOthers(EntryState state, Section section, List<Section> others)
    {
        if (section.IsPage) return (state, others);
        var own = new List<Section>();
        var (causes, actions) = (state.At.ExpectsCauses, state.ExpectsActions);
        var anyEntry = others.Exists(IsEntry);
        foreach (var child in others)
        {
            if (anyEntry || Wording.IsBoilerplate(child.Title)) own.Add(child);
            else if (Wording.IsStep(child.Title)) state = Parts.ReadStep(state, child.Heading!, child.All.Skip(1));
            else if (causes) state = Parts.ReadCase(state, child);
            else if (actions) state = Parts.ReadStep(state, child.Heading!, child.All.Skip(1));
            else own.Add(child);
        }
        return (state, own);
    }
}
