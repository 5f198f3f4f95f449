namespace MarsKb.Storage;

/// <summary>One thing to save. Whoever asked for it waits until it is on disk.</summary>
abstract class StorageWork
{
    const int Waiting = 0, Taken = 1, Abandoned = 2;

    int state;

    /// <summary>True for what cannot be done within a transaction.</summary>
    public virtual bool IsBetween => false;

    /// <summary>True when it is to be done now; false when whoever asked has given up.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref state, Taken, Waiting) == Waiting;

    /// <summary>True when it will certainly not be done.</summary>
    public bool TryAbandon() => Interlocked.CompareExchange(ref state, Abandoned, Waiting) == Waiting;

    public abstract void Apply(MarsKbDbContext db);

    public abstract void Succeed();

    public abstract void Fail(Exception e);
}

sealed class StorageWork<T>(Func<MarsKbDbContext, T> work, bool between = false) : StorageWork
{
    readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T result = default!;

    public Task<T> Done => done.Task;

    public override bool IsBetween => between;

    public override void Apply(MarsKbDbContext db)
    {
        result = work(db);
        db.SaveChanges();
    }

    public override void Succeed() => done.TrySetResult(result);

    public override void Fail(Exception e) => done.TrySetException(e);
}
