using MarsKb.Import.Blocks;

namespace MarsKb.Import.Outline;

/// <summary>One tab of a group.</summary>
sealed class TabBlock(Section section) : Block(section.Place)
{
    public Section Section => section;

    public override IEnumerable<Block> Inside => section.All;

    // It is made of blocks that have their numbers.
    protected override Block Copy(Place place, ref int last) => this;
}

/// <summary>A heading with what stands below it. <see cref="OutlineReader"/> fills it; from then on it does not change.</summary>
sealed class Section(HeadingBlock? heading, int level, Section? parent, bool isBoldLine = false)
{
    readonly List<Block> blocks = [];
    readonly List<Section> children = [];

    /// <summary>Null for the whole article.</summary>
    public HeadingBlock? Heading => heading;

    public int Level => level;

    /// <summary>The section around its heading; for a field that belongs to the error before it, the section around both.</summary>
    public Section? Parent => parent;

    public string Title => heading?.Phrase.OneLine ?? "";

    public Place Place => heading?.Place ?? new Place(1, 1);

    public int Line => Place.Line;

    /// <summary>True for a line in bold after an anchor.</summary>
    public bool IsBoldLine => isBoldLine;

    public bool IsTab => heading?.IsTab == true;

    /// <summary>True for the whole article, and for the only heading of the first level, which is its title.</summary>
    public bool IsPage => parent is null || level == 1 && parent.Parent is null && parent.Children.Count == 1;

    /// <summary>What stands before the first heading below, tabs included.</summary>
    public IReadOnlyList<Block> Blocks => blocks;

    public IReadOnlyList<Section> Children => children;

    /// <summary>Titles of the sections around this one, outermost first.</summary>
    public IEnumerable<string> Above => (parent?.Above.Append(parent.Title) ?? []).Where(t => t.Length > 0);

    /// <summary>Everything in it in the order of the article, headings included.</summary>
    public IEnumerable<Block> All => (heading is null ? blocks : blocks.Prepend(heading)).Concat(children.SelectMany(c => c.All));

    internal void Add(Block block) => blocks.Add(block);

    internal void Add(Section child) => children.Add(child);

    internal void SetChildren(IEnumerable<Section> now)
    {
        List<Section> all = [.. now];
        children.Clear();
        children.AddRange(all);
    }
}
