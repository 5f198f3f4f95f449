namespace MarsKb.Flows;

/// <summary>From one step to the next. The only place that decides where an answer leads.</summary>
static class StepWalk
{
    /// <summary>The step that an answer leads to. The answer must be one that <see cref="FlowResolver.Check"/> takes.</summary>
    public static string After(Step step, AnswerValue answer) => step.Type switch
    {
        StepType.Question or StepType.Instruction => step.Choices.First(c => c.Id == answer.Items[0]).To,
        _ => answer.IsDontKnow && step.DontKnow is not null ? step.DontKnow : step.Next!,
    };

    /// <summary>Passes through steps that are computed, up to one that is shown or ends the flow.</summary>
    /// <param name="passed">Takes the steps that were passed through, each with the number of the exit that was taken.</param>
    public static Step ToShown(Flow flow, string id, Func<string, KnownAnswer?> known, List<(Step Step, int Exit)>? passed = null)
    {
        for (var hops = 0; hops <= flow.Steps.Length; hops++)
        {
            var step = flow.ById[id];
            if (step.IsShown) return step;
            var exit = step.Type == StepType.Decision ? Branch(flow, step, known) : 0;
            passed?.Add((step, exit));
            id = step.Type switch
            {
                StepType.Decision => step.Branches[exit].To,
                StepType.Subflow => step.Next!,
                _ => step.ReturnsTo!,
            };
        }
        throw new InvalidOperationException($"The flow {flow.Key} computes in a circle at {id}; it should have been refused.");
    }

    /// <summary>
    /// The first branch that holds. Whoever begins in the middle of a flow may not have been asked what a decision compares; then the last branch is taken,
    /// which is the one for all else.
    /// </summary>
    static int Branch(Flow flow, Step decision, Func<string, KnownAnswer?> known)
    {
        for (var i = 0; i < decision.Branches.Length; i++)
            if (decision.Branches[i].When is not { } when || ConditionTest.Holds(when, flow.Index, known)) return i;
        return decision.Branches.Length - 1;
    }

    /// <summary>Every step of a position in the order in which it was come to, those passed through and the current one included.</summary>
    public static IReadOnlyList<Step> Steps(Flow flow, Position position, string? at)
    {
        var known = new Dictionary<string, KnownAnswer>(StringComparer.Ordinal);
        foreach (var answer in position.Aside)
            if (at is not null && flow.ById.TryGetValue(answer.Step, out var step) && FlowResolver.Check(step, answer.Answer) is null) known[answer.Step] = new KnownAnswer(step, answer.Answer);
        var passed = new List<(Step Step, int Exit)>();
        var current = ToShown(flow, at is not null && flow.ById.ContainsKey(at) ? at : flow.Start, known.GetValueOrDefault, passed);
        foreach (var answer in position.Way)
        {
            passed.Add((current, 0));
            known[current.Id] = new KnownAnswer(current, answer.Answer);
            current = ToShown(flow, After(current, answer.Answer), known.GetValueOrDefault, passed);
        }
        return [.. passed.Select(p => p.Step), current];
    }
}
