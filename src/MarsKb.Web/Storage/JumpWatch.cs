namespace MarsKb.Storage;

/// <summary>Tells whether the clock of the machine has jumped since the start: one that jumps ahead by a year must not delete a year of what is kept.</summary>
sealed class JumpWatch(TimeProvider time)
{
    static readonly TimeSpan LargestJump = TimeSpan.FromHours(1);

    readonly DateTimeOffset began = time.GetUtcNow();
    readonly long beganAt = time.GetTimestamp();
    bool jumped;

    /// <summary>How long it has been running, whatever the clock says.</summary>
    public TimeSpan Running => time.GetElapsedTime(beganAt);

    /// <param name="first">True once: somebody should be told.</param>
    public bool HasJumped(out bool first)
    {
        first = !jumped && (time.GetUtcNow() - began - Running).Duration() > LargestJump;
        return jumped |= first;
    }
}
