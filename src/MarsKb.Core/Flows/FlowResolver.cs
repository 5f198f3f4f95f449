using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows;

/// <summary>From answers to the step that a person must answer now: a pure function, used by pages, API, transcript, paths and picture alike.</summary>
public static class FlowResolver
{
    /// <summary>Replays answers from the start. Ends always: each answer is taken at most once.</summary>
    /// <param name="answers">In the order in which they were given. An answer is taken when the way comes to its step for the same time (first, second …) and it still fits; others are kept aside.</param>
    /// <param name="at">Start here instead; the steps before it count as skipped. Answers to them are known to conditions all the same. A name that the flow does not have is as none.</param>
    public static Position Resolve(Flow flow, IReadOnlyList<StepAnswer> answers, string? at = null)
    {
        var given = new Dictionary<(string Step, int Visit), StepAnswer>();
        var known = new Dictionary<string, KnownAnswer>(StringComparer.Ordinal);
        var startsLater = at is not null && flow.ById.ContainsKey(at);
        foreach (var answer in answers)
        {
            given[(answer.Step, answer.Visit)] = answer;
            if (startsLater && StepWalk.Known(flow, answer) is { } before) known[answer.Step] = before;
        }

        var way = ImmutableArray.CreateBuilder<StepAnswer>();
        var visits = new Dictionary<string, int>(StringComparer.Ordinal);
        var current = StepWalk.ToShown(flow, startsLater ? at! : flow.Start, known.GetValueOrDefault);
        while (current is AskedStep asked)
        {
            var visit = visits[asked.Id] = visits.GetValueOrDefault(asked.Id) + 1;
            if (!given.TryGetValue((asked.Id, visit), out var answer) || asked.Check(answer.Answer) is not null) break;
            way.Add(answer);
            known[asked.Id] = new KnownAnswer(asked, answer.Answer);
            current = StepWalk.ToShown(flow, asked.After(answer.Answer), known.GetValueOrDefault);
        }

        var taken = way.ToHashSet(ReferenceEqualityComparer.Instance);
        return new Position(way.ToImmutable(), current, [.. answers.Where(a => !taken.Contains(a))], flow.Index.MostLeft(current.Id));
    }
}

/// <param name="Visit">1 for the first time that the way comes to the step, 2 after one loop …</param>
public sealed record StepAnswer(string Step, AnswerValue Answer, int Visit = 1);

/// <param name="Way">Answered steps in order, as walked.</param>
/// <param name="Current">The step to answer, or the outcome that was reached.</param>
/// <param name="Aside">Answers that the way does not come to, kept for when it does.</param>
/// <param name="MostLeft">Most steps that may still have to be answered, null when loops make it unbounded.</param>
public sealed record Position(ImmutableArray<StepAnswer> Way, Step Current, ImmutableArray<StepAnswer> Aside, int? MostLeft)
{
    /// <summary>The outcome that was reached, or null.</summary>
    public OutcomeStep? Outcome => Current as OutcomeStep;

    public bool IsOutcome => Outcome is not null;
}
