using System.Collections.Immutable;
using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

/// <summary>Asks for any number of choices. Whatever is chosen leads to the same step; "I can't tell" to another.</summary>
public sealed record ChecklistStep : AskedStep
{
    // 256 sets; a decision that names more is left to its author.
    const int MostNamed = 8;

    internal static StepDefinition Definition { get; } =
        new("checklist", new("a checklist", [.. StepDefinition.Shown, "choices", "to"], ["text", "dontKnow"]), Read, Restore);

    public override string Type => Definition.Name;

    public override Station Station => Station.Ask;

    public override bool TakesSeveral => true;

    public new required ImmutableArray<Choice> Choices { get => base.Choices; init => base.Choices = value; }

    /// <summary>Where any choices lead, none included.</summary>
    public required string Next { get; init; }

    public new string? DontKnow { get => base.DontKnow; init => base.DontKnow = value; }

    public override IEnumerable<StepExit> Exits()
    {
        yield return new StepExit(null, null, Next);
        if (DontKnow is not null) yield return new StepExit(AnswerValue.DontKnow, null, DontKnow);
    }

    public override string? Check(AnswerValue answer)
    {
        var any = $"Answer with a list of any of {Ids()}.";
        if (answer.IsDontKnow) return DontKnow is null ? any : null;
        if (!answer.IsList) return any;
        if (answer.Items.Contains(AnswerValue.DontKnow)) return $"'{AnswerValue.DontKnow}' stands alone, without other choices.";
        if (answer.Items.Distinct().Count() < answer.Items.Length) return "Name each choice once.";
        return answer.Items.All(i => Choices.Any(c => c.Id == i)) ? null : any;
    }

    public override string After(AnswerValue answer) => answer.IsDontKnow && DontKnow is not null ? DontKnow : Next;

    internal override int ExitOf(AnswerValue answer) => answer.IsDontKnow && DontKnow is not null ? 1 : 0;

    internal override ComparedAs ComparedAs =>
        ComparedAs.Set(Definition.Fields.What, Choices.Select(c => c.Id).Where(c => c != AnswerValue.DontKnow));

    internal override bool Holds(Compare compare, KnownAnswer known, ComparedConstants constants) =>
        !known.Answer.IsDontKnow && compare.HoldsOfSet(known.Answer.Items);

    private protected override IEnumerable<AnswerValue>? Samples(IReadOnlyCollection<Compare> compares, bool everySet) =>
        everySet ? EverySet(compares) : [AnswerValue.OfList([]), .. SetsThatMatter(compares)];

    static IEnumerable<AnswerValue>? EverySet(IReadOnlyCollection<Compare> compares)
    {
        var named = compares.SelectMany(c => c.Values).Distinct(StringComparer.Ordinal).ToList();
        if (named.Count > MostNamed) return null;
        // Each number is a set: bit i says whether choice i is in it.
        return Enumerable.Range(0, 1 << named.Count).Select(set => AnswerValue.OfList(named.Where((_, i) => (set >> i & 1) != 0)));
    }

    IEnumerable<AnswerValue> SetsThatMatter(IReadOnlyCollection<Compare> compares)
    {
        var choices = Choices.Select(c => c.Id).Where(c => c != AnswerValue.DontKnow).ToList();
        return
        [
            .. choices.Select(c => AnswerValue.OfList([c])), AnswerValue.OfList(choices),
            .. compares.Where(c => c.Values.Length > 1).Select(c => AnswerValue.OfList(c.Values)),
        ];
    }

    static WrittenStep Read(StepReader step)
    {
        var choices = step.Choices(ChoiceFields.OfChecklist);
        foreach (var choice in choices)
            if (choice.Id.Value == AnswerValue.DontKnow) step.Bag.DontKnowIsAKey(choice.Id.At);
        var (to, dontKnow) = step.ToAndDontKnow();
        return step.Written(texts => new ChecklistStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text),
            Choices =
            [
                .. choices.Select(c => new Choice(c.Id.Value, c.Text, c.Hint, to?.Value ?? "")),
                .. dontKnow is null ? (Choice[])[] : [new Choice(AnswerValue.DontKnow, Choice.DontKnowText, null, dontKnow.Value)],
            ],
            Next = to?.Value ?? "", DontKnow = dontKnow?.Value,
        }) with
        {
            Exits = WrittenExit.Of(to, dontKnow),
        };
    }

    static ChecklistStep Restore(ArchivedStep kept) => new()
    {
        Id = kept.Id, Title = kept.Title, Text = kept.Text, Choices = kept.Choices, Next = kept.Next ?? "", DontKnow = kept.DontKnow,
    };

    internal override ArchivedStep Archive() => ArchivedHead with { Choices = Choices, Next = Next, DontKnow = DontKnow };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) => this with
    {
        Id = Under(caller, Id), Choices = [.. Choices.Select(c => c with { To = Under(caller, c.To) })], Next = Under(caller, Next), DontKnow = Under(caller, DontKnow),
    };
}
