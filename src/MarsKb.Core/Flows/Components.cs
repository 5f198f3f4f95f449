namespace MarsKb.Flows;

/// <summary>Strongly connected components of a directed graph (Tarjan), without recursion: a flow may be 10,000 steps long.</summary>
static class Components
{
    /// <param name="successors">By node.</param>
    /// <returns>Each component after all components that it leads to. Linear in nodes and edges.</returns>
    public static IReadOnlyList<int[]> Of(int[][] successors)
    {
        var count = successors.Length;
        var order = new int[count];
        var low = new int[count];
        var waiting = new bool[count];
        var open = new Stack<int>();
        var work = new Stack<(int Node, int Edge)>();
        var found = new List<int[]>();
        var next = 1;
        for (var root = 0; root < count; root++)
        {
            if (order[root] != 0) continue;
            work.Push((root, 0));
            while (work.TryPop(out var at))
            {
                var (node, edge) = at;
                if (edge == 0)
                {
                    order[node] = low[node] = next++;
                    open.Push(node);
                    waiting[node] = true;
                }
                else low[node] = Math.Min(low[node], low[successors[node][edge - 1]]);
                var entered = false;
                for (; edge < successors[node].Length; edge++)
                {
                    var to = successors[node][edge];
                    if (order[to] == 0)
                    {
                        work.Push((node, edge + 1));
                        work.Push((to, 0));
                        entered = true;
                        break;
                    }
                    if (waiting[to]) low[node] = Math.Min(low[node], order[to]);
                }
                if (entered || low[node] != order[node]) continue;
                var component = new List<int>();
                int member;
                do
                {
                    member = open.Pop();
                    waiting[member] = false;
                    component.Add(member);
                }
                while (member != node);
                found.Add([.. component]);
            }
        }
        return found;
    }
}
