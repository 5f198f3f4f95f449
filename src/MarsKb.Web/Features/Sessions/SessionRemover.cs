using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Deletes sessions for good while the site runs.</summary>
sealed class SessionRemover(StorageWriter writer, RecentSessions recent, CauseCounts causes)
{
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="StorageUnavailableException">Not all was deleted; those before that are.</exception>
    public async Task<RemovalAnswer> RemoveAsync(SessionFilter filter, CancellationToken cancel)
    {
        var removed = 0;
        for (var some = SessionRemoval.AtOnce; some == SessionRemoval.AtOnce; removed += some)
        {
            cancel.ThrowIfCancellationRequested();
            some = await writer.WriteAsync(db => SessionRemoval.RemoveSome(db, filter));
        }
        if (removed > 0)
        {
            await writer.WriteAsync(SessionRemoval.RemoveUnusedVersions);
            recent.Clear();
            await causes.LearnAllAsync();
        }
        return new RemovalAnswer(removed, await EmptyLogAsync(cancel));
    }

    /// <summary>What was deleted is overwritten in the database once the log has been brought into it.</summary>
    async Task<bool> EmptyLogAsync(CancellationToken cancel)
    {
        for (var left = LongestWait; left > TimeSpan.Zero; left -= Pause)
        {
            if (await writer.BetweenAsync(SqliteLog.TryEmpty)) return true;
            await Task.Delay(Pause, cancel);
        }
        return false;
    }
}
