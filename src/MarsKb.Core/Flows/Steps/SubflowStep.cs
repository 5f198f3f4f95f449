using System.Collections.Immutable;

namespace MarsKb.Flows.Steps;

/// <summary>Goes on in another flow, whose steps stand under its id. Passed through, never shown.</summary>
public sealed record SubflowStep : Step
{
    internal static StepDefinition Definition { get; } =
        new("subflow", new("a subflow step", ["id", "type", "flow"], ["title", "text", "returns"]), Read, Restore);

    public override string Type => Definition.Name;

    public override Station Station => Station.Flow;

    public override bool IsShown => false;

    /// <summary>Key of the flow that it calls.</summary>
    public required string Flow { get; init; }

    /// <summary>The first step of that flow; null until the flows are joined.</summary>
    public string? Next { get; init; }

    public override IEnumerable<StepExit> Exits()
    {
        if (Next is not null) yield return new StepExit(null, null, Next);
    }

    internal override string MapNote(ImmutableArray<Step> all) => $"Another flow, {all.Count(s => s.IsShown && IsInside(s))} steps";

    /// <summary>Out of the flow that it calls: the outcomes that return.</summary>
    internal override IEnumerable<(string? Label, string To)> MapExits(ImmutableArray<Step> all) =>
        from outcome in all.OfType<OutcomeStep>()
        where outcome.ReturnsTo is { } to && !to.Contains('.') && IsInside(outcome)
        select ((string?)outcome.Title, outcome.ReturnsTo!);

    bool IsInside(Step step) => step.Id.StartsWith(Id + ".", StringComparison.Ordinal);

    static WrittenStep Read(StepReader step)
    {
        var flow = step.Fields.Text("flow");
        return step.Written(texts => new SubflowStep { Id = step.Id, Title = step.Title, Text = texts.Render(step.Text), Flow = flow?.Value ?? "" }) with
        {
            Flow = flow,
            Returns = step.Fields.Pairs("returns"),
        };
    }

    static SubflowStep Restore(ArchivedStep kept) => new() { Id = kept.Id, Title = kept.Title, Text = kept.Text, Flow = kept.Flow ?? "", Next = kept.Next };

    internal override ArchivedStep Archive() => ArchivedHead with { Flow = Flow, Next = Next };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), Next = Under(caller, Next) };
}
