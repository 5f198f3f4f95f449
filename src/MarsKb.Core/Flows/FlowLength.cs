using MarsKb.Flows.Steps;

namespace MarsKb.Flows;

/// <summary>How many steps somebody answers who walks through a flow.</summary>
/// <param name="Steps">All that it may ask, steps of its subflows included.</param>
/// <param name="Fewest">On the shortest way to an outcome.</param>
/// <param name="Most">On the longest; null when a loop makes it unbounded.</param>
public sealed record FlowLength(int Steps, int Fewest, int? Most)
{
    /// <param name="at">Begin here instead of at the start.</param>
    public static FlowLength Of(Flow flow, string? at = null)
    {
        var from = at is not null && flow.ById.ContainsKey(at) ? at : flow.Start;
        return flow.Index.Lengths.GetOrAdd(from, (step, f) => new FlowLength(f.Steps.Count(s => s is AskedStep), FewestFrom(f, step), f.Index.MostLeft(step)), flow);
    }

    // Steps that are passed through cost nothing: they go to the front of the queue.
    static int FewestFrom(Flow flow, string from)
    {
        var index = flow.Index;
        var seen = new bool[flow.Steps.Length];
        var waiting = new LinkedList<(int Step, int Answered)>();
        waiting.AddFirst((index.Numbers[from], 0));
        while (waiting.First is { } first)
        {
            waiting.RemoveFirst();
            var (number, answered) = first.Value;
            if (seen[number]) continue;
            seen[number] = true;
            var step = flow.Steps[number];
            if (step.Ends) return answered;
            foreach (var next in index.Successors[number])
                if (step is AskedStep) waiting.AddLast((next, answered + 1)); else waiting.AddFirst((next, answered));
        }
        return 0;
    }
}
