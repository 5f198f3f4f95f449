using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MarsKb.Documents;

/// <summary>How to begin a session.</summary>
public sealed record StartBody(
    [property: Description("Reference of the ticket that it belongs to, up to 100 characters.")] string? Ticket = null,
    [property: Description("Id of the step to begin at; the steps before it count as skipped.")] string? At = null,
    [property: Description("What is known beforehand, by id of the step: each a text, or a list of texts to a `checklist`.")] Dictionary<string, JsonElement>? Answers = null);

/// <summary>An answer.</summary>
public sealed record AnswerBody(
    [property: Description("Id of the step to answer. An earlier step's answer is changed; later answers that still fit are kept.")] string Step,
    [property: Description("A text: the id of a choice, or what was typed or pasted. A list of ids to a `checklist`.")] JsonElement Answer,
    [property: Description("The revision of the session as it was last seen."), Range(0, int.MaxValue)] int Revision,
    [property: Description("Up to 2,000 characters.")] string? Note = null);

/// <summary>Takes the last answer back.</summary>
public sealed record BackBody(
    [property: Description("The revision of the session as it was last seen."), Range(0, int.MaxValue)] int Revision);

/// <summary>How it ended.</summary>
public sealed record OutcomeBody(
    [property: Description("Whether the failure is gone.")] bool Resolved,
    [property: Description("The revision of the session as it was last seen."), Range(0, int.MaxValue)] int Revision,
    [property: Description("Up to 2,000 characters.")] string? Note = null);
