using System.Diagnostics;
using MarsKb.Storage;

namespace MarsKb.Sessions;

/// <summary>Deletes sessions of a data folder from another program: by itself where no site runs, else by asking the site.</summary>
public static class SessionDeletion
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromMinutes(10);

    /// <param name="patience">How long to wait until the site begins with it.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be written.</exception>
    /// <exception cref="TimeoutException">A site runs and does not answer.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static RemovalAnswer Delete(DataFolder folder, SessionFilter filter, TimeSpan patience)
    {
        if (folder.TryLock() is { } free)
            using (free) return DeleteHere(folder, filter);
        var request = RemovalInbox.Post(folder, new RemovalRequest(filter, DateTime.UtcNow + patience));
        for (var since = Stopwatch.GetTimestamp(); ; Thread.Sleep(Pause))
        {
            if (RemovalInbox.TryTakeAnswer(request) is { } answer) return answer;
            if (folder.TryLock() is { } left)
                using (left) // the site has stopped meanwhile
                {
                    RemovalInbox.TryWithdraw(request);
                    return RemovalInbox.TryTakeAnswer(request) ?? DeleteHere(folder, filter);
                }
            var waited = Stopwatch.GetElapsedTime(since);
            if (waited > Longest) throw new TimeoutException("The site began with it and has not said that it is done. Look at its log, then ask again.");
            if (waited > patience && RemovalInbox.TryWithdraw(request))
                throw new TimeoutException("The site does not answer. /healthz/ready says whether it can write.");
        }
    }

    static RemovalAnswer DeleteHere(DataFolder folder, SessionFilter filter)
    {
        try
        {
            using var db = new SqliteStore(folder).OpenWriter(CancellationToken.None);
            var removed = 0;
            for (var some = SessionRemoval.AtOnce; some == SessionRemoval.AtOnce; removed += some) some = SessionRemoval.RemoveSome(db, filter);
            if (removed > 0) SessionRemoval.RemoveUnusedVersions(db);
            return new RemovalAnswer(removed, SqliteLog.TryEmpty(db));
        }
        catch (Exception e) when (StorageFault.Of(e) is { } trouble)
        {
            throw new StorageUnavailableException(trouble, e);
        }
    }
}
