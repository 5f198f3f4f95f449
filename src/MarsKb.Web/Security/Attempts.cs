using System.Collections.Concurrent;
using System.Net;

namespace MarsKb.Security;

/// <summary>Slows down guessing and flooding: after so many attempts from one address in a minute, none is looked at until the minute is over.</summary>
public abstract class Attempts(TimeProvider time, int most)
{
    const int MostAddresses = 10_000;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<IPAddress, (long Start, int Count)> byClient = new();

    /// <summary>How long the client has to wait; zero when it may try.</summary>
    public TimeSpan Wait(IPAddress? address)
    {
        if (!byClient.TryGetValue(RateLimit.Client(address), out var seen) || seen.Count < most) return TimeSpan.Zero;
        var left = Window - time.GetElapsedTime(seen.Start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Counts an attempt.</summary>
    public void Count(IPAddress? address)
    {
        var now = time.GetTimestamp();
        if (byClient.Count >= MostAddresses)
            foreach (var (client, seen) in byClient)
                if (IsOver(seen.Start)) byClient.TryRemove(client, out _);
        byClient.AddOrUpdate(RateLimit.Client(address), (now, 1), (_, seen) => IsOver(seen.Start) ? (now, 1) : (seen.Start, seen.Count + 1));
    }

    bool IsOver(long start) => time.GetElapsedTime(start) >= Window;
}

/// <summary>Wrong staff keys: ten a minute.</summary>
public sealed class SignInAttempts(TimeProvider time) : Attempts(time, 10);

/// <summary>Wishes for an entry: ten a minute.</summary>
public sealed class AskAttempts(TimeProvider time) : Attempts(time, 10);

/// <summary>Resume codes, right or wrong: five a minute.</summary>
public sealed class ResumeAttempts(TimeProvider time) : Attempts(time, 5);
