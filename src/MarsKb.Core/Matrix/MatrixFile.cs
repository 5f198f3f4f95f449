using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Matrix;

/// <summary>A file of <c>matrix/</c>, parsed but not yet rendered.</summary>
sealed class MatrixFile
{
    readonly SourceText source;
    readonly DiagnosticBag bag;
    readonly YamlText? summary;
    readonly ImmutableArray<MatrixColumn> columns;
    readonly IReadOnlyList<(YamlText Id, YamlMapping Cells)> rows;
    readonly IReadOnlyList<YamlText> notes;
    readonly IReadOnlyList<YamlText> editorsNotes;

    public static FieldSet Fields { get; } =
        new("a matrix table", [.. ItemFields.Needed, "summary"], [.. ItemFields.Optional, "columns", "rows", "notes", "editorsNotes"]);

    public static FieldSet ColumnFields { get; } = new("a column", ["id", "title", "type"], []);

    public static FieldSet RowFields { get; } = new("a row", ["id", "cells"], []);

    /// <summary>In the order of <see cref="ColumnType"/>.</summary>
    public static ImmutableArray<string> Types { get; } = ["text", "markdown", "yes-no", "support", "version", "size", "duration", "host", "list"];

    MatrixFile(SourceText source, YamlMapping mapping, DiagnosticBag bag)
    {
        this.source = source;
        this.bag = bag;
        var fields = new FieldReader(mapping, Fields, bag);
        Item = ItemFields.Read(fields, bag);
        summary = fields.LongText("summary");
        columns = ReadColumns(fields);
        rows = ReadRows(fields);
        notes = fields.LongTexts("notes");
        editorsNotes = fields.LongTexts("editorsNotes");
        if (fields.Has("columns") != fields.Has("rows")) bag.ColumnsAndRows(fields.KeyAt(fields.Has("rows") ? "rows" : "columns"));
        else if (!fields.Has("rows") && !fields.Has("notes")) bag.NothingInTable(fields.At);
    }

    public SourceText Source => source;

    public DiagnosticBag Bag => bag;

    /// <summary>Null when a needed key is absent or wrong.</summary>
    public ItemFields? Item { get; }

    public IEnumerable<string> RowIds => rows.Select(r => r.Id.Value);

    /// <summary>Ids of the rows with their places.</summary>
    public IEnumerable<YamlText> RowNames => rows.Select(r => r.Id);

    /// <returns>Null when there is no mapping to read; why is in the bag.</returns>
    public static MatrixFile? Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        return YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is { } mapping ? new MatrixFile(source, mapping, bag) : null;
    }

    /// <returns>Null when anything in the file is at fault.</returns>
    public MatrixTable? Build(LinkTargets links)
    {
        var text = summary is null ? RichText.Empty : Render(summary, links);
        var built = rows.Select(r => ReadRow(r.Id, r.Cells, links)).ToImmutableArray();
        var builtNotes = notes.Select(n => Render(n, links)).ToImmutableArray();
        var builtEditorsNotes = editorsNotes.Select(n => Render(n, links)).ToImmutableArray();
        if (Item is null || bag.HasErrors) return null;
        return new MatrixTable
        {
            Key = Item.Key.Value,
            Kind = EntryKind.Matrix,
            Title = Item.Title,
            Aliases = [.. Item.Aliases.Select(a => a.Value)],
            Asked = [.. Item.Asked.Select(a => a.Value)],
            Component = Item.Component.Value,
            Summary = text,
            EditorsNotes = builtEditorsNotes,
            Related = [.. Item.Related.Select(r => links.Canonical(r.Value) ?? r.Value)],
            Sources = Item.Sources,
            Owner = Item.Owner,
            Reviewed = Item.Reviewed,
            ReviewBy = Item.ReviewBy,
            Location = source.Start,
            Columns = columns,
            Rows = built,
            Notes = builtNotes,
        };
    }

    RichText Render(YamlText text, LinkTargets links)
    {
        var markdown = MarkdownText.Parse(text.Value, text.Place, bag);
        return MarkdownRenderer.Render(markdown, markdown.Document, links, bag);
    }

    ImmutableArray<MatrixColumn> ReadColumns(FieldReader fields)
    {
        var found = ImmutableArray.CreateBuilder<MatrixColumn>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var mapping in fields.Mappings("columns"))
        {
            var column = new FieldReader(mapping, ColumnFields, bag);
            var id = Id(column, seen);
            var title = ItemFields.ReadTitle(column, bag);
            var type = column.Text("type");
            if (type is not null && !EntryFields.IsKnown(type, "type", Types, bag)) type = null;
            if (id is null || title is null || type is null) continue;
            var read = new MatrixColumn(id.Value, title, (ColumnType)Types.IndexOf(type.Value));
            if (found.Count == 0 && read.Type is not (ColumnType.Text or ColumnType.Version or ColumnType.Host)) bag.FirstColumnType(type.At, type.Value);
            found.Add(read);
        }
        return found.ToImmutable();
    }

    List<(YamlText, YamlMapping)> ReadRows(FieldReader fields)
    {
        var found = new List<(YamlText, YamlMapping)>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var mapping in fields.Mappings("rows"))
        {
            var row = new FieldReader(mapping, RowFields, bag);
            var id = Id(row, seen);
            var cells = row.Mapping("cells");
            if (id is not null && cells is not null) found.Add((id, cells));
        }
        return found;
    }

    YamlText? Id(FieldReader fields, Dictionary<string, SourceLocation> seen)
    {
        if (fields.Text("id") is not { } id) return null;
        if (!Slug.IsId(id.Value)) bag.BadId(id.At, id.Value);
        else if (seen.TryAdd(id.Value, id.At)) return id;
        else bag.DuplicateId(id.At, id.Value, seen[id.Value]);
        return null;
    }

    MatrixRow ReadRow(YamlText id, YamlMapping written, LinkTargets links)
    {
        var cells = ImmutableDictionary.CreateBuilder<string, MatrixCell>(StringComparer.Ordinal);
        // Without columns every cell would be unknown; that the columns are absent or wrong was reported.
        if (columns.Length == 0) return new MatrixRow(id.Value, cells.ToImmutable());
        foreach (var (key, value) in written.Pairs)
        {
            var column = columns.FirstOrDefault(c => c.Id == key.Value);
            if (column is null) bag.UnknownCell(key.At, key.Value, Nearest.To(key.Value, columns.Select(c => c.Id)), columns.Select(c => c.Id));
            else if (CellReader.Read(column, value, column == columns[0], links, bag) is { } cell) cells[key.Value] = cell;
        }
        if (written.FindKey(columns[0].Id) is null) bag.RowWithoutName(id.At, columns[0].Id);
        return new MatrixRow(id.Value, cells.ToImmutable());
    }
}
