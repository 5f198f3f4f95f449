using System.Collections.Immutable;
using MarsKb.Entries;
using MarsKb.Features.Sessions;

namespace MarsKb.Pages.Entries;

/// <summary>The causes of an entry in the order in which a page shows them.</summary>
/// <param name="Causes">Procedures keep their place.</param>
/// <param name="Counts">Closed sessions by cause; empty while there are too few to say anything.</param>
public sealed record CauseOrder(ImmutableArray<Cause> Causes, IReadOnlyDictionary<string, int> Counts)
{
    /// <summary>Closed sessions that came to one of the causes.</summary>
    public int Total { get; } = Counts.Values.Sum();

    /// <summary>True when the order is what this site has seen; else it is the author's.</summary>
    public bool IsSeen => Total > 0;

    /// <param name="seen">Closed sessions by the id of their cause; what the entry has no more does not count.</param>
    public static CauseOrder Of(Entry entry, IReadOnlyDictionary<string, int> seen)
    {
        var causes = entry.Causes.Where(c => !c.IsProcedure).ToList();
        var counts = causes.Where(c => seen.ContainsKey(c.Id)).ToDictionary(c => c.Id, c => seen[c.Id], StringComparer.Ordinal);
        if (counts.Values.Sum() < CauseCounts.Enough) return new(entry.Causes, new Dictionary<string, int>());
        // Of equal counts the author's order stays.
        var ordered = new Queue<Cause>(causes.OrderByDescending(c => counts.GetValueOrDefault(c.Id)));
        return new([.. entry.Causes.Select(c => c.IsProcedure ? c : ordered.Dequeue())], counts);
    }

    /// <summary><c>This site: 7 of 12 closed sessions</c>.</summary>
    public string Words(Cause cause) => $"This site: {Counts.GetValueOrDefault(cause.Id)} of {Total} closed sessions";
}
