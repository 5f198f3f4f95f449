using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Matrix;
using MarsKb.Rendering;

namespace MarsKb.Content.Parsed;

/// <summary>
/// The parse of a content file as bytes and back. A file is kept when nothing in it is at fault, so of what was said of it there are warnings alone;
/// what the other files have to do with it is checked again at each load.
/// </summary>
static class Records
{
    /// <summary>What is known of a content file, or null when it is of a kind that is not kept, or at fault.</summary>
    /// <param name="parsed">What <see cref="ContentLoader"/> made of it.</param>
    /// <param name="warnings">What was said when it was parsed, before it was compared with others and rendered.</param>
    public static byte[]? Write(object? parsed, ImmutableArray<Diagnostic> warnings)
    {
        switch (parsed)
        {
            case EntryFile { Fields: { } fields, Rendering.Result: { } text, Bag.HasErrors: false } file:
                return Write(file.Path, warnings, text.Steps, w => Entry(w, fields, file.Includes, text.Content));
            case SharedActionFile { Id: { } id, Rendering.Result: { } text, Bag.HasErrors: false } file:
                return Write(file.Path, warnings, text.Steps, w =>
                {
                    w.Placed(id);
                    w.Text(file.Title);
                    w.All(text.Content, (a, t) => a.Rich(t));
                });
            case MatrixFile { Item: { } item, Rendering.Result: { } text, Bag.HasErrors: false } file:
                return Write(file.Path, warnings, text.Steps, w =>
                {
                    w.Fields(item);
                    w.All(file.RowNames, (r, t) => r.Placed(t));
                    Table(w, text.Content);
                });
            default:
                return null;
        }
    }

    /// <summary>The content file as it was parsed; what was said of it then is in its bag.</summary>
    /// <exception cref="InvalidDataException">The bytes are not what <see cref="Write(object?, ImmutableArray{Diagnostic})"/> made.</exception>
    public static object Read(ContentFile file, ReadOnlySpan<byte> bytes)
    {
        var path = file.File.Path;
        var reader = new RecordReader(path, bytes);
        var warnings = reader.All((ref r) => r.Diagnostic());
        var steps = reader.Steps();
        // Parsed before, it is text that can be decoded.
        SourceText Source() => file.Text ?? throw new InvalidOperationException($"{path} was text when it was parsed.");
        object read = file.File.Kind switch
        {
            FileKind.Entry => EntryFile.Kept(path, file.Bag, EntryFields(ref reader), reader.All((ref r) => new IncludedAction(r.Text(), r.At())), new(EntryText(ref reader), steps), Source),
            FileKind.Action => SharedActionFile.Kept(path, file.Bag, reader.Placed(), reader.Text(), new(reader.All((ref r) => r.Rich()), steps), Source),
            FileKind.Matrix => MatrixFile.Kept(path, file.Bag, reader.Fields(), reader.All((ref r) => r.Placed()), new(TableText(ref reader), steps), Source),
            var other => throw new InvalidDataException($"{other} is not kept."),
        };
        if (!reader.IsAtEnd) throw new InvalidDataException("Something follows.");
        foreach (var warning in warnings) file.Bag.Repeat(warning);
        return read;
    }

    static byte[] Write(string path, ImmutableArray<Diagnostic> warnings, ImmutableArray<RenderStep> steps, Action<RecordWriter> content)
    {
        using var writer = new RecordWriter(path);
        writer.All(warnings, (w, d) => w.Diagnostic(d));
        writer.Steps(steps);
        content(writer);
        return writer.ToArray();
    }

    static void Entry(RecordWriter writer, EntryFields fields, ImmutableArray<IncludedAction> includes, EntryText text)
    {
        writer.Fields(fields.Item);
        writer.Int((int)fields.Kind);
        writer.All(fields.Codes, (w, c) => w.Placed(c));
        writer.All(fields.Messages, (w, m) =>
        {
            w.Text(m.Text);
            w.Text(m.Language);
        });
        writer.Texts(fields.AppliesTo.Clouds);
        writer.Texts(fields.AppliesTo.OperatingSystems);
        writer.TextOrNull(fields.AppliesTo.Agent);
        writer.TextOrNull(fields.AppliesTo.Role);
        writer.TextOrNull(fields.AppliesTo.When);
        writer.Bool(fields.IsDraft);
        writer.All(includes, (w, i) =>
        {
            w.Text(i.Id);
            w.At(i.At);
        });
        writer.Rich(text.Summary);
        writer.All(text.Causes, (w, c) =>
        {
            w.Text(c.Id);
            w.Text(c.Title);
            w.Bool(c.IsProcedure);
            w.Rich(c.Text);
            w.Rich(c.HowToTell);
            w.All(c.Actions, (v, a) =>
            {
                v.Rich(a.Content);
                v.TextOrNull(a.Include);
            });
        });
        writer.Rich(text.Notes);
        writer.All(text.EditorsNotes, (w, n) => w.Rich(n));
    }

