using System.Text.RegularExpressions;
using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed partial class LintCommandTests : IDisposable
{
    readonly ContentFixture content = new();

    [Fact]
    public void Content_without_a_fault_is_0_and_only_summed_up()
    {
        var run = Marskb.Run("lint", content.Folder);

        Assert.Equal((0, "", "3 entries, 1 table, 0 flows, 0 errors, 0 warnings\n"), (run.Exit, run.Out, run.Error));
    }

    [Fact]
    public void Each_fault_is_a_line_with_its_place_sorted_by_it()
    {
        content.Write("entries/34513.md", ContentFixture.Entry("34513", "Invalid vault credentials").Replace("component: registration", "component: nothing\ncolour: red", StringComparison.Ordinal));
        content.Write("entries/100.md", ContentFixture.Entry("100", "Hundred").Replace("1. Mend it.", "", StringComparison.Ordinal));
        content.Write("matrix/broken.yaml", "key: [");

        var run = Marskb.Run("lint", content.Folder);

        Assert.Equal(1, run.Exit);
        Assert.All(run.Lines, line => Assert.Matches(Line(), line));
        Assert.Contains(run.Lines, l => l.StartsWith("entries/34513.md:6:", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("entries/34513.md:7:1: error ", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("entries/100.md:", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("matrix/broken.yaml:1:", StringComparison.Ordinal));
        var places = run.Lines.Select(l => Line().Match(l)).Select(m => (m.Groups[1].Value, int.Parse(m.Groups[2].Value, null), int.Parse(m.Groups[3].Value, null))).ToList();
        Assert.Equal(places.OrderBy(p => p.Item1, StringComparer.Ordinal).ThenBy(p => p.Item2).ThenBy(p => p.Item3), places);
        var errors = run.Lines.Count(l => l.Contains(": error ", StringComparison.Ordinal));
        Assert.EndsWith($"{errors} errors, 0 warnings\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_alone_is_0()
    {
        content.Write("entries/34513.md", ContentFixture.Entry("34513", "Invalid vault credentials").Replace("reviewBy: 2099-01-02", "reviewBy: 2026-01-03", StringComparison.Ordinal));

        var run = Marskb.Run("lint", content.Folder);

        Assert.Equal(0, run.Exit);
        Assert.Contains(": warning MKB", Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Contains("0 errors, 1 warning\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_a_file_do_not_reach_the_terminal()
    {
        content.Write("entries/34513.md", ContentFixture.Entry("34513", "Invalid vault credentials").Replace("component: registration", "component: \"a\\e[2Jb\\u202e\"", StringComparison.Ordinal));

        var run = Marskb.Run("lint", content.Folder);

        Assert.Equal(1, run.Exit);
        Assert.DoesNotContain('\e', run.Out);
        Assert.DoesNotContain('\u202e', run.Out);
    }

    [Fact]
    public void An_open_contradiction_is_a_line_and_1_an_answered_one_a_line_and_0()
    {
        content.Write("entries/34513.md", ContentFixture.Entry("34513", "Invalid vault credentials").Replace("What it means.", "A vault takes up to 50 machines.", StringComparison.Ordinal));
        content.Write("entries/100.md", ContentFixture.Entry("100", "Hundred").Replace("What it means.", "A vault takes up to 60 machines.", StringComparison.Ordinal));

        Assert.Equal((0, ""), (Marskb.Run("lint", content.Folder).Exit, Marskb.Run("lint", content.Folder).Out));
        var open = Marskb.Run("lint", content.Folder, "--truth");
        Assert.Equal(1, open.Exit);
        Assert.Matches(Line(), Assert.Single(open.Lines));
        Assert.Contains("60 machines here; 50 machines in entries/34513.md:16", open.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("1 error, 0 warnings; 1 contradiction, 1 open\n", open.Error, StringComparison.Ordinal);

        content.Write("entries/100.md", File.ReadAllText(Path.Combine(content.Folder, "entries/100.md")) + "\n## Editor's note\n\n50 or 60, the sources disagree.\n");
        var answered = Marskb.Run("lint", content.Folder, "--truth");
        Assert.Equal(0, answered.Exit);
        Assert.Contains(": warning MKB602: ", Assert.Single(answered.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_faults_and_the_contradictions_with_their_places()
    {
        content.Write("entries/34513.md", ContentFixture.Entry("34513", "Invalid vault credentials").Replace("What it means.", "A vault takes up to 50 machines.", StringComparison.Ordinal));
        content.Write("entries/100.md", ContentFixture.Entry("100", "Hundred").Replace("What it means.", "A vault takes up to 60 machines.", StringComparison.Ordinal).Replace("reviewBy: 2099-01-02", "reviewBy: 2026-01-03", StringComparison.Ordinal));

        var run = Marskb.Run("lint", content.Folder, "--truth", "--json");

        Assert.Equal(1, run.Exit);
        using var document = System.Text.Json.JsonDocument.Parse(run.Out);
        var fault = Assert.Single(document.RootElement.GetProperty("faults").EnumerateArray().ToList());
        Assert.Equal(("entries/100.md", "warning", "MKB314"), (fault.GetProperty("path").GetString(), fault.GetProperty("severity").GetString(), fault.GetProperty("code").GetString()));
        var found = Assert.Single(document.RootElement.GetProperty("contradictions").EnumerateArray().ToList());
        Assert.Equal(("limit", "open"), (found.GetProperty("kind").GetString(), found.GetProperty("state").GetString()));
        Assert.Equal(["60 machines", "50 machines"], found.GetProperty("statements").EnumerateArray().Select(s => s.GetProperty("value").GetString()));
        Assert.False(System.Text.Json.JsonDocument.Parse(Marskb.Run("lint", content.Folder, "--json").Out).RootElement.TryGetProperty("contradictions", out _));
    }

    [Fact]
    public void The_content_of_this_repository_leaves_no_contradiction_open()
    {
        var run = Marskb.Run("lint", "--truth");

        Assert.True(run.Exit == 0, run.Out);
        Assert.EndsWith(" contradictions, 0 open\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_of_this_repository_has_no_fault()
    {
        var run = Marskb.Run("lint");

        Assert.True(run.Exit == 0, run.Out);
        Assert.Contains("0 errors", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => content.Dispose();

    [GeneratedRegex(@"^([^:\\]+):([1-9]\d*):([1-9]\d*): (?:error|warning) MKB\d{3}: \S.*$", RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
