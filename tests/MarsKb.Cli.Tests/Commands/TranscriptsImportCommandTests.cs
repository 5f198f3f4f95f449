using MarsKb.Cli.Infra;
using MarsKb.Sessions;

namespace MarsKb.Cli.Commands;

public sealed class TranscriptsImportCommandTests : IDisposable
{
    readonly DataFixture data = new();
    readonly string content = Directory.CreateTempSubdirectory("marskb-content-").FullName;

    public void Dispose()
    {
        data.Dispose();
        Directory.Delete(content, recursive: true);
    }

    string Saved(string name, string text)
    {
        File.WriteAllText(data.File(name), text);
        return data.File(name);
    }

    [Fact]
    public void A_file_that_is_none_is_refused_with_its_name_and_others_are_looked_at()
    {
        var run = Marskb.Run("transcripts", "import", Saved("a.json", "{}"), Saved("b.json", "[]"), "--data", data.Folder.Path, "--content", content);
        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Contains("a.json: This is no walk that an exported knowledge base has saved.", run.Error, StringComparison.Ordinal);
        Assert.Contains("b.json: This is no walk", run.Error, StringComparison.Ordinal);
        Assert.Empty(data.Tickets());
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_read()
    {
        using (var file = File.Create(data.File("large.json"))) file.SetLength(SavedWalk.LongestFile + 1);
        var run = Marskb.Run("transcripts", "import", data.File("large.json"), "--data", data.Folder.Path, "--content", content);
        Assert.Equal(1, run.Exit);
        Assert.Contains("larger than 4 MiB", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no file", "nowhere.json")]
    [InlineData("Required argument")]
    public void Wrong_use_is_2_and_says_why(string why, params string[] files)
    {
        var run = Marskb.Run(["transcripts", "import", .. files, "--data", data.Folder.Path]);
        Assert.Equal(2, run.Exit);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_database_is_wrong_use()
    {
        var run = Marskb.Run("transcripts", "import", Saved("a.json", "{}"), "--data", content);
        Assert.Equal(2, run.Exit);
        Assert.Contains("There is no database", run.Error, StringComparison.Ordinal);
    }
}
