using System.Text;
using MarsKb.Content;

namespace MarsKb.Infra;

/// <summary>A content folder of its own, gone with the test. Starts with good files, so that a test shows only what it changes.</summary>
sealed class TestContent : IDisposable
{
    public const string Components = """
        components:
          - { id: registration, title: Registration }
          - { id: cache, title: Cache }

        """;

    public const string Entry = """
        ---
        key: "34513"
        kind: error
        title: Invalid vault credentials
        codes: ["34513"]
        component: registration
        messages:
          - text: Invalid vault credentials provided.
        sources:
          - title: Troubleshoot the agent
            url: https://learn.test/mars
            licence: CC BY 4.0
            date: 2022-12-05
        owner: backup team
        reviewed: 2026-11-01
        reviewBy: 2027-11-01
        ---

        The agent refused the file.

        ## Cause: The file is old {#old-file}

        It was downloaded long ago.

        ### Do this

        1. Download it again.
        2. Register the server.

        """;

    public const string Action = """
        ---
        id: check-proxy
        title: Check the proxy
        ---

        1. Look at the proxy.
        2. Mend it.

        """;

    public const string Table = """
        key: size-limits
        title: Size limits
        component: cache
        summary: What may be backed up at most.
        columns:
          - { id: system, title: Operating system, type: text }
          - { id: limit, title: Size limit, type: size }
        rows:
          - id: windows-7
            cells:
              system: Windows 7
              limit: 1700 GB
        notes:
          - Larger volumes are refused.
        sources:
          - title: Support matrix
            url: https://learn.test/matrix
            licence: CC BY 4.0
            date: 2026-11-01
        owner: backup team
        reviewed: 2026-11-01
        reviewBy: 2027-11-01

        """;

    public static readonly DateOnly Today = new(2026, 11, 22);

    /// <summary>A second entry, which includes the shared action.</summary>
    public static readonly string Guide = Entry
        .Replace("\"34513\"\nkind: error", "proxy\nkind: guide", StringComparison.Ordinal)
        .Replace("codes: [\"34513\"]\n", "", StringComparison.Ordinal)
        .Replace("messages:\n  - text: Invalid vault credentials provided.\n", "", StringComparison.Ordinal)
        .Replace("2. Register the server.", "2. {{action: check-proxy}}", StringComparison.Ordinal);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("marskb-content");

    /// <summary>Components, an error entry, a guide that includes a shared action, and a table.</summary>
    public static TestContent Good() => new TestContent()
        .With("components.yaml", Components)
        .With("entries/34513.md", Entry)
        .With("entries/proxy.md", Guide)
        .With("actions/check-proxy.md", Action)
        .With("matrix/size-limits.yaml", Table);

    public string Folder => folder.FullName;

    public string PathOf(string path) => Path.Combine(folder.FullName, path);

    public TestContent With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public TestContent With(string path, ReadOnlySpan<byte> bytes)
    {
        var full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return this;
    }

    public TestContent Without(string path)
    {
        File.Delete(PathOf(path));
        return this;
    }

    public ContentLoad Load() => ContentLoader.Load(folder.FullName, Today);

    /// <summary>Loads content that must be without fault.</summary>
    public KnowledgeBase LoadGood()
    {
        var load = Load();
        Assert.Empty(load.Diagnostics.Select(d => d.ToString()));
        return load.Knowledge;
    }

    public void Dispose() => folder.Delete(recursive: true);
}

static class ContentText
{
    /// <summary>Replaces exactly one place; a test that changes nothing would prove nothing.</summary>
    public static string But(this string text, string from, string to)
    {
        var first = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(first >= 0, $"'{from}' does not occur.");
        return string.Concat(text.AsSpan(0, first), to, text.AsSpan(first + from.Length));
    }
}
