using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed class ExportCommandTests(ContentFixture content) : IClassFixture<ContentFixture>, IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("marskb-export").FullName;

    string Out => Path.Combine(root, "kb");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void It_says_what_was_written_and_where_to_begin_and_is_quiet_in_a_pipe()
    {
        var run = Marskb.Run("export", "--out", Out, "--content", content.Folder);
        Assert.Equal((0, ""), (run.Exit, run.Out));
        Assert.Matches(@"^\d+ entries, \d+ tables and \d+ flows in \d+ files, \d+\.\d MiB\. Open '.*index\.html'\.\n$", run.Error);
        Assert.True(File.Exists(Path.Combine(Out, "index.html")));
        Assert.Equal([Out], Directory.EnumerateFileSystemEntries(root));
    }

    [Theory]
    [InlineData("--out")]
    [InlineData("is a file", "--out", "file")]
    [InlineData("no earlier export", "--out", "taken")]
    [InlineData("There is no folder", "--out", "kb", "--content", "nowhere")]
    [InlineData("--base-url", "--out", "kb", "--base-url", "https://kb.example/path")]
    public void Wrong_use_is_2_and_says_why(string why, params string[] args)
    {
        File.WriteAllText(Path.Combine(root, "file"), "mine");
        Directory.CreateDirectory(Path.Combine(root, "taken"));
        File.WriteAllText(Path.Combine(root, "taken", "thesis.txt"), "mine");
        var run = Marskb.Run(["export", .. args.Select(a => a is "file" or "taken" or "kb" or "nowhere" ? Path.Combine(root, a) : a), .. args.Contains("--content") ? Array.Empty<string>() : ["--content", content.Folder]]);
        Assert.Equal(2, run.Exit);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }
}
