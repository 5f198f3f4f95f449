namespace MarsKb.Import.Blocks;

/// <summary>Where a block stands in its article.</summary>
/// <param name="Line">First line, from 1; what comes from an include has the line of the include.</param>
/// <param name="Number">
/// Position among all blocks of the article, from 1, those inside others counted; 0 until reading is done. What is cut out of a block keeps
/// its number, so that what became of each block can be told to the end.
/// </param>
readonly record struct Place(int Line, int EndLine, int Number = 0);

/// <summary>A block of an article in one form, however it was written: Markdown, HTML or marks inside a table's cell.</summary>
abstract class Block(Place place)
{
    public Place Place { get; } = place with { EndLine = Math.Max(place.Line, place.EndLine) };

    public int Line => Place.Line;

    public int EndLine => Place.EndLine;

    public int Number => Place.Number;

    public virtual IEnumerable<Block> Inside => [];

    /// <summary>It and everything inside it.</summary>
    public IEnumerable<Block> WithInside => Inside.SelectMany(b => b.WithInside).Prepend(this);

    /// <summary>The same blocks with their numbers, in the order of the article: a block comes before what is inside it.</summary>
    public static List<Block> Numbered(IEnumerable<Block> blocks)
    {
        var last = 0;
        return Numbered(blocks, ref last);
    }

    /// <param name="last">The number that was given last.</param>
    protected static List<T> Numbered<T>(IEnumerable<T> blocks, ref int last) where T : Block
    {
        var numbered = new List<T>();
        foreach (var block in blocks)
        {
            var place = block.Place with { Number = ++last };
            numbered.Add((T)block.Copy(place, ref last));
        }
        return numbered;
    }

    /// <summary>The same block in its numbered place, with what is inside it numbered on.</summary>
    protected abstract Block Copy(Place place, ref int last);
}

/// <param name="anchor">Name of the anchor element that it begins with.</param>
sealed class TextBlock(Phrase phrase, Place place, string? anchor = null) : Block(place)
{
    public Phrase Phrase => phrase;

    public string? Anchor => anchor;

    /// <summary>Part of it, in the same place.</summary>
    public TextBlock Cut(int start, int end) => new(phrase.Slice(start, end).Trim(), Place);

    public TextBlock Cut(int start) => Cut(start, phrase.Text.Length);

    protected override Block Copy(Place place, ref int last) => new TextBlock(phrase, place, anchor);
}

sealed class CodeBlock(string language, string code, Place place) : Block(place)
{
    public string Language => language;

    public string Code => code;

    protected override Block Copy(Place place, ref int last) => new CodeBlock(language, code, place);
}

sealed class ListBlock(bool ordered, List<ListItem> items, Place place) : Block(place)
{
    public bool Ordered => ordered;

    public List<ListItem> Items => items;

    public override IEnumerable<Block> Inside => items;

    protected override Block Copy(Place place, ref int last) => new ListBlock(ordered, Numbered(items, ref last), place);
}

sealed class ListItem(List<Block> blocks, Place place) : Block(place)
{
    public List<Block> Blocks => blocks;

    public override IEnumerable<Block> Inside => blocks;

    protected override Block Copy(Place place, ref int last) => new ListItem(Numbered(blocks, ref last), place);
}

/// <param name="kind"><c>note</c>, <c>tip</c> and so on for an alert; empty for a quotation.</param>
sealed class QuoteBlock(string kind, List<Block> blocks, Place place) : Block(place)
{
    public string Kind => kind;

    public List<Block> Blocks => blocks;

    public override IEnumerable<Block> Inside => blocks;

    protected override Block Copy(Place place, ref int last) => new QuoteBlock(kind, Numbered(blocks, ref last), place);
}

sealed class TableBlock(TableLine? header, List<TableLine> rows, Place place) : Block(place)
{
    public TableLine? Header => header;

    public List<TableLine> Rows => rows;

    public override IEnumerable<Block> Inside => header is null ? rows : rows.Prepend(header);

    protected override Block Copy(Place place, ref int last)
    {
        var first = header is null ? null : Numbered([header], ref last)[0];
        return new TableBlock(first, Numbered(rows, ref last), place);
    }
}

sealed class TableLine(List<TableCell> cells, Place place) : Block(place)
{
    public List<TableCell> Cells => cells;

    public override IEnumerable<Block> Inside => cells.SelectMany(c => c.Blocks);

    protected override Block Copy(Place place, ref int last)
    {
        var numbered = new List<TableCell>(cells.Count);
        foreach (var cell in cells) numbered.Add(new TableCell(Numbered(cell.Blocks, ref last)));
        return new TableLine(numbered, place);
    }
}

sealed record TableCell(List<Block> Blocks)
{
    public string Text => string.Join(' ', Blocks.Select(BlockText.OneLine));
}

/// <param name="tab">True for the title of a tab.</param>
sealed class HeadingBlock(int level, Phrase phrase, bool tab, string? anchor, Place place) : Block(place)
{
    public int Level => level;

    public Phrase Phrase => phrase;

    public bool IsTab => tab;

    /// <summary>The name of an anchor element in the heading.</summary>
    public string? Anchor => anchor;

    protected override Block Copy(Place place, ref int last) => new HeadingBlock(level, phrase, tab, anchor, place);
}

/// <summary>The line that ends a group of tabs, or a rule between sections.</summary>
sealed class BreakBlock(Place place) : Block(place)
{
    protected override Block Copy(Place place, ref int last) => new BreakBlock(place);
}

/// <summary>What cannot be taken over; the report names it.</summary>
sealed class LostBlock(string why, Place place) : Block(place)
{
    public string Why => why;

    protected override Block Copy(Place place, ref int last) => new LostBlock(why, place);
}
