using System.Collections.Immutable;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>One way through a flow: the answers and the outcome that they lead to.</summary>
public sealed record FlowPath(ImmutableArray<StepAnswer> Answers, OutcomeStep Outcome);

/// <summary>
/// Walks every path of a flow, one after another: every choice, and of typed values one for each side of what conditions compare with. Loops are walked once.
/// Beyond a limit it walks only what was not covered yet.
/// </summary>
/// <remarks>Memory grows with the length of a path, not with the number of paths. Properties tell about what was walked so far.</remarks>
public sealed class FlowPaths
{
    /// <summary>Paths that are walked before sampling begins.</summary>
    public const int UsualLimit = 10_000;

    /// <summary>A loop is walked once: its steps are come to twice.</summary>
    const int MostVisits = 2;

    readonly Flow flow;
    readonly FlowIndex index;
    readonly int limit;
    readonly PathCoverage coverage;
    readonly IReadOnlyList<AnswerValue>?[] samples;
    readonly ILookup<string, Compare> compares;
    readonly KnownAnswer?[] known;
    readonly int[] visits;
    readonly int[] used;
    readonly List<Frame> frames = [];
    readonly Func<string, KnownAnswer?> knownOf;
    readonly List<(Step Step, int Exit)> passed = [];

    /// <param name="limit">Paths to walk before sampling begins, at least 1.</param>
    public FlowPaths(Flow flow, int limit = UsualLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        this.flow = flow;
        this.limit = limit;
        index = flow.Index;
        coverage = new PathCoverage(flow);
        samples = new IReadOnlyList<AnswerValue>?[flow.Steps.Length];
        compares = flow.Steps.SelectMany(s => s.Compares).ToLookup(c => c.Step, StringComparer.Ordinal);
        known = new KnownAnswer?[flow.Steps.Length];
        visits = new int[flow.Steps.Length];
        used = new int[coverage.Exits];
        knownOf = step => known[index.Numbers[step]];
    }

    /// <summary>Paths so far, samples included.</summary>
    public int Number { get; private set; }

    /// <summary>False when the limit was reached and the rest only sampled.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>What no path has come to yet, in words: a step's id, <c>step=choice</c>, or <c>step, branch 2</c>.</summary>
    public ImmutableArray<string> Missing => coverage.Missing();

    /// <summary>Enumerates lazily; once.</summary>
    public IEnumerable<FlowPath> Walk()
    {
        // Dead ends of loops that were walked already cost time without giving paths: they are bounded too.
        var most = 1_000_000L + limit * 1_000L;
        var steps = 0L;
        Push(StepWalk.ToShown(flow, flow.Start, knownOf, passed));
        while (frames.Count > 0)
        {
            var frame = frames[^1];
            if (frame.Step.Ends)
            {
                if (Number == limit || ++steps > most)
                {
                    IsComplete = false;
                    break;
                }
                Number++;
                yield return Path();
                Pop();
            }
            else if (++steps > most)
            {
                IsComplete = false;
                break;
            }
            else if (!Advance(frame)) Pop();
        }
        if (IsComplete) yield break;
        foreach (var path in new PathSampler(flow, coverage, SamplesOf).Walk())
        {
            Number++;
            yield return path;
        }
    }

    void Push(Step step)
    {
        var number = index.Numbers[step.Id];
        visits[number]++;
        frames.Add(new Frame(step, number, visits[number], [.. passed]));
        passed.Clear();
    }

    void Pop()
    {
        var frame = frames[^1];
        TakeBack(frame);
        visits[frame.Number]--;
        frames.RemoveAt(frames.Count - 1);
    }

    /// <summary>Takes the next answer of the step and goes on to the step that it leads to.</summary>
    /// <returns>False when there is none.</returns>
    bool Advance(Frame frame)
    {
        TakeBack(frame);
        var asked = (AskedStep)frame.Step;
        var answers = SamplesOf(frame.Number);
        while (frame.Next < answers.Count)
        {
            var answer = answers[frame.Next++];
            var exit = coverage.ExitOf(frame.Number, answer);
            // Coming back to a question, another choice: the same one would only go round again.
            if (used[exit] > 0 && frame.Step is ChoiceStep { Choices.Length: > 1 }) continue;
            frame.Answer = answer;
            frame.Exit = exit;
            frame.Before = known[frame.Number];
            frame.IsCounted = false;
            known[frame.Number] = new KnownAnswer(asked, answer);
            used[exit]++;
            var next = StepWalk.ToShown(flow, asked.After(answer), knownOf, passed);
            if (next.Ends || visits[index.Numbers[next.Id]] < MostVisits)
            {
                Push(next);
                return true;
            }
            passed.Clear();
            TakeBack(frame);
        }
        return false;
    }

    void TakeBack(Frame frame)
    {
        if (frame.Answer is null) return;
        known[frame.Number] = frame.Before;
        used[frame.Exit]--;
        frame.Answer = null;
    }

    FlowPath Path()
    {
        var answers = ImmutableArray.CreateBuilder<StepAnswer>(frames.Count - 1);
        foreach (var frame in frames)
        {
            if (frame.Answer is not null) answers.Add(new StepAnswer(frame.Step.Id, frame.Answer, frame.Visit));
            if (frame.IsCounted) continue;
            frame.IsCounted = true;
            foreach (var (step, exit) in frame.Passed) coverage.Take(index.Numbers[step.Id], exit);
            if (frame.Answer is null) coverage.Take(frame.Number, 0);
            else coverage.TakeExit(frame.Exit);
        }
        return new FlowPath(answers.MoveToImmutable(), (OutcomeStep)frames[^1].Step);
    }

    IReadOnlyList<AnswerValue> SamplesOf(int number)
    {
        var step = (AskedStep)flow.Steps[number];
        return samples[number] ??= step.SampleAnswers([.. compares[step.Id]], everySet: false) ?? throw new InvalidOperationException($"No samples of {step.Id}.");
    }

    sealed class Frame(Step step, int number, int visit, IReadOnlyList<(Step Step, int Exit)> passed)
    {
        public Step Step => step;

        public int Number => number;

        public int Visit => visit;

        /// <summary>What was passed through on the way here.</summary>
        public IReadOnlyList<(Step Step, int Exit)> Passed => passed;

        public int Next { get; set; }

        public AnswerValue? Answer { get; set; }

        public int Exit { get; set; }

        public KnownAnswer? Before { get; set; }

        public bool IsCounted { get; set; }
    }
}
