using System.Collections.Immutable;

namespace MarsKb.Flows;

/// <summary>Which ways out of which steps were taken.</summary>
sealed class PathCoverage
{
    readonly Flow flow;
    readonly int[] first;
    readonly bool[] taken;

    public PathCoverage(Flow flow)
    {
        this.flow = flow;
        first = new int[flow.Steps.Length];
        for (var i = 0; i < first.Length; i++)
        {
            first[i] = Exits;
            Exits += Count(flow.Steps[i]);
        }
        taken = new bool[Exits];
    }

    /// <summary>Ways out of all steps together; an outcome counts as one.</summary>
    public int Exits { get; }

    /// <summary>The number of the way that an answer takes.</summary>
    public int ExitOf(int step, AnswerValue answer)
    {
        var written = flow.Steps[step];
        if (written.Type is not (StepType.Question or StepType.Instruction)) return first[step] + (answer.IsDontKnow ? 1 : 0);
        for (var i = 0; i < written.Choices.Length; i++)
            if (written.Choices[i].Id == answer.Items[0]) return first[step] + i;
        throw new InvalidOperationException($"No way out of {written.Id} by {answer.Items[0]}.");
    }

    public void Take(int step, int exit) => taken[first[step] + exit] = true;

    public void TakeExit(int exit) => taken[exit] = true;

    public int Number(int step, int exit) => first[step] + exit;

    public bool IsTaken(int step, int exit) => taken[first[step] + exit];

    public IEnumerable<(int Step, int Exit)> NotTaken()
    {
        for (var i = 0; i < first.Length; i++)
            for (var exit = 0; exit < Count(flow.Steps[i]); exit++)
                if (!taken[first[i] + exit]) yield return (i, exit);
    }

    public ImmutableArray<string> Missing() => [.. NotTaken().GroupBy(m => m.Step).SelectMany(g =>
    {
        var step = flow.Steps[g.Key];
        return g.Count() == Count(step) ? [step.Id] : g.Select(m => Name(step, m.Exit));
    })];

    static int Count(Step step) => step.Type switch
    {
        StepType.Question or StepType.Instruction => step.Choices.Length,
        StepType.Decision => step.Branches.Length,
        _ => step.DontKnow is null ? 1 : 2,
    };

    static string Name(Step step, int exit) => step.Type switch
    {
        StepType.Question or StepType.Instruction => $"{step.Id}={step.Choices[exit].Id}",
        StepType.Decision => $"{step.Id}, branch {exit + 1}",
        _ => exit == 1 ? $"{step.Id}={AnswerValue.DontKnow}" : $"{step.Id}, answered",
    };
}
