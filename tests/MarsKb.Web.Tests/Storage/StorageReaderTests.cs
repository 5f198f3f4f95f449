using MarsKb.Faults;
using MarsKb.Features.Feedback;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>What was acknowledged can be read, whatever the disk does.</summary>
[Collection(TemporaryCopies.Name)]
public sealed class StorageReaderTests
{
    [Fact]
    public async Task What_is_acknowledged_is_read_at_once()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "34513"));
        Assert.Equal(["34513"], await Keys(storage));
        Assert.Empty(Copies());
    }

    [Fact]
    public async Task Answers_that_a_killed_site_left_in_the_log_are_read_from_a_copy()
    {
        await using var storage = await KilledAsync("34513");
        await using var control = storage.Store.OpenImmutable();
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => control.Feedback.Count()); // the file alone knows nothing of it
        MakeUnopenable(storage);
        Assert.Equal(["34513"], await Keys(storage));
        Assert.Equal(["34513"], await Keys(storage));
        Assert.Single(Copies());
        storage.Reader.Dispose();
        Assert.Empty(Copies());
    }

    [Fact]
    public async Task Without_a_log_the_file_is_read_in_place()
    {
        await using var storage = new StorageFixture();
        await (await storage.StartAsync()).WriteAsync(db => Add(db, "34513"));
        await storage.StopAsync();
        Assert.False(File.Exists(storage.Folder.Log));
        MakeUnopenable(storage);
        Assert.Equal(["34513"], await Keys(storage));
        Assert.Empty(Copies());
    }

    [Fact]
    public async Task A_copy_is_as_new_as_the_log()
    {
        await using var storage = await KilledAsync("34513");
        MakeUnopenable(storage);
        Assert.Equal(["34513"], await Keys(storage));
        if (OperatingSystem.IsWindows()) Directory.Delete(storage.Folder.Database + "-shm");
        else File.Delete(storage.Folder.Database + "-shm");
        using (var db = storage.Store.OpenWriter(default))
        {
            Add(db, "100110");
            db.SaveChanges();
        }
        Assert.Equal(["100110", "34513"], await Keys(storage));
        MakeUnopenable(storage);
        Assert.Equal(["100110", "34513"], await Keys(storage));
    }

    [Fact]
    public async Task What_a_killed_process_copied_is_removed_by_the_next()
    {
        var left = Directory.CreateTempSubdirectory("marskb-read-").FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "marskb.db"), "left behind");
        await using var storage = await KilledAsync("34513");
        MakeUnopenable(storage);
        Assert.Equal(["34513"], await Keys(storage));
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task A_database_of_another_version_is_not_read()
    {
        await using var storage = new StorageFixture();
        Assert.Equal("starting", (await Assert.ThrowsAsync<StorageUnavailableException>(() => Keys(storage))).Trouble.Reason);
        using (var db = storage.Store.OpenWriter(default))
            db.Database.ExecuteSqlRaw("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99.0.0')""");
        Assert.Equal("schema-newer", (await Assert.ThrowsAsync<StorageUnavailableException>(() => Keys(storage))).Trouble.Reason);
        using (var db = Plain(storage.Folder))
            db.Database.ExecuteSqlRaw("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" > (SELECT MIN("MigrationId") FROM "__EFMigrationsHistory")""");
        Assert.Equal("schema-older", (await Assert.ThrowsAsync<StorageUnavailableException>(() => Keys(storage))).Trouble.Reason);
    }

    [RootFact, Trait("Category", RootFactAttribute.Category)]
    public async Task On_a_disk_that_cannot_be_written_everything_saved_is_read()
    {
        using var disk = TemporaryDisk.InMemory("16m");
        await using var killed = await KilledAsync("34513");
        var folder = new DataFolder(disk.Path);
        File.Copy(killed.Folder.Database, folder.Database);
        File.Copy(killed.Folder.Log, folder.Log);
        disk.Remount("ro");
        var store = new SqliteStore(folder);
        Assert.ThrowsAny<Exception>(() =>
        {
            using var control = store.OpenReader();
            return control.Feedback.Count();
        });
        using (var reader = new StorageReader(store))
            Assert.Equal(["34513"], await reader.ReadAsync(db => db.Feedback.Select(f => f.EntryKey).ToList()));
        Assert.Empty(Copies());
        var backup = Path.Combine(killed.Folder.Path, "backup.db");
        DataBackup.Write(folder, backup);
        using var copy = SqliteStore.OpenFile(backup);
        Assert.Equal("34513", copy.Feedback.Single().EntryKey);
    }

    /// <summary>The state after kill -9: all of the writer's work is in the log, and nobody has the database open.</summary>
    static async Task<StorageFixture> KilledAsync(params string[] keys)
    {
        await using var killed = new StorageFixture();
        var storage = new StorageFixture();
        using var db = killed.Store.OpenWriter(default);
        foreach (var key in keys) Add(db, key);
        db.SaveChanges();
        File.Copy(killed.Folder.Database, storage.Folder.Database);
        File.Copy(killed.Folder.Log, storage.Folder.Log);
        return storage;
    }

    /// <summary>As on a disk that cannot be written: SQLite gets no index for the log.</summary>
    static void MakeUnopenable(StorageFixture storage)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var index = storage.Folder.Database + "-shm";
        File.Delete(index);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(index);
        else File.CreateSymbolicLink(index, index);
    }

    static SqliteMarsKbDbContext Plain(DataFolder folder) =>
        new(new DbContextOptionsBuilder<SqliteMarsKbDbContext>().UseSqlite($"Data Source={folder.Database};Pooling=False").Options);

    static Task<List<string>> Keys(StorageFixture storage) => storage.Reader.ReadAsync(db => db.Feedback.Select(f => f.EntryKey).Order().ToList());

    /// <summary>Of this process: another one may be at work beside it.</summary>
    static string[] Copies() => Directory.GetDirectories(Path.GetTempPath(), $"marskb-read-{Environment.ProcessId}-*");

    static int Add(MarsKbDbContext db, string key)
    {
        db.Feedback.Add(new GivenFeedback { Receipt = Guid.NewGuid(), EntryKey = key, Revision = "r" });
        return 1;
    }
}

/// <summary>Tests that look for copies in the temporary folder: one after another.</summary>
[CollectionDefinition(Name)]
public sealed class TemporaryCopies
{
    public const string Name = "Temporary copies";
}
