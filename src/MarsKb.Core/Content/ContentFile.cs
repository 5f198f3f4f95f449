using System.Security.Cryptography;
using System.Text;
using MarsKb.Diagnostics;

namespace MarsKb.Content;

/// <summary>A content file as it was on the disk.</summary>
/// <param name="bytes">Null when they could not be read; why is in the bag.</param>
/// <param name="hash">SHA-256 of the bytes; empty when they could not be read.</param>
/// <param name="changed">UTC.</param>
sealed class ContentFile(FoundFile file, byte[]? bytes, byte[] hash, DateTime changed, DiagnosticBag bag)
{
    const int MostBytes = 1 << 20;
    const int LongestLine = 16 << 10;
    const int MostTries = 4;

    SourceText? text;

    public FoundFile File => file;

    public byte[] Hash => hash;

    public DateTime Changed => changed;

    public DiagnosticBag Bag => bag;

    /// <summary>Null when it could not be read or is no text; why is in the bag. Decoded when first asked for: a file whose parse is kept never is.</summary>
    public SourceText? Text
    {
        get
        {
            if (bytes is { } read)
            {
                bytes = null;
                text = Decode(file.Path, read, bag);
            }
            return text;
        }
    }

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ContentFile Read(FoundFile file) => Read(file, ReadBytes);

    /// <param name="readBytes">For tests, which cannot time another program's writing.</param>
    internal static ContentFile Read(FoundFile file, Func<string, byte[]> readBytes)
    {
        var bag = new DiagnosticBag();
        var at = new SourceLocation(file.Path, 0, 0);
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var before = new FileInfo(file.FullPath);
                if (before.Length > MostBytes)
                {
                    bag.FileTooLarge(at, before.Length, MostBytes);
                    return new ContentFile(file, null, BitConverter.GetBytes(before.Length), before.LastWriteTimeUtc, bag);
                }
                var bytes = readBytes(file.FullPath);
                var after = new FileInfo(file.FullPath);
                if (after.Length != bytes.Length || after.LastWriteTimeUtc != before.LastWriteTimeUtc) continue;
                return new ContentFile(file, bytes, SHA256.HashData(bytes), after.LastWriteTimeUtc, bag);
            }
            bag.ChangedWhileRead(at);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            bag.FileUnreadable(at, fault is FileNotFoundException or DirectoryNotFoundException ? "it is gone." : "it may not be opened.");
        }
        return new ContentFile(file, null, [], DateTime.UnixEpoch, bag);
    }

    static byte[] ReadBytes(string path)
    {
        // An editor that writes the same file must not be held up by us.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
        var bytes = new byte[Math.Min(stream.Length, MostBytes + 1)];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>UTF-8 with or without byte order mark, lines of a bearable length, no control characters.</summary>
    internal static SourceText? Decode(string path, ReadOnlySpan<byte> bytes, DiagnosticBag bag)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            bag.NotUtf8(new SourceLocation(path, 1, 1), "The file is UTF-16.");
            return null;
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        if (!LinesAreFine(path, bytes, bag)) return null;
        string text;
        try
        {
            text = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var before = new SourceText(path, Encoding.UTF8.GetString(bytes[..Math.Clamp(fault.Index, 0, bytes.Length)]));
            bag.NotUtf8(before.At(before.Text.Length), "A character here is not UTF-8.");
            return null;
        }
        var source = new SourceText(path, text);
        for (var i = 0; i < source.Text.Length; i++)
        {
            // Besides NUL and its like: what YAML, but nobody else, takes for a line end.
            if (source.Text[i] is '\n' or '\t' || !(char.IsControl(source.Text[i]) || source.Text[i] is '\u2028' or '\u2029')) continue;
            bag.ControlCharacter(source.At(i), source.Text[i]);
            return null;
        }
        return source;
    }

    static bool LinesAreFine(string path, ReadOnlySpan<byte> bytes, DiagnosticBag bag)
    {
        var line = 1;
        var fine = true;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            var length = end < 0 ? bytes.Length : end;
            if (length > LongestLine)
            {
                bag.LineTooLong(new SourceLocation(path, line, 1), length, LongestLine);
                fine = false;
            }
            if (end < 0) break;
            bytes = bytes[(end + (bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n' ? 2 : 1))..];
            line++;
        }
        return fine;
    }
}
