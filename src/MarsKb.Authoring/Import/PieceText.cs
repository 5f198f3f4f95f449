using System.Text;

namespace MarsKb.Import;

/// <summary>Pieces as plain text.</summary>
static class PieceText
{
    public static string OneLine(Piece piece) => Phrase.Collapse(Of(piece));

    public static string Of(Piece piece)
    {
        var text = new StringBuilder();
        Write(piece, text, "");
        return text.ToString().Trim();
    }

    public static string Of(IEnumerable<Piece> pieces)
    {
        var text = new StringBuilder();
        Blocks(pieces, text, "");
        return text.ToString().Trim();
    }

    static void Blocks(IEnumerable<Piece> pieces, StringBuilder text, string indent)
    {
        var first = true;
        foreach (var piece in pieces)
        {
            if (piece is LostPiece or RulePiece) continue;
            if (!first) text.Append('\n').Append(indent);
            first = false;
            Write(piece, text, indent);
        }
    }

    static void Write(Piece piece, StringBuilder text, string indent)
    {
        switch (piece)
        {
            case TextPiece t:
                text.Append(Lines(t.Phrase.Text).Replace("\n", "\n" + indent, StringComparison.Ordinal));
                break;
            case HeadingPiece h:
                text.Append(h.Phrase.OneLine);
                break;
            case CodePiece c:
                text.Append(c.Code.TrimEnd('\n').Replace("\n", "\n" + indent, StringComparison.Ordinal));
                break;
            case ListPiece l:
                var number = 1;
                for (var i = 0; i < l.Items.Count; i++)
                {
                    if (i > 0) text.Append('\n').Append(indent);
                    var mark = l.Ordered ? $"{number++}. " : "- ";
                    text.Append(mark);
                    Blocks(l.Items[i].Pieces, text, indent + new string(' ', mark.Length));
                }
                break;
            case ListItem i:
                Blocks(i.Pieces, text, indent);
                break;
            case QuotePiece q:
                Blocks(q.Pieces, text, indent);
                break;
            case TablePiece t:
                Blocks(t.Header is null ? t.Rows : t.Rows.Prepend(t.Header), text, indent);
                break;
            case TableLine r:
                text.Append(string.Join(" | ", r.Cells.Select(c => c.Text)));
                break;
        }
    }

    /// <summary>White space made single within lines; blank lines dropped.</summary>
    static string Lines(string text) =>
        text.Contains('\n') ? string.Join('\n', text.Split('\n').Select(Phrase.Collapse).Where(l => l.Length > 0)) : Phrase.Collapse(text);
}
