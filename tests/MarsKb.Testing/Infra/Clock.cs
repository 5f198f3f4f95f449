namespace MarsKb.Infra;

/// <summary>A clock that a test moves.</summary>
sealed class Clock(DateTimeOffset now) : TimeProvider
{
    DateTimeOffset now = now;
    long timestamp = 1;

    /// <summary>Time goes by.</summary>
    public void Pass(TimeSpan time)
    {
        now += time;
        timestamp += (long)(time.TotalSeconds * TimestampFrequency);
    }

    /// <summary>Somebody sets the clock.</summary>
    public void Jump(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => timestamp;
}
