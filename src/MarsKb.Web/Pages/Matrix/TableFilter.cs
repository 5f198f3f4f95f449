using System.Collections.Immutable;
using MarsKb.Matrix;

namespace MarsKb.Pages.Matrix;

/// <summary>Which rows of a table somebody wants to see.</summary>
/// <param name="Text">Words that a row must contain, in any case; blank for all.</param>
/// <param name="Only">Ids of yes-no and support columns that must say yes.</param>
public sealed record TableFilter(string Text, ImmutableArray<string> Only)
{
    /// <summary>Characters of the text that count.</summary>
    const int MaxText = 100;

    public bool IsEmpty => Text.Length == 0 && Only.IsEmpty;

    /// <summary>Reads what an address says; what the table does not have is left out.</summary>
    public static TableFilter Read(MatrixTable table, string? text, IEnumerable<string?> only)
    {
        var trimmed = (text ?? "").Trim();
        var columns = Switches(table).Select(c => c.Id).Intersect(only.OfType<string>(), StringComparer.OrdinalIgnoreCase);
        return new TableFilter(trimmed.Length > MaxText ? trimmed[..MaxText] : trimmed, [.. columns]);
    }

    /// <summary>Columns that a checkbox can filter by: those where a row says yes and another does not.</summary>
    public static IEnumerable<MatrixColumn> Switches(MatrixTable table) =>
        table.Columns.Where(c => c.Type is ColumnType.YesNo or ColumnType.Support && table.Rows.Any(r => IsYes(r, c.Id)) && !table.Rows.All(r => IsYes(r, c.Id)));

    public ImmutableArray<MatrixRow> Rows(MatrixTable table) =>
        IsEmpty ? table.Rows : [.. table.Rows.Where(r => Only.All(id => IsYes(r, id)) && Contains(r))];

    /// <summary>The query string of this view, with its question mark; empty for all rows.</summary>
    public string Query()
    {
        var parts = Only.Select(id => "only=" + Uri.EscapeDataString(id)).ToList();
        if (Text.Length > 0) parts.Insert(0, "q=" + Uri.EscapeDataString(Text));
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    bool Contains(MatrixRow row) => Text.Length == 0 || row.Cells.Values.Any(c => c.Text.Contains(Text, StringComparison.OrdinalIgnoreCase));

    static bool IsYes(MatrixRow row, string column) => row.Cells.GetValueOrDefault(column)?.Value is true or SupportLevel.Supported;
}
