using System.Diagnostics;
using System.Globalization;
using MarsKb.Cli.Infra;
using MarsKb.Features.Feedback;
using MarsKb.Storage;
using Xunit.Abstractions;

namespace MarsKb.Cli.Commands;

/// <summary>A restore that is killed: the old database or the new one, whole. Rounds: 5, or as many as MARSKB_FAULT_ROUNDS says.</summary>
public sealed class RestoreKilledTests(ITestOutputHelper output)
{
    [Fact]
    public void Killed_at_any_moment_it_leaves_the_old_database_or_the_new_one()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("MARSKB_FAULT_ROUNDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 5;
        var random = new Random(20261122);
        using var source = Filled("new");
        var file = source.File("backup.db");
        DataBackup.Write(source.Folder, file);
        using var data = Filled("old");
        var (old, restored, atWork) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
        {
            using (var process = Start("restore", file, "--data", data.Folder.Path))
            {
                // Every other time anywhere in its work, else about the moment at which one database takes the place of the other.
                var (kept, exchanging) = (Kept(data.Folder), round % 2 == 1);
                SpinWait.SpinUntil(() => process.HasExited || (exchanging ? Kept(data.Folder) > kept : Staged(data.Folder)), TimeSpan.FromSeconds(60));
                if (!exchanging) Thread.Sleep(random.Next(0, 150));
                process.Kill();
                process.WaitForExit();
            }
            if (Staged(data.Folder)) atWork++;
            var keys = data.Keys().Distinct().ToList();
            Assert.Single(keys);
            if (keys[0] == "old") old++;
            else restored++;
            using (var db = new SqliteStore(data.Folder).OpenReader()) Assert.Null(SqliteCheck.Full(db, default));
            // The next one finds the folder as it needs it.
            if (keys[0] == "new") DataBackup.Restore(data.Folder, Directory.GetFiles(data.Folder.Path, "*.before-restore-*").Order().First());
            foreach (var copy in Directory.GetFiles(data.Folder.Path, "*.before-restore-*")) File.Delete(copy);
            Assert.Equal("old", data.Keys().Distinct().Single());
        }
        output.WriteLine($"{rounds} kills: {old} left the old database, {restored} the new one; {atWork} in the middle of the work.");
        using (var last = Start("restore", file, "--data", data.Folder.Path))
        {
            last.WaitForExit();
            Assert.Equal(0, last.ExitCode);
        }
        Assert.Equal("new", data.Keys().Distinct().Single());
        Assert.False(Staged(data.Folder));
    }

    static bool Staged(DataFolder folder) => Directory.EnumerateDirectories(folder.Path, "restoring-*").Any();

    static int Kept(DataFolder folder) => Directory.EnumerateFiles(folder.Path, "*.before-restore-*").Count();

    static DataFixture Filled(string key)
    {
        var data = new DataFixture(key);
        using var db = new SqliteStore(data.Folder).OpenWriter(default);
        for (var i = 0; i < 10_000; i++) db.Feedback.Add(new GivenFeedback { Receipt = Guid.NewGuid(), EntryKey = key, Note = new string('n', 500), Revision = "r" });
        db.SaveChanges();
        return data;
    }

    static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "marskb.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