    // In each constructor call the arguments stand in the order in which they were written.
    static EntryFields EntryFields(ref RecordReader reader) => new(
        reader.Fields(), reader.Enum<EntryKind>(), reader.All((ref r) => r.Placed()), reader.All((ref r) => new Message(r.Text(), r.Text())),
        new Applicability(reader.Texts(), reader.Texts(), reader.TextOrNull(), reader.TextOrNull(), reader.TextOrNull()), reader.Bool());

    static EntryText EntryText(ref RecordReader reader) => new(
        reader.Rich(),
        reader.All((ref r) => new CauseText(
            r.Text(), r.Text(), r.Bool(), r.Rich(), r.Rich(), r.All((ref a) => new ActionText(a.Rich(), a.TextOrNull())))),
        reader.Rich(),
        reader.All((ref r) => r.Rich()));

    static void Table(RecordWriter writer, TableText text)
    {
        writer.Rich(text.Summary);
        writer.All(text.Columns, (w, c) =>
        {
            w.Text(c.Id);
            w.Text(c.Title);
            w.Int((int)c.Type);
        });
        writer.All(text.Rows, (w, r) =>
        {
            w.Text(r.Id);
            w.All(r.Cells, (v, c) =>
            {
                v.Text(c.Key);
                Cell(v, c.Value);
            });
        });
        writer.All(text.Notes, (w, n) => w.Rich(n));
        writer.All(text.EditorsNotes, (w, n) => w.Rich(n));
    }

    static TableText TableText(ref RecordReader reader) => new(
        reader.Rich(),
        reader.All((ref r) => new MatrixColumn(r.Text(), r.Text(), r.Enum<ColumnType>())),
        reader.All((ref r) => new MatrixRow(
            r.Text(), r.All((ref c) => KeyValuePair.Create(c.Text(), Cell(ref c))).ToImmutableDictionary(StringComparer.Ordinal))),
        reader.All((ref r) => r.Rich()),
        reader.All((ref r) => r.Rich()));

    enum ValueKind { None, Bool, Support, Version, Number, Items }

    static void Cell(RecordWriter writer, MatrixCell cell)
    {
        writer.Int((int)cell.Type);
        writer.Text(cell.Text);
        writer.Text(cell.Html);
        switch (cell.Value)
        {
            case null:
                writer.Int((int)ValueKind.None);
                break;
            case bool yes:
                writer.Int((int)ValueKind.Bool);
                writer.Bool(yes);
                break;
            case SupportLevel level:
                writer.Int((int)ValueKind.Support);
                writer.Int((int)level);
                break;
            case Version version:
                writer.Int((int)ValueKind.Version);
                writer.Text(version.ToString());
                break;
            case long number:
                writer.Int((int)ValueKind.Number);
                writer.Long(number);
                break;
            case ImmutableArray<string> items:
                writer.Int((int)ValueKind.Items);
                writer.Texts(items);
                break;
            default:
                throw new InvalidDataException($"A cell of type {cell.Value.GetType()} cannot be written.");
        }
    }

    static MatrixCell Cell(ref RecordReader reader) => new(reader.Enum<ColumnType>(), reader.Text(), reader.Text(), reader.Enum<ValueKind>() switch
    {
        ValueKind.Bool => reader.Bool(),
        ValueKind.Support => reader.Enum<SupportLevel>(),
        ValueKind.Version => Version.TryParse(reader.Text(), out var version) ? version : throw new InvalidDataException("That is no version."),
        ValueKind.Number => reader.Long(),
        ValueKind.Items => reader.Texts(),
        _ => null,
    });
}
