using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows;

/// <summary>What is computed once from the steps of a flow: numbers for ids, and the graph.</summary>
sealed class FlowIndex
{
    readonly Lazy<int?[]> mostLeft;

    public FlowIndex(Flow flow)
    {
        All = flow.Steps;
        Steps = flow.Steps.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        Numbers = flow.Steps.Select((s, i) => (s.Id, i)).ToFrozenDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        Successors = [.. flow.Steps.Select(s => s.Exits().Select(e => Numbers[e.To]).Distinct().ToArray())];
        mostLeft = new Lazy<int?[]>(ComputeMostLeft);
    }

    /// <summary>How long the way is from a step on; worked out when somebody asks.</summary>
    public ConcurrentDictionary<string, FlowLength> Lengths { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<Step> All { get; }

    public FrozenDictionary<string, Step> Steps { get; }

    /// <summary>Position of each step in <see cref="Flow.Steps"/>.</summary>
    public FrozenDictionary<string, int> Numbers { get; }

    /// <summary>By number, without repeats.</summary>
    public int[][] Successors { get; }

    public ComparedConstants Constants { get; } = new();

    /// <summary>Most steps to be answered from a step on, itself included; null when a loop can be reached.</summary>
    public int? MostLeft(string step) => mostLeft.Value[Numbers[step]];

    int?[] ComputeMostLeft()
    {
        var most = new int?[All.Length];
        foreach (var component in Components.Of(Successors))
        {
            // Components come after all that they lead to.
            if (component.Length > 1 || Successors[component[0]].Contains(component[0])) continue;
            var step = component[0];
            var own = All[step] is AskedStep ? 1 : 0;
            int? longest = 0;
            foreach (var next in Successors[step]) longest = longest is null || most[next] is null ? null : Math.Max(longest.Value, most[next]!.Value);
            most[step] = longest + own;
        }
        return most;
    }
}
