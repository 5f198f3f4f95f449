using System.Collections.Immutable;

namespace MarsKb.Flows;

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
        toEnd = Distances(Enumerable.Range(0, flow.Steps.Length).Where(i => flow.Steps[i] is { Type: StepType.Outcome, ReturnsTo: null }));
    }

    public IEnumerable<FlowPath> Walk()
    {
        foreach (var (step, exit) in coverage.NotTaken().ToList())
            if (!coverage.IsTaken(step, exit) && Search(step, exit, Distances([step])) is { } path) yield return path;
    }

    FlowPath? Search(int target, int exit, int[] toTarget)
    {
        var known = new Dictionary<string, KnownAnswer>(StringComparer.Ordinal);
        var visits = new int[flow.Steps.Length];
        var frames = new Stack<Frame>();
        Push([], StepWalk.ToShown(flow, flow.Start, known.GetValueOrDefault, []), false);
        for (var tries = 0; frames.Count > 0 && tries < MostTries; tries++)
        {
            var frame = frames.Peek();
            TakeBack(frame);
            if (frame.Step.Type == StepType.Outcome)
            {
                if (frame.IsDone) return Path(frames);
                Pop();
                continue;
            }
            if (frame.Next == frame.Answers.Count)
            {
                Pop();
                continue;
            }
            var answer = frame.Answers[frame.Next++];
            frame.Answer = answer;
            frame.Before = known.GetValueOrDefault(frame.Step.Id);
            known[frame.Step.Id] = new KnownAnswer(frame.Step, answer);
            var passed = new List<(Step Step, int Exit)>();
            var next = StepWalk.ToShown(flow, StepWalk.After(frame.Step, answer), known.GetValueOrDefault, passed);
            var done = frame.IsDone || coverage.ExitOf(frame.Number, answer) == coverage.Number(target, exit)
                || passed.Exists(p => flow.Index.Numbers[p.Step.Id] == target && p.Exit == exit) || flow.Index.Numbers[next.Id] == target && next.Type == StepType.Outcome;
            var number = flow.Index.Numbers[next.Id];
            // From here the target is out of reach, or a loop would be walked again.
            if (visits[number] < MostVisits && (done || toTarget[number] < int.MaxValue)) Push(passed, next, done);
        }
        return null;

        void Push(IReadOnlyList<(Step Step, int Exit)> passed, Step step, bool isDone)
        {
            var number = flow.Index.Numbers[step.Id];
            visits[number]++;
            var distances = isDone ? toEnd : toTarget;
            IReadOnlyList<AnswerValue> answers = step.Type == StepType.Outcome ? []
                : [.. samples(number).OrderBy(a => number == target && !isDone && coverage.ExitOf(number, a) == coverage.Number(target, exit) ? -1 : distances[flow.Index.Numbers[StepWalk.After(step, a)]])];
            frames.Push(new Frame(step, number, visits[number], passed, answers, isDone));
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
        return new FlowPath(answers.MoveToImmutable(), frames.Peek().Step);
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
