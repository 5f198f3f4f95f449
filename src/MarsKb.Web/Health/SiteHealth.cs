using System.Collections.Immutable;
using System.Security.Cryptography;

namespace MarsKb.Health;

/// <summary>What does not work just now. Each part of the site owns its reasons: it states them and takes them back.</summary>
public sealed class SiteHealth
{
    readonly Lock gate = new();
    readonly Dictionary<string, ImmutableArray<Trouble>> byPart = new(StringComparer.Ordinal);

    /// <summary>Told apart from any other process, so that nobody mistakes another server for this one.</summary>
    public string Instance { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>All troubles of one part, in place of those stated before; none clears it.</summary>
    internal void State(string part, params ImmutableArray<Trouble> troubles)
    {
        lock (gate)
            if (troubles.IsEmpty) byPart.Remove(part);
            else byPart[part] = troubles;
    }

    public ImmutableArray<Trouble> Troubles
    {
        get
        {
            lock (gate) return [.. byPart.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value)];
        }
    }
}

/// <param name="Reason">Stable and short: <c>content-fault</c>, <c>storage-read-only</c>.</param>
/// <param name="Detail">One sentence for the operator; never a secret, never an absolute path.</param>
/// <param name="Unavailable">True when the site should get no traffic at all.</param>
public sealed record Trouble(string Reason, string Detail, bool Unavailable = false);
