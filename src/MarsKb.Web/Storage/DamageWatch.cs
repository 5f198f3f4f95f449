namespace MarsKb.Storage;

/// <summary>Looks whether the database is whole: all of it each night, its structure after a start and whenever somebody came upon something that cannot be right.</summary>
sealed class DamageWatch(SqliteStore store, StorageReader reader, StorageWriter writer, TimeProvider time, ILogger<DamageWatch> log) : BackgroundService
{
    /// <summary>Bytes. A larger database is looked at while the site runs already; a smaller one takes less than half a second.</summary>
    internal const long CheckedBeforeStart = 64 << 20;

    const int Hour = 3; // of the night, local

    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    DateOnly lastNight;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        lastNight = Night();
        var started = false;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (writer.Closed is not null) continue;
                if (Night() != lastNight) await LookAsync(SqliteCheck.Full, stoppingToken);
                else if (reader.TakeSawDamage() || (!started && IsLarge)) await LookAsync(SqliteCheck.Quick, stoppingToken);
                lastNight = Night();
                started = true;
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    bool IsLarge => new FileInfo(store.Folder.Database) is { Exists: true, Length: > CheckedBeforeStart };

    DateOnly Night() => DateOnly.FromDateTime(time.GetLocalNow().AddHours(-Hour).DateTime);

    internal async Task LookAsync(Func<MarsKbDbContext, CancellationToken, string?> check, CancellationToken cancel)
    {
        try
        {
            var damage = await Task.Run(() => Look(check, cancel), cancel);
            if (damage is null) return;
            log.LogError("The database is damaged: {Damage}", damage);
            // From here on the storage service does what damage asks for.
            await writer.BetweenAsync<bool>(_ => throw new StorageUnavailableException(StorageFault.Damaged));
        }
        catch (StorageUnavailableException)
        {
        }
        catch (Exception e) when (StorageFault.Of(e) is { } trouble)
        {
            log.LogWarning("The database could not be checked: {Detail}", trouble.Detail);
        }
    }

    string? Look(Func<MarsKbDbContext, CancellationToken, string?> check, CancellationToken cancel)
    {
        using var db = store.OpenReader();
        return check(db, cancel);
    }
}
