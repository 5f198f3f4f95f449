using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using MarsKb.Matrix;

namespace MarsKb.Pages.Matrix;

/// <summary>A table as CSV (RFC 4180) that a spreadsheet shows as text and never runs.</summary>
public static class TableCsv
{
    static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n\t");

    public static string Write(MatrixTable table, ImmutableArray<MatrixRow> rows)
    {
        var csv = new StringBuilder();
        Line(csv, table.Columns.Select(c => c.Title));
        foreach (var row in rows) Line(csv, table.Columns.Select(c => row.Cells.GetValueOrDefault(c.Id)?.Text ?? ""));
        return csv.ToString();
    }

    static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>One cell: an apostrophe before what would start a formula, quoted where RFC 4180 needs it.</summary>
    internal static string Cell(string text)
    {
        text = text.Replace("\0", "", StringComparison.Ordinal);
        // Some programs skip blanks, marks and quotes before they look for a formula, and take full-width signs for plain ones.
        var first = text.AsSpan().TrimStart(" \t\r\n\uFEFF\u200B\u00A0\"");
        if (text.Length > 0 && (text[0] is '\t' or '\r' or '\n' or '\uFEFF' or '|' || first.Length > 0 && "=+-@＝＋－＠".Contains(first[0])))
            text = "'" + text;
        return text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
