using System.Collections.Immutable;
using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>A session as a record that goes into the ticket. It follows from the session alone, so content that changes later changes no record.</summary>
public sealed record Transcript
{
    public required Flow Flow { get; init; }

    public required TranscriptVerdict Verdict { get; init; }

    public string? Ticket { get; init; }

    /// <summary>The outcome that was reached, or null.</summary>
    public OutcomeStep? Outcome { get; init; }

    /// <summary>How it ended, or null while it is open.</summary>
    public TranscriptEnd? End { get; init; }

    /// <summary>What it waits for, or null.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Title of the step to answer; null at an outcome.</summary>
    public string? Next { get; init; }

    /// <summary>Notes on the step to answer, or on the outcome.</summary>
    public ImmutableArray<SessionNote> NotesHere { get; init; } = [];

    /// <summary>Title of the step that it began at, when not at the start.</summary>
    public string? BeganAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>UTC; of the latest event.</summary>
    public DateTime ChangedAt { get; init; }

    public int Revision { get; init; }

    /// <summary>On the way, in order.</summary>
    public ImmutableArray<TranscriptStep> Steps { get; init; } = [];

    /// <summary>Answered, and then the way led elsewhere.</summary>
    public ImmutableArray<TranscriptStep> Aside { get; init; } = [];

    /// <summary>What else happened, in order.</summary>
    public ImmutableArray<TranscriptEvent> Events { get; init; } = [];

    /// <summary>The read-only link, or null where none is to be named.</summary>
    public string? Link { get; init; }

    /// <summary>What is missing in a shortened record, or null.</summary>
    public TranscriptLeftOut? LeftOut { get; init; }

    /// <param name="link">The read-only link to name in it, whole, or null.</param>
    public static Transcript Of(Session session, string? link = null) => new()
    {
        Flow = session.Flow,
        Verdict = TranscriptVerdicts.Of(session),
        Ticket = session.Ticket,
        Outcome = session.Outcome,
        End = session.Finish is { } e ? new TranscriptEnd(e.Resolved == true, e.Text, e.At, e.Person) : null,
        WaitingFor = session.WaitingFor,
        Next = session.Position.IsOutcome ? null : session.Current.Title,
        NotesHere = session.NotesHere,
        BeganAt = session.At is { } at && at != session.Flow.Start ? session.Flow.ById.GetValueOrDefault(at)?.Title : null,
        StartedAt = session.StartedAt,
        ChangedAt = session.ChangedAt,
        Revision = session.Revision,
        Steps = [.. session.Answers.Select((a, i) => TranscriptStep.Of(a, i + 1))],
        Aside = [.. session.Aside.Select(a => TranscriptStep.Of(a, 0))],
        Events = TranscriptEvents.Of(session),
        Link = link,
    };
}

/// <param name="Resolved">The failure is gone.</param>
/// <param name="At">UTC.</param>
public sealed record TranscriptEnd(bool Resolved, string? Note, DateTime At, string? Person)
{
    public const string Question = "Is it solved now?";

    public string Words => Resolved ? "Yes, solved" : "No, still failing";
}
