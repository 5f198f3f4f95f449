using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace MarsKb.Storage;

/// <summary>Copies of the database: sessions, feedback, wishes and counts.</summary>
public static class DataBackup
{
    /// <summary>
    /// Writes a copy to a file, also while a site runs on the folder: everything that was acknowledged before is in it. The database is only
    /// read, and its log left as it is. The copy is checked; a target is whole or as it was before.
    /// </summary>
    /// <param name="target">Replaced when it is there.</param>
    /// <param name="progress">Told what is being done, in a word or two; null when nobody looks.</param>
    /// <returns>Size of the copy in bytes.</returns>
    /// <exception cref="BackupException">There is nothing to copy, the database is damaged, or the copy cannot be written.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be read.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The copy cannot be written.</exception>
    public static long Write(DataFolder folder, string target, Action<string>? progress = null)
    {
        if (!File.Exists(folder.Database)) throw new BackupException($"There is no database in '{folder.Path}'.");
        if (IsLive(target)) throw new BackupException($"'{target}' is the database of a data folder. Choose another name.");
        var unfinished = $"{target}.{Guid.NewGuid():N}.unfinished";
        SqliteFile.Create(unfinished);
        try
        {
            progress?.Invoke("Copying");
            using (var reader = new StorageReader(new SqliteStore(folder)))
                reader.ReadAnyVersion(db => Copy((SqliteConnection)db.Database.GetDbConnection(), unfinished));
            progress?.Invoke("Checking");
            CheckCopy(unfinished);
            SqliteFile.Flush(unfinished);
            File.Move(unfinished, target, overwrite: true);
            return new FileInfo(target).Length;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // In one step, and so in one reading transaction: whoever writes meanwhile is not held up and changes nothing in it.
    static bool Copy(SqliteConnection from, string file)
    {
        using (var command = from.CreateCommand())
        {
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            command.ExecuteScalar(); // what cannot be read shows here; what fails below is the copy
        }
        try
        {
            using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
            to.Open();
            using var command = to.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=OFF; PRAGMA synchronous=0;"; // flushed as a whole in the end
            command.ExecuteNonQuery();
            from.BackupDatabase(to);
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is not (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB))
        {
            throw new BackupException($"The copy cannot be written: {e.Message}");
        }
    }

    static void CheckCopy(string file)
    {
        try
        {
            SqliteFile.MakeSingle(file);
            using var db = SqliteStore.OpenFile(file);
            if (SqliteCheck.Full(db, CancellationToken.None) is { } damage) throw new BackupException($"The database is damaged, no copy was kept: {damage}");
        }
        catch (SqliteException e)
        {
            throw new BackupException(StorageFault.Of(e) == StorageFault.Damaged ? $"The database is damaged, no copy was kept: {e.Message}" : $"The copy cannot be written: {e.Message}");
        }
    }

    static bool IsLive(string target)
    {
        var folder = new DataFolder(Path.GetDirectoryName(Path.GetFullPath(target))!);
        return File.Exists(folder.Lock) && Path.GetFileName(target).ToLowerInvariant() is "marskb.db" or "marskb.db-wal" or "marskb.db-shm";
    }

    /// <summary>
    /// Puts a copy in the place of the database of a folder on which no site runs. The copy is checked before anything is changed. Killed at
    /// any moment, the folder has the old database or the new one, whole. An older copy is brought up to date by the next start.
    /// </summary>
    /// <returns>Path of the replaced database, or null when there was none.</returns>
    /// <exception cref="BackupException">The file is not a whole database of this version of MarsKb or an older one, or a site runs.</exception>
    /// <exception cref="IOException">The folder cannot be written, or the file not read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written, or the file not read.</exception>
    public static string? Restore(DataFolder folder, string file, Action<string>? progress = null)
    {
        folder.Create();
        using var held = folder.TryLock() ?? throw new BackupException($"A site is running on '{folder.Path}'. Stop it, then restore.");
        foreach (var left in Directory.EnumerateDirectories(folder.Path, Staging + "*")) Directory.Delete(left, recursive: true); // of one that was killed
        var staging = new DataFolder(Path.Combine(folder.Path, Staging + Guid.NewGuid().ToString("N")));
        Directory.CreateDirectory(staging.Path);
        try
        {
            progress?.Invoke("Copying");
            CopyInto(staging, file);
            progress?.Invoke("Checking");
            Check(staging, file);
            return Replace(folder, staging);
        }
        finally
        {
            Directory.Delete(staging.Path, recursive: true);
        }
    }

    const string Staging = "restoring-";

    static void CopyInto(DataFolder staging, string file)
    {
        if (!SqliteFile.IsOne(file)) throw new BackupException($"'{file}' is not a database of MarsKb.");
        SqliteFile.Create(staging.Database);
        CopyBytes(file, staging.Database);
        // A copy of a whole data folder may have a log beside it, and answers in the log.
        if (File.Exists(file + "-wal")) CopyBytes(file + "-wal", staging.Log);
    }

    // Without its permissions and times, which File.Copy would take along.
    static void CopyBytes(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = new FileStream(to, FileMode.OpenOrCreate, FileAccess.Write);
        source.CopyTo(target);
    }

    static void Check(DataFolder staging, string file)
    {
        try
        {
            SqliteFile.MakeSingle(staging.Database);
            using var db = SqliteStore.OpenFile(staging.Database);
            if (SqliteCheck.Full(db, CancellationToken.None) is { } damage) throw new BackupException($"'{file}' is damaged and was not restored: {damage}");
            var known = db.Database.GetMigrations().ToList();
            if (SqliteStore.Applied(db) is not { } applied || !applied.Contains(known[0])) throw new BackupException($"'{file}' is not a database of MarsKb.");
            if (applied.Exists(m => !known.Contains(m))) throw new BackupException($"'{file}' was written by a newer MarsKb. Restore it with that version.");
        }
        catch (SqliteException e)
        {
            throw new BackupException($"'{file}' is damaged and was not restored: {e.Message}", e);
        }
        SqliteFile.Flush(staging.Database);
    }

    static string? Replace(DataFolder folder, DataFolder staging)
    {
        if (!File.Exists(folder.Database))
        {
            DeleteLog(folder); // without its database it is worth nothing, and beside another one it would destroy it
            File.Move(staging.Database, folder.Database);
            return null;
        }
        var kept = Unused($"{folder.Database}.before-restore-{DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        if (!TryMakeSingle(folder.Database) && File.Exists(folder.Log)) File.Move(folder.Log, kept + "-wal");
        DeleteLog(folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(staging.Database, File.GetUnixFileMode(folder.Database));
        File.Replace(staging.Database, folder.Database, kept); // the old file gets its second name first, then the new one takes its place in one step
        return kept;
    }

    /// <returns>False when the database is too damaged for it.</returns>
    static bool TryMakeSingle(string database)
    {
        if (!SqliteFile.IsOne(database)) return false;
        try
        {
            SqliteFile.MakeSingle(database);
            return true;
        }
        catch (SqliteException e) when (StorageFault.Of(e) == StorageFault.Damaged)
        {
            return false;
        }
        catch (SqliteException e)
        {
            throw new BackupException("Another program has the database open. End it, then restore.", e);
        }
    }

    static void DeleteLog(DataFolder folder)
    {
        File.Delete(folder.Log);
        File.Delete(folder.Database + "-shm");
    }

    static string Unused(string path)
    {
        for (var n = 1; ; n++)
            if ((n == 1 ? path : $"{path}-{n}") is var name && !File.Exists(name)) return name;
    }
}

/// <summary>No backup was made or restored; the message is one line that says why.</summary>
public sealed class BackupException(string message, Exception? cause = null) : Exception(message, cause);
