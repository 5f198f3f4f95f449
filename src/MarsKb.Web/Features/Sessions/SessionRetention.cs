using MarsKb.Configuration;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Deletes, once a day, the sessions in which nothing has happened for <see cref="MarsKbOptions.KeepSessionsDays"/>.</summary>
sealed class SessionRetention(MarsKbOptions options, SessionRemover remover, StorageWriter writer, TimeProvider time, ILogger<SessionRetention> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1);

    readonly JumpWatch clock = new(time);
    TimeSpan due;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.KeepSessionsDays is null) return;
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await KeepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    internal async Task KeepAsync(CancellationToken cancel)
    {
        var running = clock.Running;
        if (options.KeepSessionsDays is not { } days || running < due || writer.Closed is not null || HasJumped()) return;
        try
        {
            var removed = await remover.RemoveAsync(new SessionFilter(null, time.GetUtcNow().UtcDateTime.AddDays(-days)), cancel);
            due = running + Day;
            if (removed.Deleted > 0) log.LogInformation("{Deleted} sessions were deleted: nothing had happened in them for {Days} days", removed.Deleted, days);
        }
        catch (StorageUnavailableException)
        {
            // Tried again as soon as it works.
        }
    }

    bool HasJumped()
    {
        var has = clock.HasJumped(out var first);
        if (first) log.LogWarning("The clock of this machine has jumped. No sessions are deleted for their age until the next start");
        return has;
    }
}
