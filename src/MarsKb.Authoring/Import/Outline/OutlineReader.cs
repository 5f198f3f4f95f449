using MarsKb.Import.Blocks;
using MarsKb.Import.Vocabulary;

namespace MarsKb.Import.Outline;

/// <summary>Makes sections of an article's blocks.</summary>
sealed class OutlineReader
{
    readonly Section root = new(null, 0, null);
    readonly List<int> structure = [];
    Section now;

    /// <summary>The section that the open group of tabs stands in; null when none is open.</summary>
    Section? tabs;

    /// <summary>The last line in bold that is a heading, when no heading has come since.</summary>
    Section? boldLine;

    OutlineReader() => now = root;

    /// <returns>The article's sections, and the numbers of blocks that say nothing but where a section ends.</returns>
    public static (Section Root, IReadOnlyList<int> Structure) Read(IReadOnlyList<Block> blocks)
    {
        var reader = new OutlineReader();
        for (var i = 0; i < blocks.Count; i++) reader.Add(blocks[i], i + 1 < blocks.Count ? blocks[i + 1] : null);
        GiveFieldsToNeighbours(reader.root);
        return (reader.root, reader.structure);
    }

    void Add(Block block, Block? next)
    {
        switch (block)
        {
            case HeadingBlock { IsTab: true } tab:
                // A tab's level says nothing: it belongs to the section in which the first of its group stands.
                tabs ??= now;
                now = new Section(tab, tabs.Level + 1, tabs);
                tabs.Add(new TabBlock(now));
                break;
            case BreakBlock when tabs is not null:
                CloseTabs();
                structure.Add(block.Number);
                break;
            case HeadingBlock title:
                OpenAt(title);
                break;
            case TextBlock text when IsBoldTitle(text, next):
                OpenBelowBoldLine(text);
                structure.Add(text.Number);
                break;
            default:
                now.Add(block);
                break;
        }
    }

    void CloseTabs()
    {
        now = tabs!;
        tabs = null;
    }

    void OpenAt(HeadingBlock title)
    {
        if (tabs is not null && title.Level <= tabs.Level) CloseTabs();
        while (now.Parent is not null && now.Level >= title.Level && !IsOpenTab(now)) now = now.Parent;
        Open(now, title, Math.Max(title.Level, now.Level + (now.IsTab ? 1 : 0)), false);
        boldLine = null;
    }

    bool IsOpenTab(Section section) => section.IsTab && tabs is not null && section.Parent == tabs;

    /// <summary>Lines in bold that follow one another stand side by side.</summary>
    void OpenBelowBoldLine(TextBlock text)
    {
        var around = boldLine is not null && now == boldLine ? boldLine.Parent! : now;
        Open(around, new HeadingBlock(around.Level + 1, text.Phrase, false, text.Anchor, text.Place), around.Level + 1, true);
        boldLine = now;
    }

    void Open(Section parent, HeadingBlock heading, int level, bool isBoldLine)
    {
        now = new Section(heading, level, parent, isBoldLine);
        parent.Add(now);
    }

    /// <summary>A line in bold after an anchor, or above a table of one error's fields, is a heading in all but name.</summary>
    static bool IsBoldTitle(TextBlock text, Block? next) =>
        (text.Anchor is not null || next is TableBlock table && TableShape.Of(table).Kind == TableKind.Fields)
        && text.Phrase.Runs.Count > 0
        && text.Phrase.Runs.All(r => string.IsNullOrWhiteSpace(r.Text) || (r.Style & PhraseStyle.Bold) != 0)
        && PhraseLabel.Read(text.Phrase) is null;

    /// <summary>"Cause" and "Resolution" on the level of the error that they explain belong to that error all the same.</summary>
    static void GiveFieldsToNeighbours(Section section)
    {
        Section? owner = null;
        var own = new List<Section>();
        foreach (var child in section.Children)
        {
            var isField = SectionKind.IsField(child);
            if (isField && owner is not null)
            {
                owner.Add(child);
                continue;
            }
            owner = !isField && SectionKind.IsError(child) ? child : null;
            own.Add(child);
        }
        section.SetChildren(own);
        foreach (var child in own) GiveFieldsToNeighbours(child);
    }
}
