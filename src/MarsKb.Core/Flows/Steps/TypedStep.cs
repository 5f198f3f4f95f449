using MarsKb.Flows.Conditions;
using MarsKb.Flows.Values;

namespace MarsKb.Flows.Steps;

/// <summary>A step that is answered with a text, in which a value is read. Whatever it is leads to the same step; "I can't tell" to another.</summary>
public abstract record TypedStep : AskedStep
{
    private protected TypedStep()
    {
    }

    public new required InputSpec Input { get => base.Input!; init => base.Input = value; }

    /// <summary>Where any value leads.</summary>
    public required string Next { get; init; }

    public new string? DontKnow { get => base.DontKnow; init => base.DontKnow = value; }

    public override Station Station => Station.Ask;

    public override IEnumerable<StepExit> Exits()
    {
        yield return new StepExit(null, null, Next);
        if (DontKnow is not null) yield return new StepExit(AnswerValue.DontKnow, null, DontKnow);
    }

    public override string? Check(AnswerValue answer)
    {
        if (answer.IsDontKnow && DontKnow is not null) return null;
        return answer is { IsList: false, Items: [var text] } ? TypedText.Read(Input, text).Fault : "Answer with one text.";
    }

    public override TypedValue? Read(AnswerValue answer) =>
        answer is { IsDontKnow: false, IsList: false, Items: [var text] } ? TypedText.Read(Input, text) : null;

    public override string Words(AnswerValue answer)
    {
        if (answer.Items.IsEmpty || answer.IsDontKnow || answer.IsList) return base.Words(answer);
        return Read(answer) is { Fault: null, Text.Length: > 0 } value ? WithUnit(value.Text) : answer.Items[0];
    }

    public override string After(AnswerValue answer) => answer.IsDontKnow && DontKnow is not null ? DontKnow : Next;

    internal override int ExitOf(AnswerValue answer) => answer.IsDontKnow && DontKnow is not null ? 1 : 0;

    internal override bool Holds(Compare compare, KnownAnswer known, ComparedConstants constants)
    {
        if (known.Answer.IsDontKnow) return false;
        return compare.Comparison switch
        {
            Comparison.Is or Comparison.IsNot or Comparison.In => compare.HoldsOfWord(known.Value.Text),
            Comparison.Contains => known.Value.Text.Contains(compare.Values[0], StringComparison.OrdinalIgnoreCase),
            _ => compare.HoldsOfOrder(known.Value.Order.CompareTo(constants.Of(compare, Input))),
        };
    }

    string WithUnit(string text) => Input.Unit is { } unit && !text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? $"{text} {unit}" : text;
}
