using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed class DataCommandsTests : IDisposable
{
    readonly DataFixture data = new();

    [Fact]
    public void A_backup_comes_back_in_another_folder()
    {
        var file = data.File("backup.db");
        var backup = Marskb.Run("backup", file, "--data", data.Folder.Path);
        Assert.Equal((0, ""), (backup.Exit, backup.Error));
        Assert.StartsWith(file, backup.Out, StringComparison.Ordinal);

        using var other = new DataFixture("100110");
        var restore = Marskb.Run("restore", file, "--data", other.Folder.Path);
        Assert.Equal((0, ""), (restore.Exit, restore.Error));
        Assert.Contains(".before-restore-", restore.Out, StringComparison.Ordinal);
        Assert.Equal(["34513"], other.Keys());
    }

    [Fact]
    public void A_file_that_is_there_is_replaced_only_when_told_so()
    {
        var file = data.File("backup.db");
        File.WriteAllText(file, "something else");
        var refused = Marskb.Run("backup", file, "--data", data.Folder.Path);
        Assert.Equal(2, refused.Exit);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("something else", File.ReadAllText(file));
        Assert.Equal(0, Marskb.Run("backup", file, "--force", "--data", data.Folder.Path).Exit);
        Assert.NotEqual("something else", File.ReadAllText(file));
    }

    [Fact]
    public void A_folder_that_a_site_holds_is_not_restored_to()
    {
        var file = data.File("backup.db");
        Marskb.Run("backup", file, "--data", data.Folder.Path);
        using var site = data.Folder.TryLock();
        var run = Marskb.Run("restore", file, "--data", data.Folder.Path);
        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Equal($"marskb: A site is running on '{data.Folder.Path}'. Stop it, then restore.\n", run.Error);
    }

    [Fact]
    public void What_is_no_backup_is_refused_with_a_line()
    {
        var file = data.File("diary");
        File.WriteAllText(file, "Dear diary");
        var run = Marskb.Run("restore", file, "--data", data.Folder.Path);
        Assert.Equal((1, ""), (run.Exit, run.Out));
        Assert.Equal($"marskb: '{file}' is not a database of MarsKb.\n", run.Error);
        Assert.Equal(["34513"], data.Keys());
    }

    [Fact]
    public void Sessions_of_a_ticket_are_deleted()
    {
        data.AddSessions("INC-1", 2, DateTime.UtcNow);
        data.AddSessions("INC-2", 1, DateTime.UtcNow);
        var run = Marskb.Run("sessions", "delete", "--ticket", "inc-1", "--data", data.Folder.Path);
        Assert.Equal((0, "2 sessions deleted.\n", ""), (run.Exit, run.Out, run.Error));
        Assert.Equal(["INC-2"], data.Tickets());
    }

    [Fact]
    public void Sessions_without_a_change_since_a_date_are_deleted()
    {
        data.AddSessions("INC-1", 1, new DateTime(2026, 1, 30, 23, 59, 59, DateTimeKind.Utc));
        data.AddSessions("INC-2", 1, new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc));
        var run = Marskb.Run("sessions", "delete", "--before", "2026-01-31", "--data", data.Folder.Path);
        Assert.Equal((0, "1 session deleted.\n", ""), (run.Exit, run.Out, run.Error));
        Assert.Equal(["INC-2"], data.Tickets());
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "{root}no/such/folder/backup.db")]
    [InlineData("backup", "{data}")]
    [InlineData("restore")]
    [InlineData("restore", "{root}missing.db")]
    [InlineData("sessions")]
    [InlineData("sessions", "delete")]
    [InlineData("sessions", "delete", "--ticket", " ")]
    [InlineData("sessions", "delete", "--before", "yesterday")]
    [InlineData("sessions", "delete", "--before", "2026-02-30")]
    [InlineData("sessions", "delete", "--ticket", "INC-1", "--before", "2026-01-31")]
    public void Wrong_use_is_said_and_changes_nothing(params string[] args)
    {
        data.AddSessions("INC-1", 1, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        args = [.. args.Select(a => a.Replace("{root}", data.File(""), StringComparison.Ordinal).Replace("{data}", data.Folder.Path, StringComparison.Ordinal))];
        var run = Marskb.Run(args is ["sessions"] ? args : [.. args, "--data", data.Folder.Path]);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.StartsWith("marskb: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(["INC-1"], data.Tickets());
    }

    [Theory]
    [InlineData("backup", "{root}backup.db")]
    [InlineData("sessions", "delete", "--ticket", "INC-1")]
    public void A_folder_without_a_database_is_said(params string[] args)
    {
        var run = Marskb.Run([.. args.Select(a => a.Replace("{root}", data.File(""), StringComparison.Ordinal)), "--data", data.File("nothing")]);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.Contains("There is no database", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.File("nothing")));
    }

    public void Dispose() => data.Dispose();
}
