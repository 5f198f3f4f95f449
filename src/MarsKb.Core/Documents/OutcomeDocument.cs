using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using MarsKb.Flows.Steps;

namespace MarsKb.Documents;

/// <summary>Where a flow ends.</summary>
public sealed record OutcomeDocument(
    [property: Description("Stable within its flow.")] string Id,
    [property: Description("`fixed`, `worked-round`, `escalate` or `not-supported`.")] string Kind,
    string Title,
    [property: Description("Plain text; may be empty.")] string Text,
    [property: Description("The same as safe HTML; links within the site are paths.")] string Html,
    [property: Description("What remains to be done, in order.")] ImmutableArray<ActionDocument> Actions,
    [property: Description("What to send along when escalating. Plain text.")] ImmutableArray<string> Attach,
    [property: Description("The cause that it confirms; absent where it confirms none.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConfirmedCauseDocument? Cause = null)
{
    public static OutcomeDocument From(OutcomeStep step) => new(
        step.Id, Words.Of(step.Kind), step.Title, step.Text.Text, step.Text.Html,
        [.. step.Actions.Select(a => new ActionDocument(a.Content.Text, a.Content.Html))],
        [.. step.Attach.Select(a => a.Text)],
        step.Cause is { } cause ? new ConfirmedCauseDocument(cause.Entry, cause.Cause) : null);
}

/// <summary>A cause of an entry.</summary>
public sealed record ConfirmedCauseDocument(
    [property: Description("Key of the entry.")] string Entry,
    [property: Description("Id of the cause within the entry.")] string Cause);
