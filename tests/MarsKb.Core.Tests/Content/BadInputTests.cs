using System.Diagnostics;
using System.Text;
using MarsKb.Diagnostics;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Content;

/// <summary>The bad-input corpus, as it is and translated into our keys: every file gets its diagnostic, none stops the process or its neighbours.</summary>
[Trait("Category", "Shared")]
public sealed class BadInputTests(ITestOutputHelper output)
{
    public static TheoryData<string> YamlFiles() => Names("yaml/_expect.jsonl");

    public static TheoryData<string> MadeYaml() => Names("yaml/made.jsonl");

    public static TheoryData<string> MarkdownFiles() => Names("markdown/_expect.jsonl");

    public static TheoryData<string> MadeMarkdown() => Names("markdown/made.jsonl");

    [Theory, MemberData(nameof(YamlFiles))]
    public void A_faulty_YAML_file_is_reported_in_every_place_where_YAML_is_read(string name)
    {
        if (Row("yaml/_expect.jsonl", name) is not { } row) return;
        var yaml = Encoding.UTF8.GetString(SharedFolder.Bytes("yaml/" + row.File));
        foreach (var (path, text, shift) in new[]
        {
            ("matrix/x.yaml", yaml, 0), ("components.yaml", yaml, 0), ("entries/x.md", $"---\n{yaml}---\n\nText.\n", 1), ("actions/x.md", $"---\n{yaml}---\n\n1. Do.\n", 1),
        })
        {
            var found = Load(path, Encoding.UTF8.GetBytes(text), 1_000);
            Assert.Contains(found, d => d.Severity == Severity.Error);
            // 'ok-text' files use keys that are not ours; in the others the fault itself must be found where it is.
            if (row.Must[0].StartsWith("ok", StringComparison.Ordinal)) continue;
            // In front matter '---' is its end, and what follows is the body.
            if (shift == 1 && name == "multi-document.yaml") continue;
            Assert.Contains(found, d => Math.Max(1, d.Location.Line) == row.Line + shift);
        }
    }

    [Theory, MemberData(nameof(MadeYaml))]
    public void A_YAML_bomb_is_refused_in_no_time(string name)
    {
        if (Row("yaml/made.jsonl", name) is not { } row) return;
        foreach (var (path, before, after) in new[] { ("matrix/x.yaml", "", ""), ("components.yaml", "", ""), ("entries/x.md", "---\n", "\n---\nText.\n") })
            Assert.Contains(Load(path, [.. Encoding.UTF8.GetBytes(before), .. row.Payload(), .. Encoding.UTF8.GetBytes(after)], 1_000), d => d.Severity == Severity.Error);
    }

    [Theory, MemberData(nameof(MarkdownFiles))]
    public void A_faulty_Markdown_file_is_reported_as_entry_and_as_body(string name)
    {
        if (Row("markdown/_expect.jsonl", name) is not { } row) return;
        var bytes = SharedFolder.Bytes("markdown/" + row.File);
        Assert.Contains(Load("entries/x.md", bytes, 1_000), d => d.Severity == Severity.Error);
        var front = TestContent.Entry[..TestContent.Entry.IndexOf("The agent", StringComparison.Ordinal)];
        var shift = front.AsSpan().Count('\n');
        var found = Load("entries/34513.md", [.. Encoding.UTF8.GetBytes(front), .. bytes], 1_000);
        Assert.NotEmpty(found);
        foreach (var d in found) output.WriteLine(d.ToString());
        if (name is "front-matter-unclosed.md" or "include-cycle-b.md" or "no-heading.md") return;
        Assert.Contains(found, d => d.Location.Line == shift + row.Line || d.Location.Line == shift + 1);
    }

    [Theory, MemberData(nameof(MadeMarkdown))]
    public void A_Markdown_bomb_is_refused_in_no_time(string name)
    {
        if (Row("markdown/made.jsonl", name) is not { } row) return;
        Assert.Contains(Load("entries/x.md", row.Payload(), 1_000), d => d.Severity == Severity.Error);
        var body = TestContent.Entry.But("It was downloaded long ago.", row.PayloadText());
        Assert.Contains(Load("entries/34513.md", Encoding.UTF8.GetBytes(body), row.MaxMilliseconds), d => d.Severity == Severity.Error);
        // The same in lines that each pass for themselves.
        var lines = new StringBuilder();
        foreach (var chunk in row.PayloadText().Chunk(1_000)) lines.Append(chunk).Append('\n');
        Load("entries/34513.md", Encoding.UTF8.GetBytes(TestContent.Entry.But("It was downloaded long ago.", lines.ToString())), row.MaxMilliseconds);
    }

    /// <summary>Diagnostics of the one file; the good files beside it must still be there.</summary>
    List<Diagnostic> Load(string path, byte[] bytes, int mostMilliseconds)
    {
        using var content = TestContent.Good().With(path, bytes);
        Warm.Up();
        var start = Stopwatch.GetTimestamp();
        var load = content.Load();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        output.WriteLine($"{path}: {took:0} ms");
        Assert.True(took < mostMilliseconds, $"{took} ms");
        Assert.NotNull(load.Knowledge.Find("proxy"));
        return [.. load.Diagnostics.Where(d => d.Location.Path == path)];
    }

    CorpusRow? Row(string file, string name)
    {
        if (SharedFolder.Path is null) output.WriteLine("The shared folder is absent: passed over.");
        return SharedFolder.Rows(file).FirstOrDefault(r => r.Name == name);
    }

    static TheoryData<string> Names(string file)
    {
        var names = new TheoryData<string>();
        foreach (var row in SharedFolder.Rows(file)) names.Add(row.Name);
        if (names.Count == 0) names.Add("(absent)");
        return names;
    }

    static class Warm
    {
        static readonly Lazy<bool> Done = new(() =>
        {
            using var content = TestContent.Good();
            content.LoadGood();
            return true;
        });

        public static void Up() => _ = Done.Value;
    }
}
