using MarsKb.Health;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MarsKb.Storage;

/// <summary>Tells faults of disk and database, which pass or need the operator, from mistakes in a single piece of work.</summary>
static class StorageFault
{
    // What .NET leaves in HResult where it has no word of its own for an error of the system.
    const int Erofs = 30, Enospc = 28;

    /// <summary>What is the matter, or null when the exception says nothing about disk or database.</summary>
    public static Trouble? Of(Exception e) => e switch
    {
        StorageUnavailableException unavailable => unavailable.Trouble,
        SqliteException sqlite => Of(sqlite.SqliteErrorCode),
        UnauthorizedAccessException => ReadOnly,
        IOException { HResult: Erofs } => ReadOnly,
        IOException { HResult: Enospc } => Full,
        IOException => Failing,
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };

    /// <summary>True when the disk is at fault, which may still be read.</summary>
    public static bool IsOfDisk(Exception e) => Of(e) is { } trouble && (trouble == ReadOnly || trouble == Full || trouble == Failing);

    static Trouble? Of(int code) => code switch
    {
        raw.SQLITE_FULL => Full,
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => ReadOnly,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new("storage-locked", "Another program holds the database. Answers and feedback are refused until it lets go."),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged,
        raw.SQLITE_IOERR => Failing,
        _ => null,
    };

    public static Trouble Damaged { get; } =
        new("storage-damaged", "The database is damaged and is left as it is. Stop the site and put a backup in its place: marskb restore <file>.");

    public static Trouble Newer { get; } =
        new("schema-newer", "A newer MarsKb has written the data folder. Run that version, or restore a backup from before the upgrade with 'marskb restore'.", Unavailable: true);

    public static Trouble Older { get; } =
        new("schema-older", "The database is of an older version and has not been brought up to date yet.");

    public static Trouble Changing { get; } =
        new("storage-changing", "The database changes while it is read. Try again.");

    public static Trouble TooLargeToCopy { get; } =
        new("storage-read-only", "The data folder cannot be written, and there is no space in the temporary folder for a copy to read saved answers from.");

    public static Trouble InUse { get; } =
        new("storage-in-use", "Another process runs on the same data folder. Answers and feedback are refused here until it ends.");

    public static Trouble Slow { get; } =
        new("storage-slow", "The database did not answer within 5 s.");

    public static Trouble Starting { get; } =
        new("starting", "The database is being opened.", Unavailable: true);

    public static Trouble Stopping { get; } =
        new("stopping", "The site is stopping.", Unavailable: true);

    public static Trouble LogLarge { get; } =
        new("storage-log-large", "The log of the database is larger than 256 MB and cannot be emptied: some program reads without end.");

    static Trouble Full { get; } =
        new("storage-full", "The disk of the data folder is full. Answers and feedback are refused until there is space.");

    static Trouble ReadOnly { get; } =
        new("storage-read-only", "The data folder cannot be written. Answers and feedback are refused until it can.");

    public static Trouble Failing { get; } =
        new("storage-failing", "The disk of the data folder fails. Answers and feedback are refused until it works.");
}

/// <summary>What was to be saved was not, for a reason that lies outside: ask again later.</summary>
public sealed class StorageUnavailableException(Trouble trouble, Exception? cause = null) : Exception(trouble.Detail, cause)
{
    public Trouble Trouble => trouble;
}
