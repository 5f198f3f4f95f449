using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Content;

/// <summary>Whether flows together confirm every cause that entries name.</summary>
public static class FlowCoverage
{
    /// <summary>Causes of entries that no outcome of any flow confirms, by entry. Procedures are no causes.</summary>
    public static ImmutableArray<ConfirmedCause> Unconfirmed(KnowledgeBase knowledge)
    {
        var confirmed = knowledge.Flows.SelectMany(f => f.Outcomes).Select(o => o.Cause).OfType<ConfirmedCause>()
            .Select(c => (c.Entry.ToUpperInvariant(), c.Cause)).ToHashSet();
        return [.. knowledge.Entries.SelectMany(e => e.Causes.Where(c => !c.IsProcedure).Select(c => new ConfirmedCause(e.Key, c.Id)))
            .Where(c => !confirmed.Contains((c.Entry.ToUpperInvariant(), c.Cause)))];
    }
}
