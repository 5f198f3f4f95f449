using System.Collections.Immutable;

namespace MarsKb.Content.Parsed;

/// <summary>
/// Keeps on the disk what came of parsing and rendering each entry, shared action and matrix table, so that the next start parses only what has changed.
/// A kept parse holds for the same path, the same bytes (SHA-256) and the same build, and only while the file's links lead where they led.
/// The file may be deleted at any time; one that is damaged, foreign or of another build is not read, and written once more. Whatever goes wrong with it, content is loaded without.
/// </summary>
/// <remarks>Not for two loads at once, nor for a load and <see cref="Save"/>.</remarks>
public sealed class ParsedContent
{
    /// <summary>Name of the file in its folder.</summary>
    public const string FileName = "parsed.bin";

    /// <summary>Of the file. Content beyond that is parsed at each start.</summary>
    const long MostBytes = 1L << 30;

    /// <summary>One file in so many may differ from what is kept before everything is written again; it is parsed at the next start.</summary>
    const int OneIn = 100;

    readonly string file;
    readonly Action<string> warn;
    readonly ReadOnlyMemory<byte> identity;
    readonly HashSet<string> warned = new(StringComparer.Ordinal);
    ImmutableArray<KeptParse> latest = [];
    bool isStale;

    /// <param name="folder">Made when there is something to keep.</param>
    /// <param name="warn">Told once of each kind of trouble, with a sentence for the log. May be called from any thread.</param>
    public ParsedContent(string folder, Action<string>? warn = null) : this(folder, warn, ParserIdentity.Value)
    {
    }

    internal ParsedContent(string folder, Action<string>? warn, ReadOnlyMemory<byte> identity)
    {
        file = Path.Combine(folder, FileName);
        this.warn = warn ?? (_ => { });
        this.identity = identity;
    }

    /// <summary>Files of the last load that were not parsed.</summary>
    public int Taken { get; private set; }

    /// <summary>What is kept now, for one load.</summary>
    internal ParsedLoad Open()
    {
        var damaged = false;
        ParsedFile? kept = null;
        try
        {
            kept = ParsedFile.Open(file, identity.Span);
        }
        catch (InvalidDataException fault)
        {
            damaged = true;
            Warn("damaged", $"{file} is damaged and is written again: {fault.Message}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Warn("read", $"{file} cannot be read, so all content is parsed: {fault.Message}");
        }
        return new ParsedLoad(this, kept, damaged);
    }

    /// <summary>Told by a load when it is done.</summary>
    internal void Close(ImmutableArray<KeptParse> parses, bool damaged, int kept)
    {
        latest = parses;
        var made = parses.Count(p => p.Record is not null);
        Taken = parses.Length - made;
        isStale = !parses.IsEmpty && (damaged || made * OneIn > kept);
    }

    /// <summary>Writes what the last load has parsed, if it is worth it: what has changed since is little compared with writing everything.</summary>
    public void Save()
    {
        var parses = latest;
        latest = [];
        if (!isStale) return;
        isStale = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var kept = parses.Any(p => p.Record is null) ? ParsedFile.Open(file, identity.Span) : null;
            ParsedFile.Write(file, identity.Span, Records(parses, kept));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Warn("write", $"{file} cannot be written, so the next start parses all content: {fault.Message}");
        }
    }

    internal void Warn(string kind, string text)
    {
        lock (warned)
            if (!warned.Add(kind)) return;
        warn(text);
    }

    static IEnumerable<(string Path, byte[] Hash, byte[] Record)> Records(ImmutableArray<KeptParse> parses, ParsedFile? kept)
    {
        long bytes = 0;
        foreach (var (path, hash, made) in parses)
        {
            var record = made;
            if (record is null && kept?.Find(path, hash) is { } place) kept.Read(place, record = new byte[place.Length]);
            if (record is null) continue;
            bytes += record.Length;
            if (bytes > MostBytes) yield break;
            yield return (path, hash, record);
        }
    }
}

/// <summary>The parse of one content file.</summary>
/// <param name="Hash">SHA-256 of the content file.</param>
/// <param name="Record">Null when it is on the disk already.</param>
readonly record struct KeptParse(string Path, byte[] Hash, byte[]? Record);
