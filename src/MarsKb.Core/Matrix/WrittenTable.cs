using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Matrix;

/// <summary>What a file of <c>matrix/</c> says of its table, as written.</summary>
sealed class WrittenTable
{
    readonly DiagnosticBag bag;
    readonly YamlText? summary;
    readonly ImmutableArray<MatrixColumn> columns;
    readonly IReadOnlyList<(YamlText Id, YamlMapping Cells)> rows;
    readonly IReadOnlyList<YamlText> notes;
    readonly IReadOnlyList<YamlText> editorsNotes;

    public WrittenTable(FieldReader fields, DiagnosticBag bag)
    {
        this.bag = bag;
        summary = fields.LongText("summary");
        columns = ReadColumns(fields);
        rows = ReadRows(fields);
        notes = fields.LongTexts("notes");
        editorsNotes = fields.LongTexts("editorsNotes");
        if (fields.Has("columns") != fields.Has("rows")) bag.ColumnsAndRows(fields.KeyAt(fields.Has("rows") ? "rows" : "columns"));
        else if (!fields.Has("rows") && !fields.Has("notes")) bag.NothingInTable(fields.At);
    }

    public IEnumerable<YamlText> RowNames => rows.Select(r => r.Id);

    /// <summary>In the order of the diagnostics.</summary>
    public TableText Render(LinkTargets links, DiagnosticBag into) => new(
        summary is null ? RichText.Empty : Rich(summary, links, into),
        columns,
        [.. rows.Select(r => ReadRow(r.Id, r.Cells, links, into))],
        [.. notes.Select(n => Rich(n, links, into))],
        [.. editorsNotes.Select(n => Rich(n, links, into))]);

    static RichText Rich(YamlText text, LinkTargets links, DiagnosticBag into)
    {
        var markdown = MarkdownText.Parse(text.Value, text.Place, into);
        return MarkdownRenderer.Render(markdown, markdown.Document, links, into);
    }

    ImmutableArray<MatrixColumn> ReadColumns(FieldReader fields)
    {
        var found = ImmutableArray.CreateBuilder<MatrixColumn>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var mapping in fields.Mappings("columns"))
        {
            var column = new FieldReader(mapping, MatrixFile.ColumnFields, bag);
            var id = Id(column, seen);
            var title = ItemFields.ReadTitle(column, bag);
            var type = column.Text("type");
            if (type is not null && !EntryFields.IsKnown(type, "type", MatrixFile.Types, bag)) type = null;
            if (id is null || title is null || type is null) continue;
            var read = new MatrixColumn(id.Value, title, (ColumnType)MatrixFile.Types.IndexOf(type.Value));
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
            var row = new FieldReader(mapping, MatrixFile.RowFields, bag);
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

    MatrixRow ReadRow(YamlText id, YamlMapping written, LinkTargets links, DiagnosticBag into)
    {
        var cells = ImmutableDictionary.CreateBuilder<string, MatrixCell>(StringComparer.Ordinal);
        // Without columns every cell would be unknown; that the columns are absent or wrong was reported.
        if (columns.Length == 0) return new MatrixRow(id.Value, cells.ToImmutable());
        foreach (var (key, value) in written.Pairs)
        {
            var column = columns.FirstOrDefault(c => c.Id == key.Value);
            if (column is null) into.UnknownCell(key.At, key.Value, Nearest.To(key.Value, columns.Select(c => c.Id)), columns.Select(c => c.Id));
            else if (CellReader.Read(column, value, column == columns[0], links, into) is { } cell) cells[key.Value] = cell;
        }
        if (written.FindKey(columns[0].Id) is null) into.RowWithoutName(id.At, columns[0].Id);
        return new MatrixRow(id.Value, cells.ToImmutable());
    }
}
