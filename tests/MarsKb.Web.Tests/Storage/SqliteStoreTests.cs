using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>What is promised about the database itself, and its start.</summary>
public sealed class SqliteStoreTests
{
    [Fact]
    public async Task The_writing_connection_keeps_every_promise()
    {
        await using var storage = new StorageFixture();
        using var db = storage.Store.OpenWriter(default);
        Assert.Equal("wal", Pragma(db, "journal_mode"));
        Assert.Equal("2", Pragma(db, "synchronous"));
        Assert.Equal("1", Pragma(db, "foreign_keys"));
        Assert.Equal("0", Pragma(db, "trusted_schema"));
        Assert.Equal("5000", Pragma(db, "busy_timeout"));
        Assert.Equal("0", Pragma(db, "mmap_size"));
        Assert.Equal("0", Pragma(db, "query_only"));
    }

    [Fact]
    public async Task A_reading_connection_neither_writes_nor_checkpoints()
    {
        await using var storage = new StorageFixture();
        using var writer = storage.Store.OpenWriter(default);
        using var db = storage.Store.OpenReader();
        db.Database.OpenConnection();
        Assert.Equal("wal", Pragma(db, "journal_mode"));
        Assert.Equal("2", Pragma(db, "synchronous"));
        Assert.Equal("1", Pragma(db, "foreign_keys"));
        Assert.Equal("0", Pragma(db, "trusted_schema"));
        Assert.Equal("5000", Pragma(db, "busy_timeout"));
        Assert.Equal("0", Pragma(db, "wal_autocheckpoint"));
        Assert.Equal("1", Pragma(db, "query_only"));
        Assert.Throws<SqliteException>(() => db.Database.ExecuteSqlRaw("DELETE FROM \"Feedback\""));
    }

    [Fact]
    public async Task A_connection_that_nobody_set_up_would_break_the_promises()
    {
        // The control: without our settings SQLite trusts the schema and checkpoints by itself.
        await using var storage = new StorageFixture();
        using var writer = storage.Store.OpenWriter(default);
        using var plain = new SqliteConnection($"Data Source={storage.Folder.Database};Pooling=False");
        plain.Open();
        using var command = plain.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint";
        Assert.NotEqual(0L, command.ExecuteScalar());
        command.CommandText = "PRAGMA trusted_schema";
        Assert.NotEqual(0L, command.ExecuteScalar());
    }

    [Fact]
    public async Task What_people_wrote_is_for_the_eyes_of_the_site_alone()
    {
        if (OperatingSystem.IsWindows()) return; // there the folder's access list decides
        await using var storage = new StorageFixture();
        using var db = storage.Store.OpenWriter(default);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(storage.Folder.Database));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(storage.Folder.Log));
    }

    [Fact]
    public async Task The_migrations_make_the_model()
    {
        await using var storage = new StorageFixture();
        using var db = storage.Store.OpenWriter(default);
        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration: the model has changed.");
        Assert.Empty(db.Database.GetPendingMigrations());
    }

    [Fact]
    public async Task A_lock_that_a_killed_migration_left_behind_holds_up_nothing()
    {
        await using var storage = new StorageFixture();
        storage.Folder.Create();
        using (var plain = new SqliteConnection($"Data Source={storage.Folder.Database};Pooling=False"))
        {
            plain.Open();
            using var command = plain.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """;
            command.ExecuteNonQuery();
        }
        // The control: EF Core alone waits for ever.
        using (var alone = new SqliteMarsKbDbContext(new DbContextOptionsBuilder<SqliteMarsKbDbContext>().UseSqlite($"Data Source={storage.Folder.Database};Pooling=False").Options))
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone.Database.MigrateAsync(limit.Token));
        using var db = storage.Store.OpenWriter(default);
        Assert.Empty(db.Database.GetPendingMigrations());
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone_and_gets_no_traffic()
    {
        await using var storage = new StorageFixture();
        using (var db = storage.Store.OpenWriter(default))
            db.Database.ExecuteSqlRaw("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231000000_Later', '99.0.0')""");
        await storage.StartAsync();
        var trouble = Assert.Single(storage.Health.Troubles);
        Assert.Equal("schema-newer", trouble.Reason);
        Assert.True(trouble.Unavailable);
    }

    [Fact]
    public async Task Two_processes_never_write_to_one_folder()
    {
        await using var storage = new StorageFixture();
        storage.Folder.Create();
        var held = storage.Folder.TryLock();
        Assert.NotNull(held);
        Assert.Null(storage.Folder.TryLock());
        await storage.StartAsync();
        Assert.Equal("storage-in-use", storage.Writer.Closed?.Reason);
        held.Dispose();
        await StorageFixture.Until(() => storage.Writer.Closed is null);
        Assert.Empty(storage.Health.Troubles);
    }

    [Fact]
    public async Task A_damaged_database_is_reported_and_never_overwritten()
    {
        await using var storage = new StorageFixture();
        storage.Folder.Create();
        var rubbish = Enumerable.Range(0, 8192).Select(i => (byte)(i * 7)).ToArray();
        await File.WriteAllBytesAsync(storage.Folder.Database, rubbish);
        await storage.StartAsync();
        Assert.Equal("storage-damaged", storage.Writer.Closed?.Reason);
        await storage.StopAsync();
        Assert.Equal(rubbish, await File.ReadAllBytesAsync(storage.Folder.Database));
    }

    static string? Pragma(SqliteMarsKbDbContext db, string name)
    {
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return command.ExecuteScalar()?.ToString();
    }
}
