using MarsKb.Health;

namespace MarsKb.Storage;

/// <summary>Keeps the log of the database short, and says so when somebody reads for so long that it cannot be.</summary>
sealed class LogKeeper(DataFolder folder, StorageWriter writer, SiteHealth health, TimeProvider time) : BackgroundService
{
    const string Part = "storage-log";

    /// <summary>Bytes. A shorter log is left to SQLite, which begins it again by itself.</summary>
    internal const long Long = 8 << 20;

    /// <summary>Bytes.</summary>
    internal const long TooLong = 256 << 20;

    static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await KeepAsync();
        }
        catch (OperationCanceledException)
        {
        }
    }

    internal async Task KeepAsync()
    {
        try
        {
            if (Length() > Long && writer.Closed is null) await writer.BetweenAsync(SqliteLog.TryEmpty);
        }
        catch (StorageUnavailableException)
        {
            // Stated by those whose work it is.
        }
        if (Length() > TooLong) health.State(Part, StorageFault.LogLarge);
        else health.State(Part);
    }

    long Length() => new FileInfo(folder.Log) is { Exists: true } log ? log.Length : 0;
}
