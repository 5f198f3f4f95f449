using System.Collections.Immutable;
using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

/// <summary>A step that is answered with one choice, which says where it leads.</summary>
public abstract record ChoiceStep : AskedStep
{
    private protected ChoiceStep()
    {
    }

    public new required ImmutableArray<Choice> Choices { get => base.Choices; init => base.Choices = value; }

    public override IEnumerable<StepExit> Exits() => Choices.Select(c => new StepExit(c.Id, null, c.To));

    public override string? Check(AnswerValue answer) =>
        answer is { IsList: false, Items: [var chosen] } && Choices.Any(c => c.Id == chosen) ? null : $"Answer with one of {Ids()}.";

    public override string After(AnswerValue answer) => Choices[ExitOf(answer)].To;

    internal override int ExitOf(AnswerValue answer)
    {
        for (var i = 0; i < Choices.Length; i++)
            if (Choices[i].Id == answer.Items[0]) return i;
        throw new InvalidOperationException($"No way out of {Id} by {answer.Items[0]}.");
    }

    /// <summary>"I can't tell" is a choice like others.</summary>
    internal override bool Holds(Compare compare, KnownAnswer known, ComparedConstants constants) => compare.HoldsOfWord(known.Answer.Items[0]);

    private protected override IEnumerable<AnswerValue> Samples(IReadOnlyCollection<Compare> compares, bool everySet) => Choices.Select(c => AnswerValue.Of(c.Id));

    private protected ImmutableArray<Choice> ChoicesUnder(string caller) => [.. Choices.Select(c => c with { To = Under(caller, c.To) })];
}
