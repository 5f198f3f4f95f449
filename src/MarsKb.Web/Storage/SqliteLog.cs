using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>The write-ahead log, from the writing connection.</summary>
static class SqliteLog
{
    /// <summary>Brings all of the log into the database and cuts it to nothing. Waits for nobody.</summary>
    /// <returns>False when somebody still reads what is in it.</returns>
    public static bool TryEmpty(MarsKbDbContext db)
    {
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        try
        {
            command.CommandText = "PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE);";
            using var reader = command.ExecuteReader();
            reader.NextResult();
            return reader.Read() && reader.GetInt64(0) == 0;
        }
        finally
        {
            command.CommandText = "PRAGMA busy_timeout=5000;";
            command.ExecuteNonQuery();
            db.Database.CloseConnection();
        }
    }
}
