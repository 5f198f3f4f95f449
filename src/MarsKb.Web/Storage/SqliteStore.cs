using MarsKb.Health;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>Opens the database in the data folder.</summary>
sealed class SqliteStore(DataFolder folder)
{
    const int WaitForLocks = 5; // seconds

    static readonly TimeSpan LongestMigration = TimeSpan.FromSeconds(60);

    static readonly DbContextOptionsBuilder<SqliteMarsKbDbContext> Empty = new();

    public DataFolder Folder => folder;

    /// <summary>
    /// The one connection that writes, open, its schema up to date. Call with the folder's lock held: a lock that EF Core left in
    /// the database when its process was killed is then nobody's, and is taken away; EF Core itself would wait for it for ever.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The schema is newer than this build, or the migration takes too long.</exception>
    public SqliteMarsKbDbContext OpenWriter(CancellationToken cancel)
    {
        if (!File.Exists(folder.Database)) SqliteFile.Create(folder.Database);
        var db = Context(ConnectionRole.Writer, new() { DataSource = folder.Database, Mode = SqliteOpenMode.ReadWrite, Pooling = false });
        try
        {
            db.Database.OpenConnection();
            Migrate(db, cancel);
            Probe(db);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>An open connection that can only read, and neither writes nor checkpoints the log.</summary>
    public SqliteMarsKbDbContext OpenReader() => OpenFile(folder.Database);

    /// <summary>The same for a database anywhere.</summary>
    public static SqliteMarsKbDbContext OpenFile(string path)
    {
        var db = Context(ConnectionRole.Reader, new() { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false });
        try
        {
            db.Database.OpenConnection();
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    /// <summary>
    /// For a folder that cannot be written: a database with a log does not open there for reading either, unless SQLite is told
    /// that nobody changes the file. What is in a log is not seen: for a database that has none.
    /// </summary>
    public SqliteMarsKbDbContext OpenImmutable() =>
        Context(ConnectionRole.Reader, new() { DataSource = new Uri(folder.Database).AbsoluteUri + "?immutable=1", Mode = SqliteOpenMode.ReadOnly, Pooling = false });

    static SqliteMarsKbDbContext Context(ConnectionRole role, SqliteConnectionStringBuilder connection)
    {
        connection.DefaultTimeout = WaitForLocks;
        var options = new DbContextOptionsBuilder<SqliteMarsKbDbContext>(Empty.Options).UseSqlite(connection.ConnectionString).AddInterceptors(new SqliteSettings(role));
        return new SqliteMarsKbDbContext(options.Options);
    }

    /// <summary>Migrations of the database, or null when it has none. EF Core's own question takes a database that cannot be opened for an empty one.</summary>
    public static List<string>? Applied(SqliteMarsKbDbContext db) =>
        db.Database.SqlQuery<long>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsHistory'").Single() == 0
            ? null
            : [.. db.Database.SqlQuery<string>($"SELECT \"MigrationId\" AS \"Value\" FROM \"__EFMigrationsHistory\"")];

    static void Migrate(SqliteMarsKbDbContext db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = db.Database.GetAppliedMigrations().ToList();
        if (applied.Except(known, StringComparer.Ordinal).Any())
            throw new StorageUnavailableException(StorageFault.Newer);
        if (applied.Count == known.Count) return;
        db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(LongestMigration);
        try
        {
            db.Database.MigrateAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new StorageUnavailableException(new Trouble("migration-slow", "The database was not brought up to date within 60 s. See whether another program uses it."), e);
        }
    }

    /// <summary>Writes something, so that a full disk shows now and not at the first answer.</summary>
    static void Probe(SqliteMarsKbDbContext db)
    {
        using var transaction = db.Database.BeginTransaction();
        db.Database.ExecuteSqlRaw("PRAGMA user_version=1");
        transaction.Commit();
    }
}
