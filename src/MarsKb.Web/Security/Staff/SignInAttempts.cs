using System.Collections.Concurrent;
using System.Net;

namespace MarsKb.Security.Staff;

/// <summary>Slows down guessing: after ten wrong keys from one address in a minute, none is looked at until the minute is over.</summary>
public sealed class SignInAttempts(TimeProvider time)
{
    const int Most = 10;
    const int MostAddresses = 10_000;

    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<IPAddress, (long Start, int Failures)> byClient = new();

    /// <summary>How long the client has to wait; zero when it may try.</summary>
    public TimeSpan Wait(IPAddress? address)
    {
        if (!byClient.TryGetValue(RateLimit.Client(address), out var seen) || seen.Failures < Most) return TimeSpan.Zero;
        var left = Window - time.GetElapsedTime(seen.Start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    public void Failed(IPAddress? address)
    {
        var now = time.GetTimestamp();
        if (byClient.Count >= MostAddresses)
            foreach (var (client, seen) in byClient)
                if (IsOver(seen.Start)) byClient.TryRemove(client, out _);
        byClient.AddOrUpdate(RateLimit.Client(address), (now, 1), (_, seen) => IsOver(seen.Start) ? (now, 1) : (seen.Start, seen.Failures + 1));
    }

    bool IsOver(long start) => time.GetElapsedTime(start) >= Window;
}
