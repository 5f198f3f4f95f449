using System.Collections.Concurrent;

namespace MarsKb.Storage;

/// <summary>Reads what is stored.</summary>
public sealed class StorageReader : IDisposable
{
    const int MostIdle = 8;

    readonly SqliteStore store;
    readonly ConcurrentBag<MarsKbDbContext> idle = [];

    internal StorageReader(SqliteStore store) => this.store = store;

    /// <param name="read">Runs with a context that cannot write; its result must not depend on the context any more.</param>
    /// <exception cref="StorageUnavailableException">Nothing can be read just now.</exception>
    public Task<T> ReadAsync<T>(Func<MarsKbDbContext, T> read, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        MarsKbDbContext? db = null;
        try
        {
            if (!idle.TryTake(out db)) db = store.OpenReader();
            var result = read(db);
            GiveBack(db);
            return Task.FromResult(result);
        }
        catch (Exception e)
        {
            db?.Dispose();
            if (StorageFault.Of(e) is { } trouble) throw new StorageUnavailableException(trouble, e);
            throw;
        }
    }

    void GiveBack(MarsKbDbContext db)
    {
        db.ChangeTracker.Clear();
        if (idle.Count < MostIdle) idle.Add(db);
        else db.Dispose();
    }

    public void Dispose()
    {
        while (idle.TryTake(out var db)) db.Dispose();
    }
}
