namespace MarsKb.Storage;

/// <summary>Reads what is stored, also where nothing can be written.</summary>
public sealed class StorageReader
{
    readonly SqliteStore store;

    internal StorageReader(SqliteStore store) => this.store = store;

    /// <param name="read">Runs with a context that cannot write; its result must not depend on the context any more.</param>
    /// <exception cref="StorageUnavailableException">Nothing can be read just now.</exception>
    public Task<T> ReadAsync<T>(Func<MarsKbDbContext, T> read, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            using var db = store.OpenReader();
            return Task.FromResult(read(db));
        }
        catch (Exception e) when (StorageFault.Of(e) is { } trouble)
        {
            throw new StorageUnavailableException(trouble, e);
        }
    }
}
