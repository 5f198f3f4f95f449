using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarsKb.Sessions;

namespace MarsKb.Documents;

/// <summary>The record of a session: what was asked, answered, changed and noted, and what came of it.</summary>
public sealed record TranscriptDocument(
    [property: Description("Path of the record for reading.")] string Url,
    TranscriptFlowDocument Flow,
    [property: Description("The reference of the ticket, or null.")] string? Ticket,
    [property: Description("`open`, or `done` after it was said how it ended.")] string State,
    [property: Description("What came of it: `open`, `waiting`, `found`, `to-hand-over`, `not-supported`, `solved`, `worked-round`, `still-failing` or `handed-over`.")] string Verdict,
    [property: Description("Whether the failure is gone; null until it is done.")] bool? Resolved,
    [property: Description("What it waits for, or null.")] string? WaitingFor,
    [property: Description("The step to answer, in words; null at an outcome.")] string? Next,
    [property: Description("The step that it began at, in words, when not at the start.")] string? BeganAt,
    [property: Description("UTC.")] DateTime StartedAt,
    [property: Description("UTC; of the latest event.")] DateTime ChangedAt,
    int Revision,
    [property: Description("On the way, in order.")] ImmutableArray<TranscriptStepDocument> Steps,
    [property: Description("How it ended; null while it is open.")] TranscriptEndDocument? End,
    [property: Description("Notes on the step to answer, or on the outcome.")] ImmutableArray<TranscriptNoteDocument> NotesHere,
    [property: Description("Answered, and then the way led elsewhere.")] ImmutableArray<TranscriptStepDocument> Aside,
    [property: Description("What else happened, in order.")] ImmutableArray<TranscriptEventDocument> Events,
    [property: Description("What is missing in a shortened record, in words; null when it is whole.")] string? LeftOut,
    [property: Description("The outcome that was reached; absent before.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OutcomeDocument? Outcome = null)
{
    /// <param name="url">Path of the record for reading.</param>
    public static TranscriptDocument From(Transcript record, string url) => new(
        url, new TranscriptFlowDocument(record.Flow.Key, record.Flow.Title, record.Flow.Version), record.Ticket, record.End is null ? "open" : "done", Words.Of(record.Verdict),
        record.End?.Resolved, record.WaitingFor, record.Next, record.BeganAt, record.StartedAt, record.ChangedAt, record.Revision,
        [.. record.Steps.Select(TranscriptStepDocument.From)],
        record.End is { } end ? new TranscriptEndDocument(end.Resolved, end.Note, end.At, end.Person) : null,
        [.. record.NotesHere.Select(TranscriptNoteDocument.From)],
        [.. record.Aside.Select(TranscriptStepDocument.From)],
        [.. record.Events.Select(e => new TranscriptEventDocument(Words.Of(e.Kind), e.At, e.Person, e.Title, e.Text, e.Words?.Text))],
        record.LeftOut?.Words,
        record.Outcome is { } outcome ? OutcomeDocument.From(outcome) : null);
}

/// <summary>A flow at one version, by its key and its name.</summary>
public sealed record TranscriptFlowDocument(
    [property: Description("Key of the flow.")] string Id,
    string Title,
    string Version);

/// <summary>A step that was answered.</summary>
public sealed record TranscriptStepDocument(
    [property: Description("Place on the way, from 1; 0 when it is set aside.")] int Number,
    [property: Description("Id of the step.")] string Step,
    [property: Description("`question`, `checklist`, `input`, `paste` or `instruction`.")] string Type,
    [property: Description("The question, or what there was to do.")] string Title,
    [property: Description("As given: a text, or a list of texts to a `checklist`.")] JsonElement Answer,
    [property: Description("The answer in words.")] string Words,
    [property: Description("UTC; when the answer that counts was given.")] DateTime At,
    [property: Description("Who answered, where that is known; else null.")] string? Person,
    [property: Description("It came with the link and was not asked.")] bool FromLink,
    [property: Description("In the order in which they were written.")] ImmutableArray<TranscriptNoteDocument> Notes,
    [property: Description("What was answered before, oldest first.")] ImmutableArray<TranscriptEarlierDocument> Earlier)
{
    public static TranscriptStepDocument From(TranscriptStep step) => new(
        step.Number, step.Step, step.Asked.Type, step.Title, SessionAnswerDocument.ValueOf(step.Answer), step.Words.Text, step.At, step.Person, step.IsKnown,
        [.. step.Notes.Select(TranscriptNoteDocument.From)], [.. step.Earlier.Select(e => new TranscriptEarlierDocument(e.Words.Text, e.At))]);
}

/// <summary>A note as somebody wrote it.</summary>
public sealed record TranscriptNoteDocument(
    string Text,
    [property: Description("UTC.")] DateTime At,
    [property: Description("Who wrote it, where that is known; else null.")] string? Person)
{
    public static TranscriptNoteDocument From(SessionNote note) => new(note.Text, note.At, note.Person);
}

/// <summary>An answer that was changed or taken back.</summary>
public sealed record TranscriptEarlierDocument(
    [property: Description("In words.")] string Words,
    [property: Description("UTC; when it was replaced or taken back.")] DateTime At);

/// <summary>How a session ended.</summary>
public sealed record TranscriptEndDocument(
    [property: Description("The failure is gone.")] bool Resolved,
    [property: Description("What was said to it, or null.")] string? Note,
    [property: Description("UTC.")] DateTime At,
    [property: Description("Who said it, where that is known; else null.")] string? Person);

/// <summary>Something else than an answer.</summary>
public sealed record TranscriptEventDocument(
    [property: Description("`waiting`, `handed-over`, `moved`, `ticketed`, `went-back`; of a step that the record does not show otherwise `answered` and `noted`.")] string Kind,
    [property: Description("UTC.")] DateTime At,
    [property: Description("Who did it, where that is known; else null.")] string? Person,
    [property: Description("The step that it is about, in words, or null.")] string? Step,
    [property: Description("What it waits for (null when it waits no longer), how it was handed over, the new version, the ticket, the note.")] string? Text,
    [property: Description("The answer that was given or taken back, in words, or null.")] string? Answer);
