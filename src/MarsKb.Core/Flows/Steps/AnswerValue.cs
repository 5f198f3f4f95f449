using System.Collections.Immutable;

namespace MarsKb.Flows.Steps;

/// <summary>An answer as given: one choice, several choices, or text as typed. <c>dont-know</c> is a choice.</summary>
/// <param name="Items">The one choice or text, or the choices of a checklist.</param>
public sealed record AnswerValue(ImmutableArray<string> Items, bool IsList)
{
    /// <summary>The choice "I can't tell".</summary>
    public const string DontKnow = "dont-know";

    public static AnswerValue Of(string text) => new([text], false);

    public static AnswerValue OfList(IEnumerable<string> items) => new([.. items], true);

    /// <summary>From one text, as in an address: of a step that takes several choices, they stand between commas.</summary>
    public static AnswerValue Typed(Step step, string text) =>
        !step.TakesSeveral || text == DontKnow ? Of(text)
        : OfList(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    public bool IsDontKnow => Items is [DontKnow];

    public bool Equals(AnswerValue? other) => other is not null && IsList == other.IsList && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode() => Items.Length == 0 ? 0 : HashCode.Combine(IsList, Items.Length, Items[0]);
}
