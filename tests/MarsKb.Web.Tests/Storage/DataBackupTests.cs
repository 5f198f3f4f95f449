using System.Security.Cryptography;
using MarsKb.Features.Feedback;
using MarsKb.Features.Sessions;
using Microsoft.Data.Sqlite;

namespace MarsKb.Storage;

public sealed class DataBackupTests : IDisposable
{
    readonly string outside = Directory.CreateTempSubdirectory("marskb-backup-").FullName;

    string Target => Path.Combine(outside, "backup.db");

    [Fact]
    public async Task What_is_acknowledged_is_in_the_backup_and_comes_back()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "before"));
        var size = DataBackup.Write(storage.Folder, Target);
        await writer.WriteAsync(db => Add(db, "after"));
        Assert.Equal(new FileInfo(Target).Length, size);
        Assert.Equal([Target], Directory.GetFileSystemEntries(outside));

        await using var other = new StorageFixture();
        Assert.Null(DataBackup.Restore(other.Folder, Target));
        Assert.Equal(["before"], await Keys(other));
    }

    [Fact]
    public async Task A_backup_changes_neither_the_database_nor_its_log()
    {
        await using var killed = await KilledAsync("34513");
        var before = Hashes(killed.Folder);
        DataBackup.Write(killed.Folder, Target);
        Assert.Equal(before, Hashes(killed.Folder));
        // The control: any other program that opens it brings the log into the database, next to a site that does the same.
        using (var plain = new SqliteConnection($"Data Source={killed.Folder.Database};Pooling=False"))
        {
            plain.Open();
            using var command = plain.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM \"Feedback\"";
            Assert.Equal(1L, command.ExecuteScalar());
        }
        Assert.NotEqual(before, Hashes(killed.Folder));
        // And the log was needed: without it the backup would have been empty.
        using var copy = SqliteStore.OpenFile(Target);
        Assert.Equal("34513", copy.Feedback.Single().EntryKey);
    }

    [Fact]
    public async Task A_backup_beside_the_writer_changes_neither_the_database_nor_its_log()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "34513"));
        var before = Hashes(storage.Folder);
        DataBackup.Write(storage.Folder, Target);
        Assert.Equal(before, Hashes(storage.Folder));
        Assert.NotEqual(0, new FileInfo(storage.Folder.Log).Length);
    }

    [Fact]
    public async Task A_damaged_database_gives_no_backup_and_leaves_the_last_one_alone()
    {
        await using var storage = new StorageFixture();
        await FillAsync(storage);
        await storage.StopAsync();
        DataBackup.Write(storage.Folder, Target);
        var last = SHA256.HashData(await File.ReadAllBytesAsync(Target));
        Damage(storage.Folder.Database, page: 20);
        var fault = Assert.Throws<BackupException>(() => DataBackup.Write(storage.Folder, Target));
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        Assert.Equal(last, SHA256.HashData(await File.ReadAllBytesAsync(Target)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(outside));
    }

    [Fact]
    public async Task The_live_database_is_no_target()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "34513"));
        Assert.Throws<BackupException>(() => DataBackup.Write(storage.Folder, storage.Folder.Database));
        Assert.Throws<BackupException>(() => DataBackup.Write(storage.Folder, storage.Folder.Log));
        Assert.Equal(["34513"], await Keys(storage));
    }

    [Fact]
    public async Task The_replaced_database_is_kept_whole()
    {
        await using var storage = await KilledAsync("old");
        await using var source = await KilledAsync("new");
        DataBackup.Write(source.Folder, Target);
        var kept = DataBackup.Restore(storage.Folder, Target);
        Assert.StartsWith(storage.Folder.Database + ".before-restore-2", kept, StringComparison.Ordinal);
        using (var before = SqliteStore.OpenFile(kept!)) Assert.Equal("old", before.Feedback.Single().EntryKey);
        Assert.Equal(["new"], await Keys(storage));
        Assert.Equal(["marskb.db", Path.GetFileName(kept!), "marskb.lock"], Names(storage.Folder));
        // And it comes back the same way, even within the same second.
        var again = DataBackup.Restore(storage.Folder, kept!);
        Assert.Equal(["old"], await Keys(storage));
        Assert.NotEqual(kept, again);
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public async Task A_folder_that_a_site_holds_is_left_alone()
    {
        await using var source = await KilledAsync("new");
        DataBackup.Write(source.Folder, Target);
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "old"));
        var fault = Assert.Throws<BackupException>(() => DataBackup.Restore(storage.Folder, Target));
        Assert.Contains("Stop it", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["old"], await Keys(storage));
        Assert.DoesNotContain(Names(storage.Folder), n => n.Contains("restor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_database_that_another_program_has_open_is_left_alone()
    {
        await using var source = await KilledAsync("new");
        DataBackup.Write(source.Folder, Target);
        await using var storage = await KilledAsync("old");
        using (var other = storage.Store.OpenReader())
        {
            Assert.Equal(1, other.Feedback.Count());
            Assert.Contains("Another program", Assert.Throws<BackupException>(() => DataBackup.Restore(storage.Folder, Target)).Message, StringComparison.Ordinal);
        }
        Assert.Equal(["old"], await Keys(storage));
    }

    [Theory]
    [InlineData("newer", "newer MarsKb")]
    [InlineData("damaged", "damaged")]
    [InlineData("damaged first page", "damaged")]
    [InlineData("cut short", "damaged")]
    [InlineData("reference to nothing", "damaged")]
    [InlineData("another program's", "not a database of MarsKb")]
    [InlineData("no database", "not a database of MarsKb")]
    [InlineData("empty", "not a database of MarsKb")]
    public async Task What_is_not_whole_and_ours_is_refused_with_one_line_and_changes_nothing(string kind, string word)
    {
        await using var storage = await KilledAsync("old");
        var before = Hashes(storage.Folder);
        await using var source = new StorageFixture();
        await FillAsync(source);
        await source.StopAsync();
        DataBackup.Write(source.Folder, Target);
        switch (kind)
        {
            case "newer": Execute(Target, """INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99.0.0')"""); break;
            case "damaged": Damage(Target, page: 20); break;
            case "damaged first page": Damage(Target, page: 0, from: 100); break;
            case "cut short": using (var file = File.OpenWrite(Target)) file.SetLength(file.Length / 2); break;
            case "reference to nothing": Execute(Target, """PRAGMA foreign_keys=0; INSERT INTO "SessionTokens" ("Hash", "SessionId", "MadeAt") VALUES (x'00', 4711, '2026-01-01')"""); break;
            case "another program's": File.Delete(Target); Execute(Target, "CREATE TABLE \"Notes\" (\"Text\" TEXT)"); break;
            case "no database": await File.WriteAllTextAsync(Target, "Dear diary"); break;
            default: await File.WriteAllTextAsync(Target, ""); break;
        }
        var fault = Assert.Throws<BackupException>(() => DataBackup.Restore(storage.Folder, Target));
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.Equal(before, Hashes(storage.Folder));
        Assert.Equal(["old"], await Keys(storage));
    }

    [Fact]
    public async Task A_damaged_database_is_replaced_and_kept_with_its_log()
    {
        await using var source = await KilledAsync("new");
        DataBackup.Write(source.Folder, Target);
        await using var storage = await KilledAsync("old");
        Damage(storage.Folder.Database, page: 0);
        await File.WriteAllTextAsync(storage.Folder.Log, "damaged too");
        var kept = DataBackup.Restore(storage.Folder, Target);
        Assert.Equal(["new"], await Keys(storage));
        Assert.True(File.Exists(kept));
        Assert.True(File.Exists(kept + "-wal"));
    }

    [Fact]
    public async Task An_older_backup_is_brought_up_to_date_by_the_next_start()
    {
        await using var old = new StorageFixture();
        OldDatabase.Write(old.Folder);
        DataBackup.Write(old.Folder, Target);
        await using var storage = new StorageFixture();
        DataBackup.Restore(storage.Folder, Target);
        var writer = await storage.StartAsync();
        Assert.Equal(OldDatabase.Feedback, await writer.WriteAsync(db => db.Feedback.Count()));
        Assert.Empty(await writer.WriteAsync(db => db.Sessions.ToList()));
    }

    [Fact]
    public async Task A_copy_of_a_whole_folder_is_restored_with_its_log()
    {
        await using var copied = await KilledAsync("in the log");
        await using var storage = new StorageFixture();
        DataBackup.Restore(storage.Folder, copied.Folder.Database);
        Assert.Equal(["in the log"], await Keys(storage));
    }

    /// <summary>Many pages of answers.</summary>
    static async Task FillAsync(StorageFixture storage)
    {
        var writer = await storage.StartAsync();
        for (var i = 0; i < 20; i++) await writer.WriteAsync(db => Enumerable.Range(0, 50).Sum(n => Add(db, new string((char)('a' + i), 500))));
    }

    /// <summary>The state after kill -9: all of the writer's work is in the log, and nobody has the database open.</summary>
    static async Task<StorageFixture> KilledAsync(string key)
    {
        await using var killed = new StorageFixture();
        var storage = new StorageFixture();
        using var db = killed.Store.OpenWriter(default);
        Add(db, key);
        db.SaveChanges();
        File.Copy(killed.Folder.Database, storage.Folder.Database);
        File.Copy(killed.Folder.Log, storage.Folder.Log);
        return storage;
    }

    static void Damage(string file, int page, int from = 0)
    {
        using var database = File.OpenWrite(file);
        database.Position = page * 4096 + from;
        var rubbish = new byte[4096 - from];
        new Random(page).NextBytes(rubbish);
        database.Write(rubbish);
    }

    static void Execute(string file, string sql)
    {
        using var plain = new SqliteConnection($"Data Source={file};Pooling=False");
        plain.Open();
        using var command = plain.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static (string, string) Hashes(DataFolder folder) => (Hash(folder.Database), Hash(folder.Log));

    static string Hash(string path)
    {
        if (!File.Exists(path)) return "";
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(SHA256.HashData(file));
    }

    static string[] Names(DataFolder folder) => [.. Directory.GetFileSystemEntries(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    static async Task<List<string>> Keys(StorageFixture storage)
    {
        using var reader = new StorageReader(storage.Store);
        return await reader.ReadAsync(db => db.Feedback.Select(f => f.EntryKey).Distinct().Order().ToList());
    }

    static int Add(MarsKbDbContext db, string key)
    {
        db.Feedback.Add(new GivenFeedback { Receipt = Guid.NewGuid(), EntryKey = key, Revision = "r" });
        return 1;
    }

    public void Dispose() => Directory.Delete(outside, recursive: true);
}
