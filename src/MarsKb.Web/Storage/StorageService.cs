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
    IDisposable? held;
    bool read, looked;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        health.State(Part, StorageFault.Starting);
        return Task.Factory.StartNew(() => Run(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    void Run(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested) RunUntilFault(stop);
            writer.Close(StorageFault.Stopping);
        }
        finally
        {
            held?.Dispose();
        }
    }

    void RunUntilFault(CancellationToken stop)
    {
        try
        {
            WriteUntilStopped(stop);
            return;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            Suffer(e);
        }
        // Damaged, it is left as it is, and the folder held: nothing is put in its place under a running site.
        if (stated == StorageFault.Damaged) stop.WaitHandle.WaitOne();
        ReadWhatCanBeRead();
        stop.WaitHandle.WaitOne(RetryInterval);
    }

    void WriteUntilStopped(CancellationToken stop)
    {
        Hold();
        LookForDamage(stop);
        using var db = store.OpenWriter(stop);
        read = false;
        reader.Expect(writable: true);
        Remember(db);
        if (stated is not null) log.LogInformation("Storage works again");
        stated = null;
        health.State(Part);
        writer.Run(db, stop);
    }

    /// <summary>Held as long as the site runs, also while nothing can be written: what it reads must not be replaced either.</summary>
    void Hold()
    {
        if (held is not null && File.Exists(store.Folder.Lock)) return;
        held?.Dispose();
        store.Folder.Create();
        held = store.Folder.TryLock() ?? throw new StorageUnavailableException(StorageFault.InUse);
    }

    void LookForDamage(CancellationToken stop)
    {
        if (looked || new FileInfo(store.Folder.Database) is not { Exists: true, Length: > 0 and <= DamageWatch.CheckedBeforeStart }) return;
        using var db = store.OpenReader();
        if (SqliteCheck.Quick(db, stop) is { } damage)
        {
            log.LogError("The database is damaged: {Damage}", damage);
            throw new StorageUnavailableException(StorageFault.Damaged);
        }
        looked = true;
    }

    void Suffer(Exception e)
    {
        var known = StorageFault.Of(e);
        var trouble = known ?? StorageFault.Failing;
        writer.Close(trouble);
        reader.Expect(writable: false);
        if (trouble == StorageFault.Damaged) reader.Close(trouble);
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
