using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Values;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>Asks for what a command printed, and finds a value in it.</summary>
public sealed record PasteStep : TypedStep
{
    internal static StepDefinition Definition { get; } =
        new("paste", new("a paste", [.. StepDefinition.Shown, "command", "pattern", "input", "to"], ["text", "dontKnow"]), Read, Restore);

    internal static FieldSet SpecFields { get; } = new("'input' of a paste", ["example"], []);

    public override string Type => Definition.Name;

    public new RichText Command { get => base.Command; init => base.Command = value; }

    public override string? FoundIn(AnswerValue answer) => Read(answer) is { Fault: null, Text: var found } ? found : null;

    internal override ComparedAs ComparedAs => Input.Words.IsEmpty ? ComparedAs.Order : ComparedAs.Word("a word found in pasted text", Input.Words);

    private protected override IEnumerable<AnswerValue> Samples(IReadOnlyCollection<Compare> compares, bool everySet) =>
        PastePatterns.Ordering(Input.Pattern!) is { } type ? TypedSamples.Ordered(Input, type, compares) : Input.Words.Select(AnswerValue.Of);

    static WrittenStep Read(StepReader step)
    {
        var (to, dontKnow) = step.ToAndDontKnow();
        var pattern = step.Fields.Text("pattern");
        if (pattern is not null && !EntryFields.IsKnown(pattern, "pattern", PastePatterns.Names, step.Bag)) pattern = null;
        var spec = step.Fields.Mapping("input") is { } mapping ? Spec(mapping, pattern, step) : null;
        var command = step.Fields.LongText("command");
        return step.Written(texts => new PasteStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text), Command = texts.RenderCommand(command),
            Input = spec!, // null only where a fault was reported: then nothing is built of the flow
            Next = to?.Value ?? "", DontKnow = dontKnow?.Value,
        }) with
        {
            Exits = WrittenExit.Of(to, dontKnow),
        };
    }

    static InputSpec? Spec(YamlMapping mapping, YamlText? pattern, StepReader step)
    {
        if (new FieldReader(mapping, SpecFields, step.Bag).LongText("example") is not { } example || pattern is null) return null;
        if (PastePatterns.Find(pattern.Value, example.Value) is null) step.Bag.BadFlowValue(example.At, example.Value, pattern.Value);
        return new InputSpec(InputType.Paste, null, example.Value, null, null, pattern.Value);
    }

    static PasteStep Restore(ArchivedStep kept) => new()
    {
        Id = kept.Id, Title = kept.Title, Text = kept.Text, Command = kept.Command, Input = kept.InputOr(Definition.Name), Next = kept.Next ?? "", DontKnow = kept.DontKnow,
    };

    internal override ArchivedStep Archive() => ArchivedHead with { Input = Input, Command = Command, Next = Next, DontKnow = DontKnow };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), Next = Under(caller, Next), DontKnow = Under(caller, DontKnow) };
}
