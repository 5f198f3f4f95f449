using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;

namespace MarsKb.Documents;

/// <summary>A walk through a flow: where it is, and how it came there.</summary>
public sealed record SessionDocument(
    [property: Description("For writing. Whoever has it can answer; it is shown to nobody else.")] string Token,
    [property: Description("For reading: `/t/{readToken}` is the record, for sharing.")] string ReadToken,
    [property: Description("Path of the current step on the site, for writing.")] string Url,
    [property: Description("The version that it walks through; edits of the flow do not change it.")] SessionFlowDocument Flow,
    [property: Description("One more with everything that happens in the session. Send it with each change.")] int Revision,
    [property: Description("`open`, or `done` after it was said how it ended.")] string State,
    [property: Description("The reference of the ticket, or null.")] string? Ticket,
    [property: Description("On the way, in order. An answer that was changed or taken back is in the transcript.")] ImmutableArray<SessionAnswerDocument> Answers,
    [property: Description("Whether the failure is gone; null until it is done.")] bool? Resolved,
    [property: Description("What it waits for, or null.")] string? WaitingFor,
    [property: Description("Most steps that may still have to be answered; null where a loop makes it unbounded.")] int? MostLeft,
    [property: Description("The step to answer; absent at an outcome.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StepDocument? Step = null,
    [property: Description("The outcome that was reached; absent before.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OutcomeDocument? Outcome = null)
{
    /// <param name="token">For writing.</param>
    /// <param name="url">Path of the current step.</param>
    public static SessionDocument From(Session session, string token, string readToken, string url) =>
        new(
            token, readToken, url, new SessionFlowDocument(session.Flow.Key, session.Flow.Version),
            session.Revision, session.IsDone ? "done" : "open", session.Ticket,
            [.. session.Answers.Select(SessionAnswerDocument.From)],
            session.Finish?.Resolved, session.WaitingFor, session.Position.MostLeft,
            session.Position.IsOutcome ? null : StepDocument.From(session.Current),
            session.Outcome is { } outcome ? OutcomeDocument.From(outcome) : null);
}

/// <summary>A flow at one version.</summary>
public sealed record SessionFlowDocument(
    [property: Description("Key of the flow.")] string Id,
    string Version);

/// <summary>What was answered at a step.</summary>
public sealed record SessionAnswerDocument(
    [property: Description("Id of the step.")] string Step,
    [property: Description("As given: a text, or a list of texts to a `checklist`.")] JsonElement Answer,
    [property: Description("Notes at this step, on lines of their own, or null.")] string? Note,
    [property: Description("UTC.")] DateTime At,
    [property: Description("Who answered, where that is known; else null.")] string? Person)
{
    public static SessionAnswerDocument From(SessionAnswer answer) => new(answer.Step.Id, ValueOf(answer.Answer), answer.Note, answer.At, answer.Person);

    /// <summary>As given.</summary>
    internal static JsonElement ValueOf(AnswerValue answer) => answer.IsList
        ? JsonSerializer.SerializeToElement(answer.Items, ApiJson.Default.ImmutableArrayString)
        : JsonSerializer.SerializeToElement(answer.Items[0], ApiJson.Default.String);
}
