using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Content.Parsed;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">Of every method: the bytes are not what it wrote.</exception>
ref struct RecordReader(string path, ReadOnlySpan<byte> bytes)
{
    /// <summary>Reads one of many.</summary>
    public delegate T One<out T>(ref RecordReader reader);

    ReadOnlySpan<byte> left = bytes;

    public readonly bool IsAtEnd => left.IsEmpty;

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new InvalidDataException($"{other} is neither true nor false."),
    };

    /// <summary>Seven bits a byte, the lowest first, as <see cref="BinaryWriter.Write7BitEncodedInt"/> writes it.</summary>
    public int Int()
    {
        var value = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var b = Byte();
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80) return (int)value;
        }
        throw new InvalidDataException("A number has no end.");
    }

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

    public string Text() => Encoding.UTF8.GetString(Bytes(Int()));

    public string? TextOrNull() => Bool() ? Text() : null;

    public DateOnly Day() => Int() is >= 0 and <= 3_652_058 and var day ? DateOnly.FromDayNumber(day) : throw new InvalidDataException("There is no such day.");

    public T Enum<T>() where T : struct, Enum
    {
        var value = Int();
        return System.Enum.IsDefined(typeof(T), value) ? (T)(object)value : throw new InvalidDataException($"{value} is no {typeof(T).Name}.");
    }

    public ImmutableArray<T> All<T>(One<T> read)
    {
        var count = Int();
        // Each takes at least a byte.
        if (count < 0 || count > left.Length) throw new InvalidDataException($"{count} do not fit.");
        if (count == 0) return [];
        var all = new T[count];
        for (var i = 0; i < count; i++) all[i] = read(ref this);
        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }

    public ImmutableArray<string> Texts() => All((ref r) => r.Text());

    public SourceLocation At() => new(path, Int(), Int());

    public YamlText Placed() => YamlText.Read(Text(), At());

    public RichText Rich() => new RichText(Text(), Text()) is var text && text.Text.Length + text.Html.Length > 0 ? text : RichText.Empty;

    public Diagnostic Diagnostic() => new(Enum<Severity>(), Text(), At(), Text());

    // Arguments are read in the order in which they stand here, which is that of the writer.
    public ItemFields Fields() => new(
        Placed(), Text(), Placed(), All((ref r) => r.Placed()), All((ref r) => r.Placed()), All((ref r) => r.Placed()),
        All((ref r) => new Source(r.Text(), r.Text(), r.Text(), r.Day())), Text(), Day(), Day(), At());

    public ImmutableArray<RenderStep> Steps() => All((ref r) => r.Bool()
        ? new RenderStep(new FollowedLink(r.Text(), r.At(), r.TextOrNull()), null)
        : new RenderStep(null, r.Diagnostic()));

    public byte Byte() => Bytes(1)[0];

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > left.Length) throw new InvalidDataException("It ends too soon.");
        var taken = left[..count];
        left = left[count..];
        return taken;
    }
}
