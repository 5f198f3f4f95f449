using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace MarsKb.Storage;

/// <summary>
/// Sets what is promised about every connection, and refuses a connection that does not keep it. One connection writes and
/// checkpoints, and commits together what waits together; all others only read.
/// </summary>
sealed class SqliteSettings(ConnectionRole role) : DbConnectionInterceptor
{
    const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    void Apply(SqliteConnection connection)
    {
        SqliteRelease.Require();
        Set(connection, "busy_timeout", "5000");
        Set(connection, "foreign_keys", "1");
        Set(connection, "trusted_schema", "0");
        Set(connection, "synchronous", "2"); // FULL: NORMAL loses acknowledged rows when the power fails
        if (role == ConnectionRole.Writer)
        {
            Set(connection, "secure_delete", "1"); // what is deleted is overwritten
            Set(connection, "journal_mode", "wal");
            return;
        }

        Set(connection, "wal_autocheckpoint", "0");
        Set(connection, "query_only", "1");
        if (raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out var set) != raw.SQLITE_OK || set != 1)
            throw new InvalidOperationException("SQLite does not promise to leave the log alone.");
    }

    static void Set(SqliteConnection connection, string name, string value)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}={value}; PRAGMA {name};";
        using var reader = command.ExecuteReader();
        string? now = null;
        do
            while (reader.Read()) now = reader.GetString(0);
        while (reader.NextResult());
        if (!string.Equals(now, value, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"SQLite keeps {name}={now} where {value} is needed."));
    }
}

enum ConnectionRole { Writer, Reader }
