using System.Collections.Concurrent;
using MarsKb.Health;

namespace MarsKb.Storage;

/// <summary>
/// The only way to write: everything goes through one queue to one connection. Whatever waits is committed together, so a
/// thousand people cost a few syncs of the disk, and each of them is answered after the commit.
/// </summary>
public sealed class StorageWriter : IDisposable
{
    const int LongestQueue = 4096;
    const int LargestBatch = 256;

    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    readonly BlockingCollection<StorageWork> queue = new(LongestQueue);
    volatile Trouble? closed = StorageFault.Starting;

    /// <summary>Why nothing can be saved just now, or null.</summary>
    public Trouble? Closed => closed;

    /// <summary>Does the work in a transaction and returns when it is on disk.</summary>
    /// <param name="work">Runs on the writer's thread, quickly, with a context whose changes are saved for it. It may be run in one transaction with other work.</param>
    /// <exception cref="StorageUnavailableException">Nothing was saved, and it is not the work's fault.</exception>
    public Task<T> WriteAsync<T>(Func<MarsKbDbContext, T> work) => DoAsync(new StorageWork<T>(work));

    /// <summary>Does something with the writing connection between two transactions.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was done.</exception>
    internal Task<T> BetweenAsync<T>(Func<MarsKbDbContext, T> work) => DoAsync(new StorageWork<T>(work, between: true));

    async Task<T> DoAsync<T>(StorageWork<T> item)
    {
        if (closed is { } trouble) throw new StorageUnavailableException(trouble);
        if (!TryAdd(item)) throw new StorageUnavailableException(closed ?? StorageFault.Slow);
        if (closed is not null) RefuseAll(); // it closed while this was added
        try
        {
            return await item.Done.WaitAsync(LongestWait);
        }
        catch (TimeoutException) when (item.TryAbandon())
        {
            throw new StorageUnavailableException(StorageFault.Slow);
        }
        catch (TimeoutException)
        {
            return await item.Done; // being saved at this moment: the outcome is worth waiting for
        }
    }

    internal bool TryAdd(StorageWork work)
    {
        try
        {
            return queue.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            return false; // stopping
        }
    }

    /// <summary>Takes work and does it, until told to stop; then finishes what waits.</summary>
    /// <exception cref="Exception">A fault of disk or database; whoever waited has been told.</exception>
    internal void Run(MarsKbDbContext db, CancellationToken stop)
    {
        closed = null;
        var batch = new List<StorageWork>();
        while (TryTake(stop, out var first))
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < LargestBatch && queue.TryTake(out var next)) batch.Add(next);
            Commit(db, batch);
        }
        queue.CompleteAdding();
        closed = StorageFault.Stopping;
        batch.Clear();
        while (queue.TryTake(out var last)) batch.Add(last);
        if (batch.Count > 0) Commit(db, batch);
    }

    /// <summary>Refuses what waits and what comes, until <see cref="Run"/> runs again.</summary>
    internal void Close(Trouble trouble)
    {
        closed = trouble;
        RefuseAll();
    }

    void RefuseAll()
    {
        while (queue.TryTake(out var work))
            if (work.TryTake()) work.Fail(new StorageUnavailableException(closed ?? StorageFault.Slow));
    }

    bool TryTake(CancellationToken stop, out StorageWork work)
    {
        try
        {
            return queue.TryTake(out work!, Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            work = null!;
            return false;
        }
    }

    void Commit(MarsKbDbContext db, List<StorageWork> batch)
    {
        batch.RemoveAll(work => !work.TryTake());
        try
        {
            CommitTogether(db, batch.FindAll(work => !work.IsBetween));
            foreach (var work in batch.FindAll(work => work.IsBetween)) Do(db, work);
        }
        catch (Exception e)
        {
            var trouble = StorageFault.Of(e) ?? StorageFault.Failing;
            closed = trouble; // before anybody hears of it and tries again
            foreach (var work in batch) work.Fail(new StorageUnavailableException(trouble, e)); // those that have succeeded are not touched
            throw;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    static void CommitTogether(MarsKbDbContext db, List<StorageWork> batch)
    {
        if (batch.Count == 0) return;
        var applied = new List<StorageWork>(batch.Count);
        using (var transaction = db.Database.BeginTransaction()) // BEGIN IMMEDIATE
        {
            foreach (var work in batch)
                if (ApplyAlone(db, transaction, work, batch.Count > 1)) applied.Add(work);
            if (applied.Count > 0) transaction.Commit();
        }
        foreach (var work in applied) work.Succeed();
    }

    static void Do(MarsKbDbContext db, StorageWork work)
    {
        try
        {
            work.Apply(db);
            work.Succeed();
        }
        catch (Exception e) when (StorageFault.Of(e) is null)
        {
            work.Fail(e);
        }
    }

    /// <summary>Work that fails by itself takes nothing else with it.</summary>
    /// <param name="inCompany">Whether there is other work in the transaction; else it is rolled back as a whole.</param>
    static bool ApplyAlone(MarsKbDbContext db, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, StorageWork work, bool inCompany)
    {
        if (inCompany) transaction.CreateSavepoint("work");
        try
        {
            work.Apply(db);
            if (inCompany) transaction.ReleaseSavepoint("work");
            return true;
        }
        catch (Exception e) when (StorageFault.Of(e) is null)
        {
            if (inCompany) transaction.RollbackToSavepoint("work");
            else transaction.Rollback();
            db.ChangeTracker.Clear();
            work.Fail(e);
            return false;
        }
    }

    public void Dispose() => queue.Dispose();
}
