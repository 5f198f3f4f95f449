using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MarsKb.Content.Parsed;

/// <summary>One record of a <see cref="ParsedFile"/>.</summary>
/// <param name="Path">Of the content file.</param>
/// <param name="Hash">SHA-256 of the content file.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sum">Of its bytes; see <see cref="ParsedFile.SumOf"/>.</param>
readonly record struct RecordPlace(string Path, byte[] Hash, long Offset, int Length, long Sum);

/// <summary>
/// The file on the disk: a head, records, and behind them the directory that says where they are. Head: eight bytes of name, the identity
/// of what wrote it, place, length and sum of the directory. The head is written last, so a file that was not finished has none.
/// </summary>
sealed class ParsedFile : IDisposable
{
    /// <summary>Of a record. The largest file of content has one of 1 MiB, which markup can multiply.</summary>
    public const int MostRecordBytes = 16 << 20;

    const int HeadBytes = 8 + ParserIdentity.Bytes + sizeof(long) + sizeof(int) + sizeof(long);
    const int MostDirectoryBytes = 64 << 20;

    readonly SafeFileHandle handle;
    readonly Dictionary<string, RecordPlace> places;

    ParsedFile(SafeFileHandle handle, Dictionary<string, RecordPlace> places)
    {
        this.handle = handle;
        this.places = places;
    }

    static ReadOnlySpan<byte> Name => "MKBPARSE"u8;

    /// <returns>Null when there is none, or one that another build wrote.</returns>
    /// <exception cref="InvalidDataException">It is damaged or something else.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ParsedFile? Open(string path, ReadOnlySpan<byte> identity)
    {
        if (!File.Exists(path)) return null;
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            var head = Bytes(handle, 0, HeadBytes);
            if (!head.AsSpan().StartsWith(Name)) throw new InvalidDataException("It does not begin as it should.");
            var fields = head.AsSpan(Name.Length);
            if (!fields[..ParserIdentity.Bytes].SequenceEqual(identity))
            {
                handle.Dispose();
                return null;
            }
            fields = fields[ParserIdentity.Bytes..];
            var (offset, length, sum) = (
                BinaryPrimitives.ReadInt64LittleEndian(fields), BinaryPrimitives.ReadInt32LittleEndian(fields[sizeof(long)..]),
                BinaryPrimitives.ReadInt64LittleEndian(fields[(sizeof(long) + sizeof(int))..]));
            if (length is < 0 or > MostDirectoryBytes) throw new InvalidDataException("Its directory has an impossible length.");
            var directory = Bytes(handle, offset, length);
            if (SumOf(directory) != sum) throw new InvalidDataException("Its directory is damaged.");
            return new ParsedFile(handle, Places(directory));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public int Count => places.Count;

    /// <summary>The record of a file with these contents, or null.</summary>
    public RecordPlace? Find(string path, ReadOnlySpan<byte> hash) =>
        places.TryGetValue(path, out var place) && hash.SequenceEqual(place.Hash) ? place : null;

    /// <param name="bytes">Exactly as long as the record.</param>
    /// <exception cref="InvalidDataException">The record is damaged.</exception>
    public void Read(RecordPlace place, Span<byte> bytes)
    {
        Read(handle, place.Offset, bytes);
        if (SumOf(bytes) != place.Sum) throw new InvalidDataException($"The record of {place.Path} is damaged.");
    }

    public void Dispose() => handle.Dispose();

    /// <summary>Writes a new file over the one that may be there, at once for whoever opens it.</summary>
    /// <param name="records">Paths and hashes of content files with their records.</param>
    public static void Write(string path, ReadOnlySpan<byte> identity, IEnumerable<(string Path, byte[] Hash, byte[] Record)> records)
    {
        var unfinished = path + ".new";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 64 << 10))
            {
                stream.Write(new byte[HeadBytes]);
                var places = new List<RecordPlace>();
                foreach (var (file, hash, record) in records)
                {
                    places.Add(new RecordPlace(file, hash, stream.Position, record.Length, SumOf(record)));
                    stream.Write(record);
                }
                var directory = Directory(places);
                var head = new byte[HeadBytes];
                Name.CopyTo(head);
                identity.CopyTo(head.AsSpan(Name.Length));
                var fields = head.AsSpan(Name.Length + ParserIdentity.Bytes);
                BinaryPrimitives.WriteInt64LittleEndian(fields, stream.Position);
                BinaryPrimitives.WriteInt32LittleEndian(fields[sizeof(long)..], directory.Length);
                BinaryPrimitives.WriteInt64LittleEndian(fields[(sizeof(long) + sizeof(int))..], SumOf(directory));
                stream.Write(directory);
                stream.Position = 0;
                stream.Write(head);
            }
            // Not forced to the disk: what a power cut leaves of it has wrong sums, and is made once more.
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            Remove(unfinished);
            throw;
        }
    }

    /// <summary>The first eight bytes of SHA-256: finds damage, keeps nobody out.</summary>
    public static long SumOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    static byte[] Directory(List<RecordPlace> places)
    {
        using var writer = new BinaryWriter(new MemoryStream(), Encoding.UTF8);
        writer.Write7BitEncodedInt(places.Count);
        foreach (var place in places)
        {
            writer.Write(place.Path);
            writer.Write(place.Hash);
            writer.Write(place.Offset);
            writer.Write7BitEncodedInt(place.Length);
            writer.Write(place.Sum);
        }
        writer.Flush();
        return ((MemoryStream)writer.BaseStream).ToArray();
    }

    static Dictionary<string, RecordPlace> Places(ReadOnlySpan<byte> directory)
    {
        var reader = new RecordReader("", directory);
        var places = reader.All((ref r) => new RecordPlace(r.Text(), r.Bytes(SHA256.HashSizeInBytes).ToArray(), r.Long(), r.Int(), r.Long()));
        var byPath = new Dictionary<string, RecordPlace>(places.Length, StringComparer.Ordinal);
        foreach (var place in places)
            if (place.Length is < 0 or > MostRecordBytes || !byPath.TryAdd(place.Path, place)) throw new InvalidDataException("Its directory is wrong.");
        return byPath;
    }

    static byte[] Bytes(SafeFileHandle handle, long offset, int length)
    {
        var bytes = new byte[length];
        Read(handle, offset, bytes);
        return bytes;
    }

    static void Read(SafeFileHandle handle, long offset, Span<byte> bytes)
    {
        if (offset < 0) throw new InvalidDataException("It has a place before its beginning.");
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0) throw new InvalidDataException("It ends too soon.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one is written over it.
        }
    }
}
