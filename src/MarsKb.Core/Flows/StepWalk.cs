using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows;

/// <summary>From one step to the next that is shown. An <see cref="AskedStep"/> says where its answer leads; here is decided what lies between.</summary>
static class StepWalk
{
    /// <summary>Passes through steps that are computed, up to one that is shown or ends the flow.</summary>
    /// <param name="passed">Takes the steps that were passed through, each with the number of the exit that was taken.</param>
    public static Step ToShown(Flow flow, string id, Func<string, KnownAnswer?> known, List<(Step Step, int Exit)>? passed = null)
    {
        for (var hops = 0; hops <= flow.Steps.Length; hops++)
        {
            var step = flow.ById[id];
            if (step.IsShown) return step;
            var (exit, to) = Through(step, flow.Index.Constants, known);
            passed?.Add((step, exit));
            id = to;
        }
        throw new InvalidOperationException($"The flow {flow.Key} computes in a circle at {id}; it should have been refused.");
    }

    /// <summary>An answer as conditions know it; null where it does not fit its step.</summary>
    public static KnownAnswer? Known(Flow flow, StepAnswer answer) =>
        flow.FindAsked(answer.Step) is { } step && step.Check(answer.Answer) is null ? new KnownAnswer(step, answer.Answer) : null;

    /// <summary>Every step of a position in the order in which it was come to, those passed through and the current one included.</summary>
    public static IReadOnlyList<Step> Steps(Flow flow, Position position, string? at)
    {
        var known = new Dictionary<string, KnownAnswer>(StringComparer.Ordinal);
        foreach (var answer in position.Aside)
            if (at is not null && Known(flow, answer) is { } before) known[answer.Step] = before;
        var passed = new List<(Step Step, int Exit)>();
        var current = ToShown(flow, at is not null && flow.ById.ContainsKey(at) ? at : flow.Start, known.GetValueOrDefault, passed);
        foreach (var answer in position.Way)
        {
            passed.Add((current, 0));
            var asked = (AskedStep)current;
            known[asked.Id] = new KnownAnswer(asked, answer.Answer);
            current = ToShown(flow, asked.After(answer.Answer), known.GetValueOrDefault, passed);
        }
        return [.. passed.Select(p => p.Step), current];
    }

    /// <summary>
    /// The first way out whose condition holds. Somebody who begins in the middle of a flow may not have been asked what a decision compares; then the last one
    /// is taken, which is the one for all else.
    /// </summary>
    static (int Exit, string To) Through(Step step, ComparedConstants constants, Func<string, KnownAnswer?> known)
    {
        var (number, last) = (-1, "");
        foreach (var exit in step.Exits())
        {
            (number, last) = (number + 1, exit.To);
            if (exit.When is null || ConditionTest.Holds(exit.When, constants, known)) break;
        }
        return (number, last);
    }
}
