namespace MarsKb.Flows.Steps;

/// <summary>Asks for one choice.</summary>
public sealed record QuestionStep : ChoiceStep
{
    internal static StepDefinition Definition { get; } = new("question", new("a question", [.. StepDefinition.Shown, "choices"], ["text"]), Read, Restore);

    public override string Type => Definition.Name;

    public override Station Station => Station.Ask;

    internal override ComparedAs ComparedAs => ComparedAs.Word(Definition.Fields.What, Choices.Select(c => c.Id));

    static WrittenStep Read(StepReader step)
    {
        var choices = step.Choices(ChoiceFields.OfQuestion);
        if (step.Fields.Has("choices") && !choices.Exists(c => c.Id.Value == AnswerValue.DontKnow))
            step.Bag.NoDontKnow(step.At, step.Id, "the choice 'dont-know'");
        return step.Written(texts => new QuestionStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text),
            Choices = [.. choices.Select(c => new Choice(c.Id.Value, c.Text, c.Hint, c.To?.Value ?? ""))],
        }) with
        {
            Exits = [.. choices.Where(c => c.To is not null).Select(c => new WrittenExit(c.Id.Value, c.To!))],
        };
    }

    static QuestionStep Restore(ArchivedStep kept) => new() { Id = kept.Id, Title = kept.Title, Text = kept.Text, Choices = kept.Choices };

    internal override ArchivedStep Archive() => ArchivedHead with { Choices = Choices };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), Choices = ChoicesUnder(caller) };
}
