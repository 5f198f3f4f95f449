using MarsKb.Features.Feedback;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarsKb.Storage;

/// <summary>The log stays short; damage is found and left as it is.</summary>
public sealed class UpkeepTests
{
    [Fact]
    public async Task A_log_that_has_grown_is_cut_to_nothing()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await GrowAsync(writer);
        Assert.True(new FileInfo(storage.Folder.Log).Length > LogKeeper.Long);
        await Keeper(storage, writer).KeepAsync();
        Assert.Equal(0, new FileInfo(storage.Folder.Log).Length);
        Assert.Equal(12, await storage.Reader.ReadAsync(db => db.Feedback.Count()));
    }

    [Fact]
    public async Task Somebody_who_reads_for_long_holds_up_nobody_and_afterwards_the_log_shrinks()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var keeper = Keeper(storage, writer);
        using (var reader = storage.Store.OpenReader())
        {
            reader.Database.ExecuteSqlRaw("BEGIN");
            Assert.Equal(0, reader.Feedback.Count());
            await GrowAsync(writer);
            var since = System.Diagnostics.Stopwatch.GetTimestamp();
            await keeper.KeepAsync();
            await writer.WriteAsync(db => Add(db, "meanwhile"));
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(3), "The writer waited for the reader.");
            Assert.NotEqual(0, new FileInfo(storage.Folder.Log).Length);
            Assert.Equal(0, reader.Feedback.Count());
        }
        await keeper.KeepAsync();
        Assert.Equal(0, new FileInfo(storage.Folder.Log).Length);
    }

    [Fact]
    public async Task A_log_that_is_too_long_is_stated_until_it_is_short()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "34513"));
        var keeper = Keeper(storage, writer);
        await storage.StopAsync();
        // A file with a hole stands in for a log that took ten minutes to grow.
        await using (var log = File.Create(storage.Folder.Log)) log.SetLength(LogKeeper.TooLong + 1);
        await keeper.KeepAsync();
        Assert.Equal("storage-log-large", Assert.Single(storage.Health.Troubles, t => !t.Unavailable).Reason);
        File.Delete(storage.Folder.Log);
        await keeper.KeepAsync();
        Assert.DoesNotContain(storage.Health.Troubles, t => t.Reason == "storage-log-large");
    }

    [Fact]
    public async Task Damage_is_found_at_the_start_and_left_as_it_is()
    {
        await using var storage = new StorageFixture();
        await GrowAsync(await storage.StartAsync());
        await storage.StopAsync();
        Damage(storage.Folder);
        var damaged = await File.ReadAllBytesAsync(storage.Folder.Database);
        // The control: without looking, SQLite opens it and writes to it.
        File.Copy(storage.Folder.Database, storage.Folder.Database + ".control");
        using (var control = new SqliteMarsKbDbContext(new DbContextOptionsBuilder<SqliteMarsKbDbContext>().UseSqlite($"Data Source={storage.Folder.Database}.control;Pooling=False").Options))
        {
            Add(control, "written");
            Assert.Equal(1, control.SaveChanges());
        }

        var writer = await storage.StartAsync();
        Assert.Equal("storage-damaged", writer.Closed?.Reason);
        var trouble = Assert.Single(storage.Health.Troubles);
        Assert.False(trouble.Unavailable);
        Assert.Contains("marskb restore", trouble.Detail, StringComparison.Ordinal);
        Assert.Equal("storage-damaged", (await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Reader.ReadAsync(db => db.Feedback.Count()))).Trouble.Reason);
        Assert.Null(storage.Folder.TryLock()); // nothing is put in its place under a running site
        await storage.StopAsync();
        Assert.Equal(damaged, await File.ReadAllBytesAsync(storage.Folder.Database));
        storage.Folder.TryLock()!.Dispose();
    }

    [Fact]
    public async Task Damage_that_is_found_while_the_site_runs_ends_writing()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await GrowAsync(writer);
        Assert.True(await writer.BetweenAsync(SqliteLog.TryEmpty));
        var watch = new DamageWatch(storage.Store, storage.Reader, writer, TimeProvider.System, NullLogger<DamageWatch>.Instance);
        await watch.LookAsync(SqliteCheck.Full, default);
        Assert.Null(writer.Closed);
        Damage(storage.Folder);
        await watch.LookAsync(SqliteCheck.Quick, default);
        await StorageFixture.Until(() => !storage.Health.Troubles.IsEmpty);
        Assert.Equal("storage-damaged", writer.Closed?.Reason);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.Reader.ReadAsync(db => db.Feedback.Count()));
    }

    static LogKeeper Keeper(StorageFixture storage, StorageWriter writer) => new(storage.Folder, writer, storage.Health, TimeProvider.System);

    static async Task GrowAsync(StorageWriter writer)
    {
        // One transaction, so that the log cannot begin again on the way.
        await writer.WriteAsync(db => Enumerable.Range(0, 12).Sum(n => Add(db, new string('x', 1_000_000))));
    }

    /// <summary>The last pages: of long texts, so that the tables around them still take rows.</summary>
    static void Damage(DataFolder folder)
    {
        using var database = new FileStream(folder.Database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var rubbish = new byte[4096];
        new Random(1).NextBytes(rubbish);
        database.Position = database.Length - 200 * 4096;
        database.Write(rubbish);
    }

    static int Add(MarsKbDbContext db, string key)
    {
        db.Feedback.Add(new GivenFeedback { Receipt = Guid.NewGuid(), EntryKey = key, Revision = "r" });
        return 1;
    }
}
