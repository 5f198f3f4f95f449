using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Pages.Flows;

/// <summary>What a flow covers of one entry.</summary>
/// <param name="Causes">Those that an outcome of the flow confirms, in the entry's order.</param>
public sealed record Covered(Entry Entry, ImmutableArray<Cause> Causes)
{
    /// <summary>Entries that the flow says it covers first, then others of which it confirms a cause.</summary>
    public static ImmutableArray<Covered> Of(KnowledgeBase knowledge, Flow flow)
    {
        var confirmed = flow.Outcomes.Select(o => o.Cause).OfType<ConfirmedCause>().Distinct().ToLookup(c => c.Entry, c => c.Cause, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. flow.Covers.Select(c => c.Entry).Concat(confirmed.Select(g => g.Key)).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(knowledge.Find).OfType<Entry>()
                .Select(e => new Covered(e, [.. e.Causes.Where(c => confirmed[e.Key].Contains(c.Id, StringComparer.Ordinal))])),
        ];
    }
}
