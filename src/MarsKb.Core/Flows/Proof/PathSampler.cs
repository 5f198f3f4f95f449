using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows.Proof;

/// <summary>
/// Where a flow has too many paths to walk them all: for each way out of a step that was not taken yet, searches a path that takes it, nearest steps first.
/// What decisions compare was answered shortly before as a rule, so trying other answers backwards from the end finds it soon.
/// </summary>
sealed class PathSampler
{
    const int MostTries = 50_000;
    const int MostVisits = 2;

    readonly Flow flow;
    readonly PathCoverage coverage;
    readonly Func<int, IReadOnlyList<AnswerValue>> samples;
    readonly int[][] reversed;
    readonly int[] toEnd;

    public PathSampler(Flow flow, PathCoverage coverage, Func<int, IReadOnlyList<AnswerValue>> samples)
    {
        this.flow = flow;
        this.coverage = coverage;
        this.samples = samples;
        reversed = GraphCheck.Reversed(flow.Index.Successors);
        toEnd = Distances(Enumerable.Range(0, flow.Steps.Length).Where(i => flow.Steps[i].Ends));
    }

    public IEnumerable<FlowPath> Walk()
    {
        foreach (var (step, exit) in coverage.NotTaken().ToList())
            if (!coverage.IsTaken(step, exit) && Find(step, exit) is { } path) yield return path;
    }

    FlowPath? Find(int target, int exit)
    {
        var search = new Search(this, target, exit, Distances([target]));
        for (var tries = 0; tries < MostTries; tries++)
            if (search.Next(out var path)) return path;
        return null;
    }

    FlowPath Path(Stack<Frame> frames)
    {
        var answers = ImmutableArray.CreateBuilder<StepAnswer>(frames.Count - 1);
        foreach (var frame in frames.Reverse())
        {
            foreach (var (step, exit) in frame.Passed) coverage.Take(flow.Index.Numbers[step.Id], exit);
            if (frame.Answer is null)
            {
                coverage.Take(frame.Number, 0);
                continue;
            }
            coverage.TakeExit(coverage.ExitOf(frame.Number, frame.Answer));
            answers.Add(new StepAnswer(frame.Step.Id, frame.Answer, frame.Visit));
        }
        return new FlowPath(answers.MoveToImmutable(), (OutcomeStep)frames.Peek().Step);
    }

    int[] Distances(IEnumerable<int> ends)
    {
        var distances = new int[flow.Steps.Length];
        Array.Fill(distances, int.MaxValue);
        var waiting = new Queue<int>();
        foreach (var end in ends)
        {
            distances[end] = 0;
            waiting.Enqueue(end);
        }
        while (waiting.TryDequeue(out var at))
            foreach (var before in reversed[at])
            {
                if (distances[before] != int.MaxValue) continue;
                distances[before] = distances[at] + 1;
                waiting.Enqueue(before);
            }
        return distances;
    }

    /// <summary>Looks for a way that takes one exit: depth first, the answer that is nearest to it before others.</summary>
    sealed class Search
    {
        readonly PathSampler sampler;
        readonly int target;
        readonly int targetExit;
        readonly int[] toTarget;
        readonly Dictionary<string, KnownAnswer> known = new(StringComparer.Ordinal);
        readonly int[] visits;
        readonly Stack<Frame> frames = new();

        public Search(PathSampler sampler, int target, int exit, int[] toTarget)
        {
            this.sampler = sampler;
            this.target = target;
            this.toTarget = toTarget;
            targetExit = sampler.coverage.Number(target, exit);
            visits = new int[sampler.flow.Steps.Length];
            Push([], StepWalk.ToShown(sampler.flow, sampler.flow.Start, known.GetValueOrDefault, []), isDone: false);
        }

        /// <summary>Tries one answer, or takes one back.</summary>
        /// <returns>True when it is over: with a path, or with null when there is none.</returns>
        public bool Next(out FlowPath? path)
        {
            path = null;
            if (!frames.TryPeek(out var frame)) return true;
            TakeBack(frame);
            if (frame is { Step.Ends: true, IsDone: true })
            {
                path = sampler.Path(frames);
                return true;
            }
            if (frame.Next < frame.Answers.Count) Try(frame, (AskedStep)frame.Step, frame.Answers[frame.Next++]);
            else Pop();
            return false;
        }

        void Try(Frame frame, AskedStep step, AnswerValue answer)
        {
            frame.Answer = answer;
            frame.Before = known.GetValueOrDefault(step.Id);
            known[step.Id] = new KnownAnswer(step, answer);
            var passed = new List<(Step Step, int Exit)>();
            var next = StepWalk.ToShown(sampler.flow, step.After(answer), known.GetValueOrDefault, passed);
            var number = Number(next);
            var done = frame.IsDone || sampler.coverage.ExitOf(frame.Number, answer) == targetExit
                || passed.Exists(p => sampler.coverage.Number(Number(p.Step), p.Exit) == targetExit) || (number == target && next.Ends);
            // From here the target is out of reach, or a loop would be walked again.
            if (visits[number] < MostVisits && (done || toTarget[number] < int.MaxValue)) Push(passed, next, done);
        }

        void Push(IReadOnlyList<(Step Step, int Exit)> passed, Step step, bool isDone)
        {
            var number = Number(step);
            visits[number]++;
            frames.Push(new Frame(step, number, visits[number], passed, step is AskedStep asked ? Ordered(asked, number, isDone) : [], isDone));
        }

        /// <summary>The answer that takes the exit first, then those that lead nearest to it; once it was taken, nearest to an end.</summary>
        List<AnswerValue> Ordered(AskedStep step, int number, bool isDone)
        {
            var distances = isDone ? sampler.toEnd : toTarget;
            return [.. sampler.samples(number).OrderBy(a =>
                !isDone && sampler.coverage.ExitOf(number, a) == targetExit ? -1 : distances[sampler.flow.Index.Numbers[step.After(a)]])];
        }

        void Pop()
        {
            var frame = frames.Pop();
            TakeBack(frame);
            visits[frame.Number]--;
        }

        void TakeBack(Frame frame)
        {
            if (frame.Answer is null) return;
            if (frame.Before is null) known.Remove(frame.Step.Id);
            else known[frame.Step.Id] = frame.Before;
            frame.Answer = null;
        }

        int Number(Step step) => sampler.flow.Index.Numbers[step.Id];
    }

    sealed class Frame(Step step, int number, int visit, IReadOnlyList<(Step Step, int Exit)> passed, IReadOnlyList<AnswerValue> answers, bool isDone)
    {
        public Step Step => step;

        public int Number => number;

        public int Visit => visit;

        public IReadOnlyList<(Step Step, int Exit)> Passed => passed;

        /// <summary>Nearest first.</summary>
        public IReadOnlyList<AnswerValue> Answers => answers;

        /// <summary>Whether what is searched lies behind; then the way goes to the nearest end.</summary>
        public bool IsDone => isDone;

        public int Next { get; set; }

        public AnswerValue? Answer { get; set; }

        public KnownAnswer? Before { get; set; }
    }
}
