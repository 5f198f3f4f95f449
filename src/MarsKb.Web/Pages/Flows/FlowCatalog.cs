using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Pages.Shared;

namespace MarsKb.Pages.Flows;

/// <summary>All flows, sorted by where somebody would begin.</summary>
/// <param name="Entrances">Lead to other flows, and no flow leads to them.</param>
/// <param name="Main">What the entrances lead to, in their order, and flows that stand alone.</param>
/// <param name="Parts">Checks that other flows share; they can be walked by themselves too.</param>
public sealed record FlowCatalog(ImmutableArray<Flow> Entrances, ImmutableArray<Flow> Main, ImmutableArray<Flow> Parts)
{
    public static FlowCatalog Of(KnowledgeBase knowledge)
    {
        var calls = knowledge.Flows.ToDictionary(f => f.Key, f => f.Calls().ToList(), StringComparer.OrdinalIgnoreCase);
        var called = calls.Values.SelectMany(c => c).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var entrances = knowledge.Flows.Where(f => !called.Contains(f.Key) && calls[f.Key].Count > 0).ToImmutableArray();
        var main = entrances.SelectMany(f => calls[f.Key]).Distinct(StringComparer.OrdinalIgnoreCase).Select(knowledge.FlowOf).OfType<Flow>()
            .Concat(knowledge.Flows.Where(f => !called.Contains(f.Key) && calls[f.Key].Count == 0)).ToImmutableArray();
        return new FlowCatalog(entrances, main, [.. knowledge.Flows.Except(entrances).Except(main)]);
    }
}
