using MarsKb.Features.Feedback;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

public sealed class StorageWriterTests
{
    [Fact]
    public async Task What_is_acknowledged_is_there_after_a_restart()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => writer.WriteAsync(db => Add(db, $"entry-{i}"))));
        await storage.StopAsync();
        writer = await storage.StartAsync();
        Assert.Equal(200, await writer.WriteAsync(db => db.Feedback.Count()));
    }

    [Fact]
    public async Task What_waits_is_committed_together()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        using var go = new ManualResetEventSlim();
        var first = writer.WriteAsync(db => { go.Wait(); return 0; });
        var others = Enumerable.Range(0, 100).Select(i => writer.WriteAsync(db => Add(db, $"entry-{i}"))).ToList();
        using var reader = storage.Store.OpenReader();
        var before = Changes(reader);
        go.Set();
        await first;
        await Task.WhenAll(others);
        Assert.True(Changes(reader) - before <= 2, "100 waiting writes took more than two commits.");
    }

    [Fact]
    public async Task Work_that_fails_takes_nothing_else_with_it()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        using var go = new ManualResetEventSlim();
        var held = writer.WriteAsync(db => { go.Wait(); return 0; });
        var good = writer.WriteAsync(db => Add(db, "good"));
        var bad = writer.WriteAsync<int>(db => { Add(db, "bad"); db.SaveChanges(); throw new InvalidOperationException("mine"); });
        var alsoGood = writer.WriteAsync(db => Add(db, "also-good"));
        go.Set();
        await held;
        await good;
        await alsoGood;
        Assert.Equal("mine", (await Assert.ThrowsAsync<InvalidOperationException>(() => bad)).Message);
        Assert.Equal(["also-good", "good"], await writer.WriteAsync(db => db.Feedback.Select(f => f.EntryKey).Order().ToList()));
    }

    /// <summary>Somebody who hears of a fault and tries again at once must not get in before the writer has closed.</summary>
    [Fact]
    public async Task The_writer_is_closed_before_anybody_hears_why()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var work = new Failing(writer);
        Assert.True(writer.TryAdd(work));
        Assert.Equal(StorageFault.Failing, await work.ClosedWhenTold.Task);
    }

    /// <summary>Work that finds the disk at fault, and looks at the writer the moment it is told.</summary>
    sealed class Failing(StorageWriter writer) : StorageWork
    {
        public TaskCompletionSource<Health.Trouble?> ClosedWhenTold { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Apply(MarsKbDbContext db) => throw new SqliteException("disk I/O error", 10);

        public override void Succeed() => ClosedWhenTold.SetResult(null);

        public override void Fail(Exception e) => ClosedWhenTold.SetResult(writer.Closed);
    }

    [Fact]
    public async Task A_full_disk_refuses_politely_and_heals_by_itself()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "before"));
        // A limit in pages stands in for the disk; it ends with the connection, as space does when somebody makes some.
        await writer.WriteAsync(db => db.Database.ExecuteSqlRaw("PRAGMA max_page_count=1"));
        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => writer.WriteAsync(db => Add(db, new string('x', 200_000))));
        Assert.Equal("storage-full", refused.Trouble.Reason);
        await StorageFixture.Until(() => writer.Closed is null);
        await writer.WriteAsync(db => Add(db, "after"));
        Assert.Equal(["after", "before"], await writer.WriteAsync(db => db.Feedback.Select(f => f.EntryKey).Order().ToList()));
        Assert.Empty(storage.Health.Troubles);
    }

    [Fact]
    public async Task A_lock_held_by_another_program_is_waited_for_a_while_then_refused()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        using var other = new SqliteConnection($"Data Source={storage.Folder.Database};Pooling=False");
        other.Open();
        using (var command = other.CreateCommand())
        {
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();
        }
        var waiting = Enumerable.Range(0, 3).Select(i => writer.WriteAsync(db => Add(db, "x"))).ToList();
        foreach (var one in waiting) await Assert.ThrowsAsync<StorageUnavailableException>(() => one);
        Assert.NotNull(writer.Closed);
        other.Close();
        await StorageFixture.Until(() => writer.Closed is null);
        await writer.WriteAsync(db => Add(db, "y"));
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_start_or_after_the_stop()
    {
        await using var storage = new StorageFixture();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Writer.WriteAsync(db => 1));
        var writer = await storage.StartAsync();
        Assert.Equal(1, await writer.WriteAsync(db => 1));
        await storage.StopAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => writer.WriteAsync(db => 1));
    }

    static int Add(MarsKbDbContext db, string key)
    {
        db.Feedback.Add(new GivenFeedback { Receipt = Guid.NewGuid(), EntryKey = key, Revision = "r" });
        return 1;
    }

    /// <summary>Rises by one for each commit of another connection.</summary>
    static long Changes(SqliteMarsKbDbContext reader)
    {
        reader.Database.OpenConnection();
        using var command = reader.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }
}
