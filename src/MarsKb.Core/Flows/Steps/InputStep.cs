using System.Collections.Immutable;
using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Values;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>Asks for a value that is typed.</summary>
public sealed record InputStep : TypedStep
{
    internal static StepDefinition Definition { get; } =
        new("input", new("an input", [.. StepDefinition.Shown, "input", "to"], ["text", "dontKnow"]), Read, Restore);

    internal static FieldSet SpecFields { get; } = new("'input'", ["type", "example"], ["unit", "min", "max"]);

    /// <summary>In the order of <see cref="InputType"/>, without the last.</summary>
    internal static ImmutableArray<string> Types { get; } = ["number", "version", "size", "percent", "date-time", "duration", "text"];

    public override string Type => Definition.Name;

    internal override ComparedAs ComparedAs => Input.Type == InputType.Text ? ComparedAs.Text : ComparedAs.Order;

    private protected override IEnumerable<AnswerValue>? Samples(IReadOnlyCollection<Compare> compares, bool everySet) =>
        Input.Type == InputType.Text ? TypedSamples.Texts(Input, compares) : TypedSamples.Ordered(Input, Input.Type, compares);

    static WrittenStep Read(StepReader step)
    {
        var (to, dontKnow) = step.ToAndDontKnow();
        var spec = step.Fields.Mapping("input") is { } mapping ? Spec(new FieldReader(mapping, SpecFields, step.Bag), step) : null;
        return step.Written(texts => new InputStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text),
            Input = spec!, // null only where a fault was reported: then nothing is built of the flow
            Next = to?.Value ?? "", DontKnow = dontKnow?.Value,
        }) with
        {
            Exits = WrittenExit.Of(to, dontKnow),
        };
    }

    static InputSpec? Spec(FieldReader fields, StepReader step)
    {
        var bag = step.Bag;
        var (typeText, example, unit) = (fields.Text("type"), fields.Text("example"), fields.Text("unit"));
        var (min, max) = (fields.Text("min"), fields.Text("max"));
        if (typeText is null || example is null || !EntryFields.IsKnown(typeText, "type", Types, bag)) return null;
        var type = (InputType)Types.IndexOf(typeText.Value);
        if (unit is not null && type != InputType.Number) bag.UnitOfOther(unit.At, typeText.Value);
        var bare = new InputSpec(type, unit?.Value, example.Value, null, null, null);
        if (!AreBounds(bare, typeText.Value, min, max, step)) return null;
        var spec = bare with { Min = min?.Value, Max = max?.Value };
        if (TypedText.Read(spec, example.Value) is { Fault: not null }) bag.BadFlowValue(example.At, example.Value, typeText.Value);
        return spec;
    }

    /// <returns>False when one of them is no value of the type.</returns>
    static bool AreBounds(InputSpec bare, string type, YamlText? min, YamlText? max, StepReader step)
    {
        if (bare.Type == InputType.Text)
        {
            if ((min ?? max) is { } bound) step.Bag.BoundOfText(bound.At);
            return true;
        }
        var wrong = new[] { min, max }.OfType<YamlText>().Where(b => TypedText.Read(bare, b.Value) is { Fault: not null }).ToList();
        foreach (var bound in wrong) step.Bag.BadFlowValue(bound.At, bound.Value, type);
        if (wrong.Count > 0) return false;
        if (min is not null && max is not null && TypedText.Read(bare, min.Value).Order > TypedText.Read(bare, max.Value).Order) step.Bag.MinAboveMax(min.At);
        return true;
    }

    static InputStep Restore(ArchivedStep kept) => new()
    {
        Id = kept.Id, Title = kept.Title, Text = kept.Text, Input = kept.InputOr(Definition.Name), Next = kept.Next ?? "", DontKnow = kept.DontKnow,
    };

    internal override ArchivedStep Archive() => ArchivedHead with { Input = Input, Next = Next, DontKnow = DontKnow };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), Next = Under(caller, Next), DontKnow = Under(caller, DontKnow) };
}
