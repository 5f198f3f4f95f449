using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MarsKb.Storage;

/// <summary>Asks SQLite whether a database is whole.</summary>
static class SqliteCheck
{
    /// <summary>The structure of all pages; reads the whole file once.</summary>
    public static string? Quick(MarsKbDbContext db, CancellationToken cancel) => First(db, "PRAGMA quick_check(1)", cancel);

    /// <summary>The same, and that indexes hold what tables hold, and that every reference leads somewhere.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Full(MarsKbDbContext db, CancellationToken cancel) =>
        First(db, "PRAGMA integrity_check(1)", cancel) ?? First(db, "SELECT 'row ' || COALESCE(rowid, '?') || ' of ' || \"table\" || ' names a row of ' || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT 1", cancel);

    static string? First(MarsKbDbContext db, string sql, CancellationToken cancel)
    {
        try
        {
            db.Database.OpenConnection();
            var connection = (SqliteConnection)db.Database.GetDbConnection();
            using var stop = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle));
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar() is string line && line != "ok" ? line.ReplaceLineEndings(" ") : null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            return e.Message;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(cancel);
        }
    }
}
