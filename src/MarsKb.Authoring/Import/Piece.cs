namespace MarsKb.Import;

/// <summary>A block of an article in one form, however it was written: Markdown, HTML or marks inside a table's cell.</summary>
/// <param name="line">First line in the article, from 1; what comes from an include has the line of the include.</param>
abstract class Piece(int line, int endLine)
{
    public int Line => line;

    public int EndLine { get; } = Math.Max(line, endLine);

    /// <summary>True once the piece is in an entry. What stays false is reported.</summary>
    public bool Taken { get; private set; }

    public virtual IEnumerable<Piece> Inside => [];

    public void Take()
    {
        Taken = true;
        foreach (var piece in Inside) piece.Take();
    }
}

/// <param name="anchor">Name of the anchor element that it begins with.</param>
sealed class TextPiece(Phrase phrase, int line, int endLine, string? anchor = null) : Piece(line, endLine)
{
    public Phrase Phrase => phrase;

    public string? Anchor => anchor;
}

sealed class CodePiece(string language, string code, int line, int endLine) : Piece(line, endLine)
{
    public string Language => language;

    public string Code => code;
}

sealed class ListPiece(bool ordered, List<ListItem> items, int line, int endLine) : Piece(line, endLine)
{
    public bool Ordered => ordered;

    public List<ListItem> Items => items;

    public override IEnumerable<Piece> Inside => items;
}

sealed class ListItem(List<Piece> pieces, int line, int endLine) : Piece(line, endLine)
{
    public List<Piece> Pieces => pieces;

    public override IEnumerable<Piece> Inside => pieces;
}

/// <param name="kind"><c>note</c>, <c>tip</c> and so on for an alert; empty for a quotation.</param>
sealed class QuotePiece(string kind, List<Piece> pieces, int line, int endLine) : Piece(line, endLine)
{
    public string Kind => kind;

    public List<Piece> Pieces => pieces;

    public override IEnumerable<Piece> Inside => pieces;
}

sealed class TablePiece(TableLine? header, List<TableLine> rows, int line, int endLine) : Piece(line, endLine)
{
    public TableLine? Header => header;

    public List<TableLine> Rows => rows;

    public override IEnumerable<Piece> Inside => header is null ? rows : rows.Prepend(header);
}

sealed class TableLine(List<TableCell> cells, int line, int endLine) : Piece(line, endLine)
{
    public List<TableCell> Cells => cells;

    public override IEnumerable<Piece> Inside => cells.SelectMany(c => c.Pieces);
}

sealed record TableCell(List<Piece> Pieces)
{
    public string Text => string.Join(' ', Pieces.Select(PieceText.OneLine));
}

/// <param name="tab">True for the title of a tab.</param>
sealed class HeadingPiece(int level, Phrase phrase, bool tab, string? anchor, int line, int endLine) : Piece(line, endLine)
{
    public int Level => level;

    public Phrase Phrase => phrase;

    public bool IsTab => tab;

    /// <summary>The name of an anchor element in the heading.</summary>
    public string? Anchor => anchor;
}

/// <summary>The line that ends a group of tabs, or a rule.</summary>
sealed class RulePiece(int line) : Piece(line, line);

/// <summary>What cannot be taken over; the report names it.</summary>
sealed class LostPiece(string why, int line, int endLine) : Piece(line, endLine)
{
    public string Why => why;
}
