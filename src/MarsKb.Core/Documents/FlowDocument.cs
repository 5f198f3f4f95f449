using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Flows;

namespace MarsKb.Documents;

/// <summary>A guided flow as a graph. Subflows are part of it.</summary>
public sealed record FlowDocument(
    [property: Description("The flow's key.")] string Id,
    string Title,
    [property: Description("Changes with whatever a session sees or follows.")] string Version,
    [property: Description("Id of the first step.")] string Start,
    [property: Description("In the order in which they are written, subflows where they are called.")] ImmutableArray<StepDocument> Steps,
    [property: Description("Where it ends.")] ImmutableArray<OutcomeDocument> Outcomes,
    [property: Description("Path of its page on the site.")] string Url,
    [property: Description("Id of the part of the product that it belongs to.")] string Component,
    [property: Description("Plain text.")] string Summary,
    [property: Description("Minutes that it takes as a rule.")] int Minutes,
    [property: Description("What somebody needs for it.")] ImmutableArray<string> Needs,
    [property: Description("The entries that it diagnoses, and where somebody begins who has that error.")] ImmutableArray<CoveredDocument> Covers,
    [property: Description("Keys of entries, tables and flows.")] ImmutableArray<string> Related,
    ImmutableArray<SourceDocument> Sources,
    [property: Description("The day it was last checked.")] DateOnly Reviewed)
{
    public static FlowDocument From(Flow flow) => new(
        flow.Key, flow.Title, flow.Version, flow.Start,
        [.. flow.Steps.Where(s => !s.Ends).Select(StepDocument.WithNext)],
        [.. flow.Outcomes.Where(o => o.Ends).Select(OutcomeDocument.From)],
        flow.Url, flow.Component, flow.Summary.Text, flow.Minutes, flow.Needs,
        [.. flow.Covers.Select(c => new CoveredDocument(c.Entry, c.Step))],
        flow.Related,
        [.. flow.Sources.Select(SourceDocument.From)],
        flow.Reviewed);
}

/// <summary>An entry that a flow diagnoses.</summary>
public sealed record CoveredDocument(
    [property: Description("Key of the entry.")] string Entry,
    [property: Description("Id of the step to begin at.")] string Step);
