using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MarsKb.Infra;

/// <summary>The folder of corpora that lies beside the repository; tests that need it carry the trait <c>Shared</c> and pass over where it is absent.</summary>
static class SharedFolder
{
    public static string? Path => Corpora.Value;

    /// <summary>The repository's own folder.</summary>
    public static string Repository => Root.Value;

    /// <summary>Rows of a corpus file; none where the folder is absent.</summary>
    public static IEnumerable<CorpusRow> Rows(string file)
    {
        if (Path is null) yield break;
        foreach (var line in File.ReadLines(System.IO.Path.Combine(Path, "corpora/bad-input", file)))
            if (line.Length > 0) yield return new CorpusRow(JsonDocument.Parse(line).RootElement);
    }

    public static byte[] Bytes(string file) => File.ReadAllBytes(System.IO.Path.Combine(Path!, "corpora/bad-input", file));

    public static string Text(string file) => File.ReadAllText(System.IO.Path.Combine(Path!, "corpora/bad-input", file));

    static readonly Lazy<string> Root = new(() =>
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "MarsKb.sln"))) return folder.FullName;
        throw new InvalidOperationException("The tests do not run from inside the repository.");
    });

    static readonly Lazy<string?> Corpora = new(Find);

    static string? Find()
    {
        var path = Environment.GetEnvironmentVariable("MARSKB_SHARED") ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository, "../shared"));
        return Directory.Exists(System.IO.Path.Combine(path, "corpora")) ? path : null;
    }
}

/// <summary>One case of <c>corpora/bad-input</c>.</summary>
sealed partial class CorpusRow(JsonElement row)
{
    public string Name => Text("id") ?? Text("file")!;

    public string? File => Text("file");

    public int Line => row.TryGetProperty("line", out var line) ? line.GetInt32() : 0;

    public int MaxMilliseconds => row.TryGetProperty("max_ms", out var most) ? most.GetInt32() : 1_000;

    public IReadOnlyList<string> Must => [.. row.GetProperty("must").EnumerateArray().Select(m => m.GetString()!)];

    public bool StandsAt(string place) => row.GetProperty("at").EnumerateArray().Any(a => a.GetString() == place);

    /// <summary>The payload as bytes; lone surrogates become the replacement character.</summary>
    public byte[] Payload()
    {
        if (Text("hex") is { } hex) return Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        if (Text("in") is { } text) return Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetBytes(string.Concat(row.GetProperty("rep").EnumerateArray()
            .Select(part => new StringBuilder().Insert(0, part[0].GetString()!, part[1].GetInt32()).ToString())));
    }

    public string PayloadText() => Encoding.UTF8.GetString(Payload());

    public override string ToString() => Name;

    string? Text(string member) => row.TryGetProperty(member, out var value) ? JsonSerializer.Deserialize<string>(Surrogates().Replace(value.GetRawText(), m => m.Length == 6 ? @"\uFFFD" : m.Value)) : null;

    // A pair, or one without the other, which is no text.
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Surrogates();
}
