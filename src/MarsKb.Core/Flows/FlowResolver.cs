using System.Collections.Immutable;

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
            if (startsLater && flow.ById.TryGetValue(answer.Step, out var step) && Check(step, answer.Answer) is null) known[answer.Step] = new KnownAnswer(step, answer.Answer);
        }

        var way = ImmutableArray.CreateBuilder<StepAnswer>();
        var visits = new Dictionary<string, int>(StringComparer.Ordinal);
        var current = StepWalk.ToShown(flow, startsLater ? at! : flow.Start, known.GetValueOrDefault);
        while (current.Type != StepType.Outcome)
        {
            var visit = visits[current.Id] = visits.GetValueOrDefault(current.Id) + 1;
            if (!given.TryGetValue((current.Id, visit), out var answer) || Check(current, answer.Answer) is not null) break;
            way.Add(answer);
            known[current.Id] = new KnownAnswer(current, answer.Answer);
            current = StepWalk.ToShown(flow, StepWalk.After(current, answer.Answer), known.GetValueOrDefault);
        }

        var taken = way.ToHashSet(ReferenceEqualityComparer.Instance);
        return new Position(way.ToImmutable(), current, [.. answers.Where(a => !taken.Contains(a))], flow.Index.MostLeft(current.Id));
    }

    /// <summary>What is wrong with an answer, in words that say what is allowed, or null.</summary>
    public static string? Check(Step step, AnswerValue answer)
    {
        switch (step.Type)
        {
            case StepType.Question or StepType.Instruction:
                if (answer.IsList || answer.Items.Length != 1) return $"Answer with one of {Ids(step)}.";
                return step.Choices.Any(c => c.Id == answer.Items[0]) ? null : $"Answer with one of {Ids(step)}.";
            case StepType.Checklist:
                if (answer.IsDontKnow) return step.DontKnow is null ? $"Answer with a list of any of {Ids(step)}." : null;
                if (!answer.IsList) return $"Answer with a list of any of {Ids(step)}.";
                if (answer.Items.Contains(AnswerValue.DontKnow)) return $"'{AnswerValue.DontKnow}' stands alone, without other choices.";
                if (answer.Items.Distinct().Count() < answer.Items.Length) return "Name each choice once.";
                return answer.Items.All(i => step.Choices.Any(c => c.Id == i)) ? null : $"Answer with a list of any of {Ids(step)}.";
            case StepType.Input or StepType.Paste:
                if (answer.IsDontKnow && step.DontKnow is not null) return null;
                if (answer.IsList || answer.Items.Length != 1) return "Answer with one text.";
                return TypedText.Read(step.Input!, answer.Items[0]).Fault;
            default:
                return "This step takes no answer.";
        }
    }

    /// <summary>What an answer to an input or paste means, as shown to the person; of other steps, and of "I can't tell", null.</summary>
    public static TypedValue? Read(Step step, AnswerValue answer) =>
        step.Input is null || answer.IsDontKnow || answer.IsList || answer.Items.Length != 1 ? null : TypedText.Read(step.Input, answer.Items[0]);

    static string Ids(Step step) => string.Join(", ", step.Choices.Select(c => c.Id));
}

/// <param name="Visit">1 for the first time that the way comes to the step, 2 after one loop …</param>
public sealed record StepAnswer(string Step, AnswerValue Answer, int Visit = 1);

/// <summary>An answer as given: one choice, several choices, or text as typed. <c>dont-know</c> is a choice.</summary>
/// <param name="Items">The one choice or text, or the choices of a checklist.</param>
public sealed record AnswerValue(ImmutableArray<string> Items, bool IsList)
{
    /// <summary>The choice "I can't tell".</summary>
    public const string DontKnow = "dont-know";

    public static AnswerValue Of(string text) => new([text], false);

    public static AnswerValue OfList(IEnumerable<string> items) => new([.. items], true);

    /// <summary>From one text, as in an address: the choices of a checklist stand between commas.</summary>
    public static AnswerValue Typed(Step step, string text) =>
        step.Type != StepType.Checklist || text == DontKnow ? Of(text)
        : OfList(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public bool IsDontKnow => Items is [DontKnow];

    public bool Equals(AnswerValue? other) => other is not null && IsList == other.IsList && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode() => Items.Length == 0 ? 0 : HashCode.Combine(IsList, Items.Length, Items[0]);
}

/// <param name="Way">Answered steps in order, as walked.</param>
/// <param name="Current">The step to answer, or the outcome that was reached.</param>
/// <param name="Aside">Answers that the way does not come to, kept for when it does.</param>
/// <param name="MostLeft">Most steps that may still have to be answered, null when loops make it unbounded.</param>
public sealed record Position(ImmutableArray<StepAnswer> Way, Step Current, ImmutableArray<StepAnswer> Aside, int? MostLeft)
{
    public bool IsOutcome => Current.Type == StepType.Outcome;
}
