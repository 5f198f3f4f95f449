using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>Which ways out of which steps were taken.</summary>
sealed class PathCoverage
{
    readonly Flow flow;
    readonly int[] first;
    readonly bool[] taken;

    public PathCoverage(Flow flow)
    {
        this.flow = flow;
        first = new int[flow.Steps.Length + 1];
        // An outcome that ends has no way out; that it is come to counts as one.
        for (var i = 0; i < flow.Steps.Length; i++) first[i + 1] = first[i] + Math.Max(1, flow.Steps[i].Exits().Count());
        Exits = first[^1];
        taken = new bool[Exits];
    }

    /// <summary>Ways out of all steps together; an outcome counts as one.</summary>
    public int Exits { get; }

    /// <summary>The number of the way that an answer takes.</summary>
    public int ExitOf(int step, AnswerValue answer) => first[step] + ((AskedStep)flow.Steps[step]).ExitOf(answer);

    public void Take(int step, int exit) => taken[first[step] + exit] = true;

    public void TakeExit(int exit) => taken[exit] = true;

    public int Number(int step, int exit) => first[step] + exit;

    public bool IsTaken(int step, int exit) => taken[first[step] + exit];

    public IEnumerable<(int Step, int Exit)> NotTaken()
    {
        for (var step = 0; step < flow.Steps.Length; step++)
            for (var exit = 0; exit < Count(step); exit++)
                if (!taken[first[step] + exit]) yield return (step, exit);
    }

    public ImmutableArray<string> Missing() => [.. NotTaken().GroupBy(m => m.Step).SelectMany(g =>
    {
        var step = flow.Steps[g.Key];
        return g.Count() == Count(g.Key) ? [step.Id] : g.Select(m => step.NameOf(m.Exit));
    })];

    int Count(int step) => first[step + 1] - first[step];
}
