namespace MarsKb.Storage;

/// <summary>The folder of database, keys and logs, and the lock that says that a site is running on it.</summary>
public sealed class DataFolder(string path)
{
    public string Path => path;

    public string Database { get; } = System.IO.Path.Combine(path, "marskb.db");

    /// <summary>The write-ahead log of the database: what was committed and is not in the file yet.</summary>
    public string Log => Database + "-wal";

    public string Keys { get; } = System.IO.Path.Combine(path, "keys");

    public string Logs { get; } = System.IO.Path.Combine(path, "logs");

    /// <summary>Requests of the command line to the site that runs on this folder.</summary>
    public string Inbox { get; } = System.IO.Path.Combine(path, "inbox");

    /// <summary>The file that whoever may write holds open.</summary>
    public string Lock { get; } = System.IO.Path.Combine(path, "marskb.lock");

    /// <summary>Makes sure that the folder is there.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public void Create() => Directory.CreateDirectory(path);

    /// <summary>Takes the folder for this process until the result is disposed, or the process ends.</summary>
    /// <returns>Null when another process has it.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public IDisposable? TryLock()
    {
        try
        {
            return new FileStream(Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            return null;
        }
    }

    // Windows: ERROR_SHARING_VIOLATION. Elsewhere .NET takes flock(), whose refusal is EWOULDBLOCK: 11 on Linux, 35 on macOS.
    static bool IsHeldByAnother(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35;
}
