using System.Text.Json;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Deletes sessions of a data folder from another program: by itself where no site runs, else by asking the site.</summary>
public static class SessionDeletion
{
    /// <param name="patience">How long to wait until the site begins with it.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be written.</exception>
    /// <exception cref="TimeoutException">A site runs and does not answer.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static RemovalAnswer Delete(DataFolder folder, SessionFilter filter, TimeSpan patience) => SiteInbox.Ask(
        folder, RemovalInbox.Ending, JsonSerializer.SerializeToUtf8Bytes(new RemovalRequest(filter, DateTime.UtcNow + patience)), patience, () => DeleteHere(folder, filter));

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
