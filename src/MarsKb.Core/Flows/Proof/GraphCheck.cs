using MarsKb.Diagnostics;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>Steps that are never reached, ways that never end, loops without an exit.</summary>
sealed class GraphCheck
{
    const int MostNamed = 12;

    readonly Flow flow;
    readonly FlowPlaces places;
    readonly DiagnosticBag bag;
    readonly int[][] successors;

    GraphCheck(Flow flow, FlowPlaces places, DiagnosticBag bag)
    {
        this.flow = flow;
        this.places = places;
        this.bag = bag;
        successors = flow.Index.Successors;
    }

    public static void Run(Flow flow, FlowPlaces places, DiagnosticBag bag)
    {
        var check = new GraphCheck(flow, places, bag);
        var reached = Reached(check.successors, [flow.Index.Numbers[flow.Start]]);
        var ends = Enumerable.Range(0, flow.Steps.Length).Where(i => flow.Steps[i].Ends);
        var ending = Reached(Reversed(check.successors), ends);
        foreach (var (step, number) in flow.Steps.Select((s, i) => (s, i)))
            if (!reached[number] && places.Has(step.Id)) bag.StepNeverReached(places.Of(step.Id), step.Id);
        check.Loops(Components.Of(check.successors), l => !ending[l[0]] && reached[l[0]], bag.LoopWithoutExit, ending, reached);
        check.ComputedLoops();
    }

    void Loops(IReadOnlyList<int[]> components, Func<int[], bool> isFault, Action<SourceLocation, string> report, bool[] ending, bool[] reached)
    {
        var looping = new bool[successors.Length];
        foreach (var loop in components)
        {
            if (loop.Length == 1 && !successors[loop[0]].Contains(loop[0])) continue;
            foreach (var member in loop) looping[member] = true;
            if (isFault(loop)) Report(loop, successors, report);
        }
        for (var i = 0; i < successors.Length; i++)
            if (reached[i] && !ending[i] && !looping[i] && places.Has(flow.Steps[i].Id)) bag.DeadEnd(places.Of(flow.Steps[i].Id), flow.Steps[i].Id);
    }

    /// <summary>A loop of steps that ask nothing would be walked for ever with the same answers.</summary>
    void ComputedLoops()
    {
        var computed = successors.Select((next, i) => flow.Steps[i].IsShown ? [] : next.Where(n => !flow.Steps[n].IsShown).ToArray()).ToArray();
        foreach (var loop in Components.Of(computed))
            if (loop.Length > 1) Report(loop, computed, bag.ComputedLoop);
    }

    void Report(int[] loop, int[][] edges, Action<SourceLocation, string> report)
    {
        var members = loop.ToHashSet();
        var first = loop.Order().FirstOrDefault(m => places.Has(flow.Steps[m].Id), -1);
        // A loop that lies wholly in a subflow is reported there.
        if (first < 0) return;
        var round = Round(first, edges, members);
        var names = (round.Count == loop.Length ? round : [.. loop.Order()]).Select(m => flow.Steps[m].Id).ToList();
        var named = string.Join(" → ", names.Take(MostNamed).Append(names.Count > MostNamed ? $"… ({names.Count} steps)" : names[0]));
        report(places.OfTarget(flow.Steps[first].Id, flow.Steps[round.Count > 1 ? round[1] : first].Id), named);
    }

    /// <summary>The shortest way round from a step to itself.</summary>
    static List<int> Round(int start, int[][] edges, HashSet<int> members)
    {
        var from = new Dictionary<int, int>();
        var waiting = new Queue<int>([start]);
        while (waiting.TryDequeue(out var at))
            foreach (var next in edges[at])
            {
                if (next == start)
                {
                    var round = new List<int>();
                    for (var back = at; back != start; back = from[back]) round.Add(back);
                    round.Add(start);
                    round.Reverse();
                    return round;
                }
                if (members.Contains(next) && from.TryAdd(next, at)) waiting.Enqueue(next);
            }
        return [start];
    }

    internal static bool[] Reached(int[][] edges, IEnumerable<int> from)
    {
        var reached = new bool[edges.Length];
        var waiting = new Stack<int>();
        foreach (var start in from)
        {
            reached[start] = true;
            waiting.Push(start);
        }
        while (waiting.TryPop(out var at))
            foreach (var next in edges[at])
            {
                if (reached[next]) continue;
                reached[next] = true;
                waiting.Push(next);
            }
        return reached;
    }

    internal static int[][] Reversed(int[][] edges)
    {
        var reversed = new List<int>[edges.Length];
        for (var i = 0; i < edges.Length; i++) reversed[i] = [];
        for (var i = 0; i < edges.Length; i++)
            foreach (var next in edges[i]) reversed[next].Add(i);
        return [.. reversed.Select(r => r.ToArray())];
    }
}
