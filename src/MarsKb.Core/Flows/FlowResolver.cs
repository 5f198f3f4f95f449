using System.Collections.Immutable;

namespace MarsKb.Flows;

/// <summary>From answers to the step that a person must answer now: a pure function, used by pages, API, transcript, paths and picture alike.</summary>
public static class FlowResolver
{
    /// <summary>Replays answers from the start.</summary>
    /// <param name="answers">In the order in which they were given. An answer is taken when the way comes to its step for the same time (first, second …); others are kept aside.</param>
    /// <param name="at">Start here instead; the steps before it count as skipped.</param>
    public static Position Resolve(Flow flow, IReadOnlyList<StepAnswer> answers, string? at = null) => throw new NotImplementedException();

    /// <summary>What is wrong with an answer, in words that say what is allowed, or null.</summary>
    public static string? Check(Step step, AnswerValue answer) => throw new NotImplementedException();
}

/// <param name="Visit">1 for the first time that the way comes to the step, 2 after one loop …</param>
public sealed record StepAnswer(string Step, AnswerValue Answer, int Visit = 1);

/// <summary>An answer as given: one choice, several choices, or text as typed. <c>dont-know</c> is a choice.</summary>
/// <param name="Items">The one choice or text, or the choices of a checklist.</param>
public sealed record AnswerValue(ImmutableArray<string> Items, bool IsList)
{
    public static AnswerValue Of(string text) => new([text], false);

    public static AnswerValue OfList(IEnumerable<string> items) => new([.. items], true);

    public bool IsDontKnow => !IsList && Items is ["dont-know"];

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
