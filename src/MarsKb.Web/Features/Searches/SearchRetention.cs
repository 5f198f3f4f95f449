using MarsKb.Configuration;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Searches;

/// <summary>
/// Deletes searches that are older than <see cref="MarsKbOptions.KeepSearchesDays"/>, all of them when it is 0, and the oldest of too many: looked at
/// once a minute, since a flood is kept at some hundred a second.
/// </summary>
sealed class SearchRetention(MarsKbOptions options, StorageWriter writer, TimeProvider time, ILogger<SearchRetention> log) : BackgroundService
{
    /// <summary>Searches that are kept, whatever their age: some 100 MB.</summary>
    internal const int Most = 250_000;

    /// <summary>Rows in one transaction: few enough that nobody who answers meanwhile waits long.</summary>
    const int AtOnce = 500;

    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly JumpWatch clock = new(time);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await KeepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    internal async Task KeepAsync(CancellationToken cancel, int most = Most)
    {
        if (writer.Closed is not null) return;
        try
        {
            var removed = await RemoveAsync(await writer.BetweenAsync(db => Math.Max(LastOf(db), BeforeMost(db, most))), cancel);
            if (removed > 0) log.LogInformation("{Deleted} logged searches were deleted: they are kept for {Days} days, and no more than {Most}", removed, options.KeepSearchesDays, most);
        }
        catch (StorageUnavailableException)
        {
            // Tried again as soon as it works.
        }
    }

    /// <summary>Id of the last search that is too old; ids grow with time.</summary>
    long LastOf(MarsKbDbContext db)
    {
        if (options.KeepSearchesDays > 0 && HasJumped()) return 0;
        var before = options.KeepSearchesDays == 0 ? DateTime.MaxValue : time.GetUtcNow().UtcDateTime.AddDays(-options.KeepSearchesDays);
        return db.Searches.Where(s => s.At < before).OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Select(s => s.Id).FirstOrDefault();
    }

    static long BeforeMost(MarsKbDbContext db, int most) => (db.Searches.Max(s => (long?)s.Id) ?? 0) - most;

    async Task<int> RemoveAsync(long last, CancellationToken cancel)
    {
        var removed = 0;
        for (var some = AtOnce; some == AtOnce && last > 0; removed += some)
        {
            cancel.ThrowIfCancellationRequested();
            some = await writer.WriteAsync(db => db.Searches.Where(s => s.Id <= last).OrderBy(s => s.Id).Take(AtOnce).ExecuteDelete());
        }
        return removed;
    }

    bool HasJumped()
    {
        var has = clock.HasJumped(out var first);
        if (first) log.LogWarning("The clock of this machine has jumped. No logged searches are deleted for their age until the next start");
        return has;
    }
}
