using System.Collections.Immutable;
using System.Text;

namespace MarsKb.Triage;

/// <summary>Finds in a log what the content knows. Reads as it comes; nothing of it is kept but what the report shows, with its secrets masked.</summary>
public static class LogTriage
{
    /// <summary>Archives are held in memory while they are read; so many at a time.</summary>
    const int ArchivesAtOnce = 2;

    static readonly SemaphoreSlim ArchiveGate = new(ArchivesAtOnce);

    /// <param name="log">Text in UTF-8, UTF-16 or Windows-1252, or a .gz or .zip of such files.</param>
    /// <param name="progress">Told how many bytes were read since the last time.</param>
    /// <exception cref="UnreadableLogException">It is too large, no text, or an archive that cannot be read.</exception>
    public static async Task<TriageReport> ReadAsync(Stream log, TriagePatterns patterns, TriageLimits limits, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var tally = new Tally(patterns);
        var scanner = new LogScanner(patterns, tally);
        await using var counted = new CountedStream(log, limits.MostBytes);
        var start = await StartAsync(counted, cancel);
        var files = ImmutableArray.CreateBuilder<TriageFile>();
        string encoding;
        if (Archives.IsGzip(start.Span))
        {
            await using var unpacked = Archives.Gzip(counted, limits);
            encoding = await ReadFileAsync(unpacked, scanner, progress, cancel) ?? throw Nested();
        }
        else if (Archives.IsZip(start.Span)) encoding = await ReadZipAsync(counted, scanner, limits, files, progress, cancel);
        else encoding = await scanner.ReadAsync(counted, progress, cancel);
        return new TriageReport(scanner.Lines, encoding, tally.Hits(), tally.Unknown(), files.ToImmutable());
    }

    static async Task<string> ReadZipAsync(
        CountedStream packed, LogScanner scanner, TriageLimits limits, ImmutableArray<TriageFile>.Builder files, IProgress<long>? progress, CancellationToken cancel)
    {
        await ArchiveGate.WaitAsync(cancel);
        try
        {
            using var bytes = await PooledBytes.ReadAsync(packed, cancel);
            string? first = null;
            foreach (var (name, content) in Archives.Zip(bytes, limits))
            {
                await using var file = content;
                var line = scanner.Lines + 1;
                try
                {
                    var encoding = await ReadFileAsync(file, scanner, progress, cancel) ?? throw Nested();
                    first ??= encoding;
                    files.Add(new TriageFile(ShownName(name), line, scanner.Lines + 1 - line, IsText: true));
                }
                catch (UnreadableLogException fault) when (fault.Fault == LogFault.NotText)
                {
                    files.Add(new TriageFile(ShownName(name), line, 0, IsText: false));
                }
            }
            return first ?? throw new UnreadableLogException(LogFault.NotText, "The zip holds no log in text. Send .log, .txt, .errlog, .xml or .csv files.");
        }
        finally
        {
            ArchiveGate.Release();
        }
    }

    /// <returns>The encoding; null for an archive within the archive.</returns>
    static async Task<string?> ReadFileAsync(Stream unpacked, LogScanner scanner, IProgress<long>? progress, CancellationToken cancel)
    {
        var counted = new CountedStream(unpacked, long.MaxValue);
        var start = await StartAsync(counted, cancel);
        if (Archives.IsGzip(start.Span) || Archives.IsZip(start.Span)) return null;
        return await scanner.ReadAsync(counted, progress, cancel);
    }

    static async Task<ReadOnlyMemory<byte>> StartAsync(CountedStream stream, CancellationToken cancel)
    {
        var bytes = new byte[8];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        var start = bytes.AsMemory(0, length);
        stream.PutBack(start);
        return start;
    }

    static UnreadableLogException Nested() => new(LogFault.BadArchive, "There is an archive within the archive. Unpack it once and send the logs.");

    /// <summary>A file's name as it may be shown: the last part of its path, without what cannot be seen, masked.</summary>
    public static string ShownName(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "";
        var last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)
                && clean.Length < 80) clean.Append(rune.ToString());
        return SecretMask.Apply(clean.ToString().Trim());
    }
}
