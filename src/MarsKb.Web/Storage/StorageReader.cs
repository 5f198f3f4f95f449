using System.Collections.Concurrent;
using MarsKb.Health;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>Reads what is stored, also where nothing can be written.</summary>
public sealed class StorageReader : IDisposable
{
    const int MostIdle = 8;

    readonly SqliteStore store;
    readonly ReadOnlyDatabase readOnly;
    readonly ConcurrentBag<SqliteMarsKbDbContext> idle = [];
    volatile bool isCurrent, sawDamage;
    volatile bool isWritable = true;
    volatile Trouble? closed;

    internal StorageReader(SqliteStore store)
    {
        this.store = store;
        readOnly = new ReadOnlyDatabase(store);
    }

    /// <param name="read">Runs with a context that cannot write, possibly more than once; its result must not depend on the context any more.</param>
    /// <exception cref="StorageUnavailableException">Nothing can be read just now.</exception>
    public Task<T> ReadAsync<T>(Func<MarsKbDbContext, T> read, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(Read(read));
    }

    internal T Read<T>(Func<MarsKbDbContext, T> read) => ReadAnyVersion(db =>
    {
        // The schema of a running site never goes back, so that one look is enough.
        if (!isCurrent) RequireCurrent(db);
        isCurrent = true;
        return read(db);
    });

    /// <summary>The same, whatever version has written the database: for what only copies it.</summary>
    internal T ReadAnyVersion<T>(Func<SqliteMarsKbDbContext, T> read)
    {
        if (closed is { } refused) throw new StorageUnavailableException(refused);
        try
        {
            return ReadInPlace(read);
        }
        catch (Exception e) when (StorageFault.Of(e) is { } trouble)
        {
            sawDamage |= trouble == StorageFault.Damaged;
            throw new StorageUnavailableException(trouble, e);
        }
    }

    /// <summary>Reads nothing any more: what a damaged database says may be wrong.</summary>
    internal void Close(Trouble trouble) => closed = trouble;

    /// <summary>True once after a page was found that cannot be right.</summary>
    internal bool TakeSawDamage()
    {
        var saw = sawDamage;
        sawDamage = false;
        return saw;
    }

    T ReadInPlace<T>(Func<SqliteMarsKbDbContext, T> read)
    {
        SqliteMarsKbDbContext? db = null;
        try
        {
            if (!idle.TryTake(out db)) db = Open();
            var result = read(db);
            GiveBack(db);
            return result;
        }
        catch (Exception e)
        {
            db?.Dispose();
            if (!StorageFault.IsOfDisk(e)) throw;
        }
        return readOnly.Read(read);
    }

    SqliteMarsKbDbContext Open() => File.Exists(store.Folder.Database) ? store.OpenReader() : throw new StorageUnavailableException(StorageFault.Starting);

    /// <summary>
    /// Says whether the database can be written. While it cannot, no connection is kept: what SQLite shares between the connections of a process stays
    /// read-only for as long as one of them is open that found the disk so, and the writer would never get back in.
    /// </summary>
    internal void Expect(bool writable)
    {
        isWritable = writable;
        if (!writable) DropIdle();
    }

    void GiveBack(SqliteMarsKbDbContext db)
    {
        db.ChangeTracker.Clear();
        if (isWritable && idle.Count < MostIdle) idle.Add(db);
        else db.Dispose();
        if (!isWritable) DropIdle(); // it changed while this one was given back
    }

    void DropIdle()
    {
        while (idle.TryTake(out var db)) db.Dispose();
    }

    static void RequireCurrent(SqliteMarsKbDbContext db)
    {
        if (SqliteStore.Applied(db) is not { } applied) throw new StorageUnavailableException(StorageFault.Older);
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (applied.Exists(m => !known.Contains(m))) throw new StorageUnavailableException(StorageFault.Newer);
        if (applied.Count < known.Count) throw new StorageUnavailableException(StorageFault.Older);
    }

    public void Dispose()
    {
        DropIdle();
        readOnly.Dispose();
    }
}
