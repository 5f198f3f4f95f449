using MarsKb.Health;

namespace MarsKb.Storage;

/// <summary>
/// Keeps the database open for writing. Whatever goes wrong with disk or database, the site runs on: it says in its health what
/// does not work, refuses what cannot be saved, and tries again every other second.
/// </summary>
sealed class StorageService(
    SqliteStore store, StorageReader reader, StorageWriter writer, IEnumerable<IRemembered> remembered, SiteHealth health, ILogger<StorageService> log) : BackgroundService
{
    const string Part = "storage";

    static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    Trouble? stated;
    bool read;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        health.State(Part, StorageFault.Starting);
        return Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                WriteUntilStopped(stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                Suffer(e);
            }
            ReadWhatCanBeRead();
            stop.WaitHandle.WaitOne(RetryInterval);
        }
        writer.Close(StorageFault.Stopping);
    }

    void WriteUntilStopped(CancellationToken stop)
    {
        store.Folder.Create();
        using var held = store.Folder.TryLock() ?? throw new StorageUnavailableException(StorageFault.InUse);
        using var db = store.OpenWriter(stop);
        read = false;
        reader.Expect(writable: true);
        Remember(db);
        if (stated is not null) log.LogInformation("Storage works again");
        stated = null;
        health.State(Part);
        writer.Run(db, stop);
    }

    void Suffer(Exception e)
    {
        var known = StorageFault.Of(e);
        var trouble = known ?? StorageFault.Failing;
        writer.Close(trouble);
        reader.Expect(writable: false);
        health.State(Part, trouble);
        if (stated == trouble) return; // said before; nobody needs it every other second
        stated = trouble;
        log.LogError(known is null ? e : null, "Storage: {Detail} ({Cause})", trouble.Detail, (e.InnerException ?? e).Message);
    }

    /// <summary>The site knows what it knew, even where nothing can be written.</summary>
    void ReadWhatCanBeRead()
    {
        if (read) return;
        try
        {
            reader.Read(db =>
            {
                Remember(db);
                return true;
            });
        }
        catch (StorageUnavailableException e)
        {
            log.LogDebug(e, "The database cannot be read");
        }
    }

    void Remember(MarsKbDbContext db)
    {
        foreach (var memory in remembered) memory.Load(db);
        read = true;
    }
}

/// <summary>What pages show of the database is kept in memory, so that no page waits for the disk.</summary>
interface IRemembered
{
    /// <summary>Reads what is stored, in place of what was read before.</summary>
    void Load(MarsKbDbContext db);
}
