using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MarsKb.Text;

namespace MarsKb.Triage;

/// <summary>Unpacks .gz and .zip within bounds: bytes are counted as they come out, what a header promises is never trusted.</summary>
static class Archives
{
    const int EndLength = 22;
    const int EntryLength = 46;
    const int LocalLength = 30;

    public static bool IsGzip(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8);

    /// <summary>The unpacked bytes of a .gz.</summary>
    public static Stream Gzip(CountedStream packed, TriageLimits limits) =>
        new UnpackedStream(new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true), () => packed.Count, limits, new UnpackedCount());

    /// <summary>The files of a zip that is wholly in memory, in the order of its directory.</summary>
    /// <exception cref="UnreadableLogException">It is damaged, encrypted or built to do harm.</exception>
    public static IEnumerable<(string Name, Stream Content)> Zip(PooledBytes zip, TriageLimits limits)
    {
        var entries = ReadDirectory(zip, limits);
        var count = new UnpackedCount();
        foreach (var entry in entries)
        {
            Stream packed = zip.Slice(entry.DataStart, entry.Packed);
            var unpacked = entry.IsStored ? packed : new DeflateStream(packed, CompressionMode.Decompress);
            yield return (entry.Name, new UnpackedStream(unpacked, () => entry.Packed, limits, count));
        }
    }

    sealed record Entry(string Name, long HeaderStart, long DataStart, long Packed, bool IsStored);

    static List<Entry> ReadDirectory(PooledBytes zip, TriageLimits limits)
    {
        var end = FindEnd(zip);
        Span<byte> buffer = stackalloc byte[EntryLength];
        zip.Read(end, buffer[..EndLength]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(buffer[10..]);
        long at = BinaryPrimitives.ReadUInt32LittleEndian(buffer[16..]);
        if (count == ushort.MaxValue || at == uint.MaxValue) throw Bad("This kind of zip (ZIP64) is not read. Send the log by itself, or as a .gz.");
        if (count > limits.MostFiles) throw Bad($"The zip holds {count:N0} files; up to {limits.MostFiles} are read. Send those with the error.");

        var entries = new List<Entry>();
        for (var i = 0; i < count; i++)
        {
            if (at + EntryLength > end) throw Damaged();
            zip.Read(at, buffer);
            if (!buffer.StartsWith("PK\x01\x02"u8)) throw Damaged();
            var flags = BinaryPrimitives.ReadUInt16LittleEndian(buffer[8..]);
            var method = BinaryPrimitives.ReadUInt16LittleEndian(buffer[10..]);
            long packed = BinaryPrimitives.ReadUInt32LittleEndian(buffer[20..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(buffer[24..]);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]);
            var rest = BinaryPrimitives.ReadUInt16LittleEndian(buffer[30..]) + BinaryPrimitives.ReadUInt16LittleEndian(buffer[32..]);
            long header = BinaryPrimitives.ReadUInt32LittleEndian(buffer[42..]);
            if (at + EntryLength + nameLength + rest > end) throw Damaged();
            var name = NameAt(zip, at + EntryLength, nameLength);
            at += EntryLength + nameLength + rest;
            if (name.EndsWith('/') && packed == 0) continue;
            if ((flags & 1) != 0) throw Bad("The zip is encrypted. Send it without a password.");
            if (method is not (0 or 8)) throw Bad("The zip is packed in a way that is not read. Pack it with the usual method (deflate).");
            if (packed == uint.MaxValue || size == uint.MaxValue) throw Bad("This kind of zip (ZIP64) is not read. Send the log by itself, or as a .gz.");
            if (header + LocalLength > end) throw Damaged();
            zip.Read(header, buffer[..LocalLength]);
            if (!buffer.StartsWith("PK\x03\x04"u8)) throw Damaged();
            var data = header + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(buffer[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]);
            if (data + packed > end) throw Damaged();
            entries.Add(new Entry(name, header, data, packed, method == 0));
        }
        long free = 0;
        foreach (var entry in entries.OrderBy(e => e.HeaderStart))
        {
            if (entry.HeaderStart < free) throw Bad("Files of the zip lie over each other. Pack it anew.");
            free = entry.DataStart + entry.Packed;
        }
        return entries;
    }

    /// <summary>Only the last part of the name: nothing is ever written under it.</summary>
    static string NameAt(PooledBytes zip, long at, int length)
    {
        var bytes = new byte[Math.Min(length, 1024)];
        zip.Read(at, bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The directory's end, behind which a comment of up to 65,535 bytes may stand.</summary>
    static long FindEnd(PooledBytes zip)
    {
        Span<byte> mark = stackalloc byte[4];
        for (var at = zip.Length - EndLength; at >= 0 && at >= zip.Length - EndLength - ushort.MaxValue; at--)
        {
            zip.Read(at, mark);
            if (mark.SequenceEqual("PK\x05\x06"u8)) return at;
        }
        throw Damaged();
    }

    public static UnreadableLogException Damaged() => Bad("The archive is damaged or not complete. Pack it anew, or send the log by itself.");

    static UnreadableLogException Bad(string message) => new(LogFault.BadArchive, message);

    /// <summary>Bytes that came out of all files of one archive.</summary>
    sealed class UnpackedCount
    {
        public long Value;
    }

    /// <summary>Counts what comes out, and stops when it is too much or too much for what went in.</summary>
    sealed class UnpackedStream(Stream inner, Func<long> packed, TriageLimits limits, UnpackedCount all) : ForwardStream
    {
        long own;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read;
            try
            {
                read = await inner.ReadAsync(buffer, cancellationToken);
            }
            catch (InvalidDataException fault)
            {
                throw new UnreadableLogException(LogFault.BadArchive, Damaged().Message, fault);
            }
            own += read;
            all.Value += read;
            if (all.Value > limits.MostUnpacked) throw Bad($"The archive unpacks to more than {limits.MostUnpacked >> 20} MiB. Send the part with the error.");
            if (own > limits.FreeUnpacked && own / Math.Max(1, packed()) > limits.MostRatio)
                throw Bad($"The archive unpacks to more than {limits.MostRatio} times its size. That is not what logs do; send the log by itself.");
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
