using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using MarsKb.Matrix;

namespace MarsKb.Documents;

/// <summary>A table of the support matrix.</summary>
public sealed record MatrixDocument(
    [property: Description("The one stable name.")] string Key,
    string Title,
    [property: Description("Path of its page on the site.")] string Url,
    [property: Description("Id of the part of the product that it belongs to.")] string Component,
    [property: Description("Plain text.")] string Summary,
    [property: Description("Empty for a rule that needs no table.")] ImmutableArray<ColumnDocument> Columns,
    ImmutableArray<RowDocument> Rows,
    [property: Description("Conditions, footnotes and rules. Plain text.")] ImmutableArray<string> Notes,
    [property: Description("Where the sources disagree: both facts with their scope. Plain text.")] ImmutableArray<string> EditorsNotes,
    [property: Description("Keys of entries, tables and flows.")] ImmutableArray<string> Related,
    ImmutableArray<SourceDocument> Sources,
    [property: Description("The day it was last checked.")] DateOnly Reviewed)
{
    public static MatrixDocument From(MatrixTable table) => new(
        table.Key, table.Title, table.Url, table.Component, table.Summary.Text,
        [.. table.Columns.Select(c => new ColumnDocument(c.Id, c.Title, Words.Of(c.Type)))],
        [.. table.Rows.Select(row => RowDocument.From(row, table.Columns))],
        [.. table.Notes.Select(n => n.Text)],
        [.. table.EditorsNotes.Select(n => n.Text)],
        table.Related,
        [.. table.Sources.Select(SourceDocument.From)],
        table.Reviewed);
}

/// <summary>A column of a table.</summary>
public sealed record ColumnDocument(
    string Id,
    string Title,
    [property: Description("`text`, `markdown`, `yes-no`, `support`, `version`, `size`, `duration`, `host` or `list`.")] string Type);

/// <summary>A row of a table.</summary>
public sealed record RowDocument(
    [property: Description("The row's anchor on the page; never changes.")] string Id,
    [property: Description("By column id, in the order of the columns; a cell may be absent. `yes-no`: true or false; `list`: a list of texts; else the text as shown, such as `54,400 GB`.")] OrderedDictionary<string, JsonElement> Cells)
{
    public static RowDocument From(MatrixRow row, ImmutableArray<MatrixColumn> columns)
    {
        var cells = new OrderedDictionary<string, JsonElement>();
        foreach (var column in columns)
            if (row.Cells.TryGetValue(column.Id, out var cell)) cells.Add(column.Id, ValueOf(cell));
        return new RowDocument(row.Id, cells);
    }

    static JsonElement ValueOf(MatrixCell cell) => cell switch
    {
        { Type: ColumnType.YesNo, Value: bool yes } => JsonSerializer.SerializeToElement(yes, ApiJson.Default.Boolean),
        { Type: ColumnType.List } => JsonSerializer.SerializeToElement(cell.Items, ApiJson.Default.ImmutableArrayString),
        _ => JsonSerializer.SerializeToElement(cell.Text, ApiJson.Default.String),
    };
}
