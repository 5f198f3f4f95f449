using MarsKb.Storage;

namespace MarsKb.Sessions;

/// <summary>Deletes, once a day, the sessions in which nothing has happened for <see cref="MarsKbOptions.KeepSessionsDays"/>.</summary>
sealed class SessionRetention(MarsKbOptions options, SessionRemover remover, StorageWriter writer, TimeProvider time, ILogger<SessionRetention> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1), LargestJump = TimeSpan.FromHours(1);

    readonly DateTimeOffset began = time.GetUtcNow();
    readonly long beganAt = time.GetTimestamp();
    TimeSpan due;
    bool jumped;

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
        var running = time.GetElapsedTime(beganAt);
        if (options.KeepSessionsDays is not { } days || running < due || writer.Closed is not null || HasJumped(running)) return;
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

    /// <summary>A clock that jumps ahead by a year must not delete a year of sessions.</summary>
    bool HasJumped(TimeSpan running)
    {
        if (!jumped && (time.GetUtcNow() - began - running).Duration() > LargestJump)
        {
            jumped = true;
            log.LogWarning("The clock of this machine has jumped. No sessions are deleted for their age until the next start");
        }
        return jumped;
    }
}
