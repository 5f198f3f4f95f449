using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>
/// For each step, what the latest answers to the steps that decisions name may be when a way comes there: not given yet, given, "I can't tell", or, of questions, which choice.
/// One pass over the edges until nothing changes; sets of facts are bits.
/// </summary>
sealed class AnswerFacts
{
    readonly Flow flow;
    readonly Dictionary<string, Slots> slots = new(StringComparer.Ordinal);
    readonly ulong[]?[] facts;
    readonly int words;

    /// <param name="decisions">Only steps that these name are followed.</param>
    public AnswerFacts(Flow flow, IReadOnlyList<DecisionStep> decisions)
    {
        this.flow = flow;
        var bits = 0;
        foreach (var name in decisions.SelectMany(d => d.Compares).Select(c => c.Step).Distinct(StringComparer.Ordinal))
        {
            slots.Add(name, new Slots(bits, flow.ById[name].Exits().Count()));
            bits += 1 + slots[name].Exits;
        }
        words = (bits + 63) / 64;
        facts = new ulong[flow.Steps.Length][];
        Spread();
    }

    /// <summary>Whether a way that comes to <paramref name="at"/> may have left out <paramref name="step"/>.</summary>
    public bool MayBeUnanswered(string at, string step) => Has(at, slots[step].First);

    /// <summary>Whether the latest answer may have taken this way out of the step.</summary>
    public bool MayBe(string at, string step, int exit) => Has(at, slots[step].First + 1 + exit);

    bool Has(string at, int bit) => facts[flow.Index.Numbers[at]] is { } set && (set[bit >> 6] & 1UL << bit) != 0;

    void Spread()
    {
        var index = flow.Index;
        var start = facts[index.Numbers[flow.Start]] = new ulong[words];
        foreach (var slot in slots.Values) start[slot.First >> 6] |= 1UL << slot.First;
        var order = ReversePostorder(index.Successors, index.Numbers[flow.Start]);
        var out1 = new ulong[words];
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var number in order)
            {
                var step = flow.Steps[number];
                var set = facts[number];
                if (set is null) continue;
                var followed = slots.GetValueOrDefault(step.Id);
                foreach (var (way, exit) in step.Exits().Index())
                {
                    set.CopyTo(out1, 0);
                    if (followed is not null)
                    {
                        for (var bit = followed.First; bit <= followed.First + followed.Exits; bit++) out1[bit >> 6] &= ~(1UL << bit);
                        var taken = followed.First + 1 + way;
                        out1[taken >> 6] |= 1UL << taken;
                    }
                    changed |= Join(index.Numbers[exit.To], out1);
                }
            }
        }
    }

    bool Join(int number, ulong[] from)
    {
        if (facts[number] is not { } set)
        {
            facts[number] = [.. from];
            return true;
        }
        var changed = false;
        for (var i = 0; i < from.Length; i++)
        {
            var joined = set[i] | from[i];
            changed |= joined != set[i];
            set[i] = joined;
        }
        return changed;
    }

    /// <summary>Steps before those that they lead to, but for loops: few passes are needed then.</summary>
    internal static List<int> ReversePostorder(int[][] successors, int start)
    {
        var seen = new bool[successors.Length];
        var done = new List<int>();
        var work = new Stack<(int Node, int Edge)>();
        work.Push((start, 0));
        seen[start] = true;
        while (work.TryPop(out var at))
        {
            if (at.Edge == successors[at.Node].Length)
            {
                done.Add(at.Node);
                continue;
            }
            work.Push((at.Node, at.Edge + 1));
            var next = successors[at.Node][at.Edge];
            if (seen[next]) continue;
            seen[next] = true;
            work.Push((next, 0));
        }
        done.Reverse();
        return done;
    }

    /// <param name="First">The bit for "not answered"; one for each way out follows.</param>
    sealed record Slots(int First, int Exits);
}
