using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed class ImportCommandTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("marskb-import").FullName;

    public ImportCommandTests()
    {
        Directory.CreateDirectory(In);
        File.WriteAllText(Path.Combine(In, "tea.md"), "---\ntitle: Tea\nms.date: 03/04/2025\n---\n# Tea\n\nAll about tea.\n\n## TeaCold\n\n**Error message**: The tea is cold.\n\n**Resolution**: Light the fire.\n\n## Updates are slow\n\nThis is because of the weather.\n");
    }

    string In => Path.Combine(root, "in");

    string Out => Path.Combine(root, "out");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Articles_become_drafts_that_lint_accepts()
    {
        var run = Marskb.Run("import", In, "--out", Out, "--base-url", "https://learn.test/kitchen", "--licence", "CC BY 4.0");
        Assert.Equal((0, "1 article: took 2 errors and 0 guides; not sure of 1; left 1\n"), (run.Exit, run.Error));
        var lint = Marskb.Run("lint", Out);
        Assert.Equal((0, "0 entries, 2 drafts, 0 tables, 0 flows, 0 errors, 1 warning\n"), (lint.Exit, lint.Error));
    }

    [Fact]
    public void The_report_is_one_line_for_each_thing_with_its_place()
    {
        var run = Marskb.Run("import", In, "--out", Out, "--format", "json");
        Assert.Equal(2, run.Lines.Count);
        Assert.Equal("tea.md:7: left: no error in it: All about tea.", run.Lines[0]);
        Assert.StartsWith("tea.md:15: unsure (0.", run.Lines[1], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "tea.json")));
    }

    [Fact]
    public void Another_import_says_what_changed_and_keeps_what_somebody_wrote()
    {
        string[] import = ["import", In, "--out", Out, "--content", Path.Combine(root, "none")];
        Marskb.Run(import);
        var article = Path.Combine(In, "tea.md");
        var draft = Path.Combine(Out, "entries/TeaCold.md");
        File.WriteAllText(draft, File.ReadAllText(draft).Replace("owner: unassigned", "owner: kitchen", StringComparison.Ordinal));
        File.WriteAllText(article, File.ReadAllText(article).Replace("Light the fire.", "Boil it.", StringComparison.Ordinal));

        var run = Marskb.Run(import);

        Assert.Equal(["entries/TeaCold.md: changed what-to-do", "  - 1. Light the fire.", "  + 1. Boil it."], run.Lines.TakeLast(3));
        Assert.EndsWith("; changed since the last import: 1 entry, no conflicts\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("owner: kitchen", File.ReadAllText(draft), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file or folder", "nowhere", "--out", "x")]
    [InlineData("--out", "in")]
    [InlineData("json", "in", "--out", "x", "--format", "xml")]
    [InlineData("--base-url", "in", "--out", "x", "--base-url", "ftp://a")]
    [InlineData("is a file", "in", "--out", "in/tea.md")]
    public void Wrong_use_is_2_and_says_why(string why, params string[] args)
    {
        var run = Marskb.Run(["import", .. args.Select(a => a is "in" or "x" or "nowhere" or "in/tea.md" ? Path.Combine(root, a) : a)]);
        Assert.Equal(2, run.Exit);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }
}
