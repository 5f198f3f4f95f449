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
    /// <param name="passed">Takes the steps that were passed through.</param>
    public static Step ToShown(Flow flow, string id, Func<string, KnownAnswer?> known, List<Step>? passed = null)
    {
        for (var hops = 0; hops <= flow.Steps.Length; hops++)
        {
            var step = flow.ById[id];
            if (step.IsShown) return step;
            passed?.Add(step);
            id = step.Type switch
            {
                StepType.Decision => Branch(flow, step, known).To,
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
    public static Branch Branch(Flow flow, Step decision, Func<string, KnownAnswer?> known)
    {
        foreach (var branch in decision.Branches)
            if (branch.When is null || ConditionTest.Holds(branch.When, flow.Index, known)) return branch;
        return decision.Branches[^1];
    }
}
