using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Matrix;

/// <summary>A file of <c>matrix/</c>, parsed but not yet rendered.</summary>
sealed class MatrixFile
{
    MatrixFile(string path, DiagnosticBag bag, ItemFields? item, ImmutableArray<YamlText> rowNames, FileRendering<TableText> rendering)
    {
        Path = path;
        Bag = bag;
        Item = item;
        RowNames = rowNames;
        Rendering = rendering;
    }

    public static FieldSet Fields { get; } =
        new("a matrix table", [.. ItemFields.Needed, "summary"], [.. ItemFields.Optional, "columns", "rows", "notes", "editorsNotes"]);

    public static FieldSet ColumnFields { get; } = new("a column", ["id", "title", "type"], []);

    public static FieldSet RowFields { get; } = new("a row", ["id", "cells"], []);

    /// <summary>In the order of <see cref="ColumnType"/>.</summary>
    public static ImmutableArray<string> Types { get; } = ["text", "markdown", "yes-no", "support", "version", "size", "duration", "host", "list"];

    public string Path { get; }

    public DiagnosticBag Bag { get; }

    /// <summary>Null when a needed key is absent or wrong.</summary>
    public ItemFields? Item { get; }

    public IEnumerable<string> RowIds => RowNames.Select(r => r.Value);

    /// <summary>Ids of the rows with their places.</summary>
    public ImmutableArray<YamlText> RowNames { get; }

    public FileRendering<TableText> Rendering { get; }

    /// <returns>Null when there is no mapping to read; why is in the bag.</returns>
    public static MatrixFile? Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        if (YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is not { } mapping) return null;
        var fields = new FieldReader(mapping, Fields, bag);
        var item = ItemFields.Read(fields, bag);
        var table = new WrittenTable(fields, bag);
        return new MatrixFile(source.Path, bag, item, [.. table.RowNames], new(bag, table.Render));
    }

    /// <inheritdoc cref="EntryFile.Kept"/>
    public static MatrixFile Kept(string path, DiagnosticBag bag, ItemFields item, ImmutableArray<YamlText> rowNames, Rendered<TableText> text, Func<SourceText> source) =>
        new(path, bag, item, rowNames, new(bag, (links, into) => Parse(source(), new DiagnosticBag())!.Rendering.Make(links, into), text));

    /// <returns>Null when anything in the file is at fault.</returns>
    public MatrixTable? Build(LinkTargets links)
    {
        var text = Rendering.Render(links);
        if (Item is null || Bag.HasErrors) return null;
        return new MatrixTable
        {
            Key = Item.Key.Value,
            Kind = EntryKind.Matrix,
            Title = Item.Title,
            Aliases = [.. Item.Aliases.Select(a => a.Value)],
            Asked = [.. Item.Asked.Select(a => a.Value)],
            Component = Item.Component.Value,
            Summary = text.Summary,
            EditorsNotes = text.EditorsNotes,
            Related = [.. Item.Related.Select(r => links.Canonical(r.Value) ?? r.Value)],
            Sources = Item.Sources,
            Owner = Item.Owner,
            Reviewed = Item.Reviewed,
            ReviewBy = Item.ReviewBy,
            Location = new SourceLocation(Path, 1, 1),
            Columns = text.Columns,
            Rows = text.Rows,
            Notes = text.Notes,
        };
    }
}
