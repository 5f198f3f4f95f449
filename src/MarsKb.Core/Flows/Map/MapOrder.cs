using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Map;

/// <summary>The steps that a map shows, and the order of its rows.</summary>
static class MapOrder
{
    const int LongestLabel = 24;

    /// <summary>A flow's own steps: each after those that lead to it, loops aside, otherwise as they are written.</summary>
    public static List<Step> Of(Flow flow)
    {
        var own = flow.Steps.Where(s => !s.Id.Contains('.')).ToList();
        var numbers = own.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        var edges = own.Select(s => Exits(flow, s).Select(e => numbers[e.To]).Distinct().ToArray()).ToArray();
        var back = BackEdges(edges, numbers[flow.Start]);
        var before = new int[own.Count];
        for (var i = 0; i < edges.Length; i++)
            foreach (var next in edges[i])
                if (!back.Contains((i, next))) before[next]++;
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < own.Count; i++)
            if (before[i] == 0) ready.Enqueue(i, i == numbers[flow.Start] ? -1 : i);
        var order = new List<Step>(own.Count);
        while (ready.TryDequeue(out var at, out _))
        {
            order.Add(own[at]);
            foreach (var next in edges[at])
                if (!back.Contains((at, next)) && --before[next] == 0) ready.Enqueue(next, next);
        }
        return order;
    }

    /// <summary>Ways out of a step to steps of the flow itself.</summary>
    public static IEnumerable<(string? Label, string To)> Exits(Flow flow, Step step) =>
        step.MapExits(flow.Steps).Select(e => (e.Label is null ? null : Short(e.Label), e.To));

    /// <summary>Up to the first comma or bracket, cut at a word.</summary>
    internal static string Short(string text)
    {
        var end = text.IndexOfAny([',', ';', '(']);
        if (end > 0) text = text[..end].TrimEnd();
        if (text.Length <= LongestLabel) return text;
        var cut = text.LastIndexOf(' ', LongestLabel - 1);
        return text[..(cut > 8 ? cut : LongestLabel - 1)] + "…";
    }

    static HashSet<(int From, int To)> BackEdges(int[][] edges, int start)
    {
        var back = new HashSet<(int, int)>();
        var state = new byte[edges.Length];
        var work = new Stack<(int Node, int Edge)>();
        foreach (var root in Enumerable.Range(0, edges.Length).Prepend(start))
        {
            if (state[root] != 0) continue;
            work.Push((root, 0));
            state[root] = 1;
            while (work.TryPop(out var at))
            {
                if (at.Edge == edges[at.Node].Length)
                {
                    state[at.Node] = 2;
                    continue;
                }
                work.Push((at.Node, at.Edge + 1));
                var next = edges[at.Node][at.Edge];
                if (state[next] == 1) back.Add((at.Node, next));
                if (state[next] != 0) continue;
                state[next] = 1;
                work.Push((next, 0));
            }
        }
        return back;
    }
}
