using System.Collections.Immutable;
using System.Text;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Content.Parsed;

/// <summary>Writes the parts of which records are made; <see cref="RecordReader"/> reads them in the same order.</summary>
/// <param name="path">That of the content file. Places are written without it.</param>
sealed class RecordWriter(string path) : IDisposable
{
    // A lone surrogate, which only an escape in YAML can make, has no bytes: such a file is not kept.
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly BinaryWriter writer = new(new MemoryStream(), Utf8);

    public byte[] ToArray()
    {
        writer.Flush();
        return ((MemoryStream)writer.BaseStream).ToArray();
    }

    public void Bool(bool value) => writer.Write(value);

    public void Int(int value) => writer.Write7BitEncodedInt(value);

    public void Long(long value) => writer.Write(value);

    /// <exception cref="EncoderFallbackException">The text cannot be written as UTF-8.</exception>
    public void Text(string value) => writer.Write(value);

    public void TextOrNull(string? value)
    {
        writer.Write(value is not null);
        if (value is not null) writer.Write(value);
    }

    public void Day(DateOnly value) => Int(value.DayNumber);

    public void All<T>(IReadOnlyCollection<T> values, Action<RecordWriter, T> write)
    {
        Int(values.Count);
        foreach (var value in values) write(this, value);
    }

    public void Texts(IReadOnlyCollection<string> values) => All(values, (w, v) => w.Text(v));

    /// <exception cref="InvalidDataException">The place is in another file.</exception>
    public void At(SourceLocation at)
    {
        if (at.Path != path) throw new InvalidDataException($"{at} is not in {path}.");
        Int(at.Line);
        Int(at.Column);
    }

    public void Placed(YamlText text)
    {
        Text(text.Value);
        At(text.At);
    }

    public void Rich(RichText text)
    {
        Text(text.Text);
        Text(text.Html);
    }

    public void Diagnostic(Diagnostic said)
    {
        Int((int)said.Severity);
        Text(said.Code);
        At(said.Location);
        Text(said.Text);
    }

    public void Fields(ItemFields fields)
    {
        Placed(fields.Key);
        Text(fields.Title);
        Placed(fields.Component);
        All(fields.Aliases, (w, t) => w.Placed(t));
        All(fields.Asked, (w, t) => w.Placed(t));
        All(fields.Related, (w, t) => w.Placed(t));
        All(fields.Sources, (w, s) =>
        {
            w.Text(s.Title);
            w.Text(s.Url);
            w.Text(s.Licence);
            w.Day(s.Date);
        });
        Text(fields.Owner);
        Day(fields.Reviewed);
        Day(fields.ReviewBy);
        At(fields.ReviewByAt);
    }

    public void Steps(ImmutableArray<RenderStep> steps) => All(steps, (w, s) =>
    {
        w.Bool(s.Link is not null);
        if (s.Link is { } link)
        {
            w.Text(link.Reference);
            w.At(link.At);
            w.TextOrNull(link.Path);
        }
        else w.Diagnostic(s.Said!);
    });

    public void Dispose() => writer.Dispose();
}
