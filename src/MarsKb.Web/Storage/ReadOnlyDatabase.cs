namespace MarsKb.Storage;

/// <summary>
/// Reads the database where SQLite cannot open it: on a disk that cannot be written, it has no place for the index of the log.
/// A log that a killed site left behind holds answers that were acknowledged. Where there is one, database and log are copied
/// to a temporary folder and read there; else the file is read in place, with the promise that nobody changes it.
/// </summary>
sealed class ReadOnlyDatabase(SqliteStore store) : IDisposable
{
    /// <summary>Bytes. A larger database is not copied.</summary>
    const long LargestCopy = 4L << 30;

    const string CopyName = "marskb-read-";
    const int Attempts = 3;

    readonly Lock gate = new();
    (Stamp Of, DataFolder Folder, IDisposable Held)? copy;

    /// <summary>One after another: who reads here reads little, and the copy changes under nobody.</summary>
    /// <exception cref="StorageUnavailableException">There is a log and it cannot be copied.</exception>
    public T Read<T>(Func<SqliteMarsKbDbContext, T> read)
    {
        lock (gate)
            for (var attempt = 1; ; attempt++)
            {
                var stamp = Stamp.Of(store.Folder);
                try
                {
                    using var db = stamp.LogLength > 0 ? CopyOf(stamp).OpenReader() : store.OpenImmutable();
                    var result = read(db);
                    if (Stamp.Of(store.Folder) == stamp) return result;
                }
                catch (Exception) when (attempt < Attempts && Stamp.Of(store.Folder) != stamp)
                {
                    // Half of it was of before. The disk can be written again, or another process writes.
                }
                if (attempt == Attempts) throw new StorageUnavailableException(StorageFault.Changing);
            }
    }

    SqliteStore CopyOf(Stamp stamp)
    {
        if (copy is { } made && made.Of == stamp) return new SqliteStore(made.Folder);
        RemoveCopy();
        RemoveAbandoned();
        if (stamp.Length + stamp.LogLength > Math.Min(LargestCopy, FreeSpace() / 2)) throw new StorageUnavailableException(StorageFault.TooLargeToCopy);
        var folder = new DataFolder(Directory.CreateTempSubdirectory($"{CopyName}{Environment.ProcessId}-").FullName);
        // Held by this process, so that the next one knows what is left of a killed one.
        copy = (stamp, folder, folder.TryLock()!);
        File.Copy(store.Folder.Database, folder.Database);
        File.Copy(store.Folder.Log, folder.Log);
        if (Stamp.Of(store.Folder) != stamp) throw new StorageUnavailableException(StorageFault.Changing);
        return new SqliteStore(folder);
    }

    static long FreeSpace() => new DriveInfo(Path.GetTempPath()).AvailableFreeSpace;

    void RemoveCopy()
    {
        if (copy is not { } made) return;
        copy = null;
        made.Held.Dispose();
        Remove(made.Folder.Path);
    }

    static void RemoveAbandoned()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), CopyName + "*"))
            try
            {
                if (new DataFolder(path).TryLock() is not { } held) continue;
                held.Dispose();
                Remove(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's.
            }
    }

    static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one removes it.
        }
    }

    public void Dispose()
    {
        lock (gate) RemoveCopy();
    }

    readonly record struct Stamp(long Length, DateTime ChangedAt, long LogLength, DateTime LogChangedAt)
    {
        public static Stamp Of(DataFolder folder)
        {
            var (database, log) = (new FileInfo(folder.Database), new FileInfo(folder.Log));
            return new(database.Length, database.LastWriteTimeUtc, log.Exists ? log.Length : 0, log.Exists ? log.LastWriteTimeUtc : default);
        }
    }
}
