namespace MarsKb.Import;

/// <summary>One tab of a group.</summary>
sealed class TabPiece(Section section) : Piece(section.Line, section.Line)
{
    public Section Section => section;

    public override IEnumerable<Piece> Inside => section.All;
}

/// <summary>A heading with what stands below it.</summary>
sealed class Section(HeadingPiece? heading, int level, Section? parent)
{
    public HeadingPiece? Heading => heading;

    public int Level => level;

    public Section? Parent => parent;

    public string Title => heading?.Phrase.OneLine ?? "";

    public int Line => heading?.Line ?? 1;

    /// <summary>True for a line in bold after an anchor.</summary>
    public bool IsBoldLine { get; private set; }

    public bool IsTab => heading?.IsTab == true;

    /// <summary>What stands before the first heading below, tabs included.</summary>
    public List<Piece> Pieces { get; } = [];

    public List<Section> Children { get; } = [];

    /// <summary>Titles of the sections around this one, outermost first.</summary>
    public IEnumerable<string> Above
    {
        get
        {
            var titles = new List<string>();
            for (var above = Parent; above is not null; above = above.Parent)
                if (above.Title.Length > 0) titles.Insert(0, above.Title);
            return titles;
        }
    }

    /// <summary>Everything in it in the order of the article, headings included.</summary>
    public IEnumerable<Piece> All => (heading is null ? Pieces : Pieces.Prepend(heading)).Concat(Children.SelectMany(c => c.All));

    public static Section Tree(IEnumerable<Piece> pieces)
    {
        var root = new Section(null, 0, null);
        var now = root;
        Section? tabs = null;
        Section? pseudo = null;
        var all = pieces.ToList();
        for (var i = 0; i < all.Count; i++)
            switch (all[i])
            {
                case HeadingPiece { IsTab: true } tab:
                    // A tab's level says nothing: it belongs to the section in which the first of its group stands.
                    tabs ??= now;
                    now = new Section(tab, tabs.Level + 1, tabs);
                    tabs.Pieces.Add(new TabPiece(now));
                    break;
                case RulePiece when tabs is not null:
                    now = tabs;
                    tabs = null;
                    all[i].Take();
                    break;
                case HeadingPiece title:
                    if (tabs is not null && title.Level <= tabs.Level)
                    {
                        now = tabs;
                        tabs = null;
                    }
                    while (now.Parent is not null && now.Level >= title.Level && (tabs is null || now.Parent != tabs || !now.IsTab)) now = now.Parent;
                    now = Open(now, title, Math.Max(title.Level, now.Level + (now.IsTab ? 1 : 0)));
                    pseudo = null;
                    break;
                case TextPiece text when BoldTitle(text, i + 1 < all.Count ? all[i + 1] : null) is { } words:
                    var below = pseudo is not null && now == pseudo ? pseudo.Parent! : now;
                    now = pseudo = Open(below, new HeadingPiece(below.Level + 1, words, false, text.Anchor, text.Line, text.EndLine), below.Level + 1);
                    now.IsBoldLine = true;
                    text.Take();
                    break;
                default:
                    now.Pieces.Add(all[i]);
                    break;
            }
        return root;
    }

    static Section Open(Section parent, HeadingPiece heading, int level)
    {
        var section = new Section(heading, level, parent);
        parent.Children.Add(section);
        return section;
    }

    /// <summary>A line in bold after an anchor, or above a table of one error's fields, is a heading in all but name.</summary>
    static Phrase? BoldTitle(TextPiece text, Piece? next) =>
        (text.Anchor is not null || next is TablePiece table && TableShape.Of(table).Kind == TableKind.Fields) && text.Phrase.Runs.Count > 0 && text.Phrase.Runs.All(r => string.IsNullOrWhiteSpace(r.Text) || (r.Style & PhraseStyle.Bold) != 0) && PhraseLabel.Read(text.Phrase) is null
            ? text.Phrase : null;
}
