using Microsoft.Data.Sqlite;

namespace MarsKb.Storage;

/// <summary>A database as a file that nobody has open.</summary>
static class SqliteFile
{
    static readonly byte[] Magic = [.. "SQLite format 3\0"u8];

    /// <summary>Creates an empty file that only its owner may read: databases hold what people wrote.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (new FileStream(path, options)) { }
    }

    public static bool IsOne(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Magic.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.AsSpan().SequenceEqual(Magic);
    }

    /// <summary>Brings a log into the database and removes it, so that the file is all there is.</summary>
    /// <exception cref="SqliteException">Somebody has it open, or it is damaged.</exception>
    public static void MakeSingle(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        // Leaving WAL needs the database for oneself: with another program in it, it is refused.
        command.CommandText = "PRAGMA trusted_schema=0; PRAGMA synchronous=2; PRAGMA journal_mode=DELETE;";
        if (command.ExecuteScalar() is not "delete") throw new SqliteException("The log is in use.", SQLitePCL.raw.SQLITE_BUSY);
    }

    /// <summary>Returns when what was written is on the disk.</summary>
    public static void Flush(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }
}
