using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>Something that happened in a session. Events are only ever added; all else follows from them.</summary>
/// <param name="Revision">0 for the first, one more for each after it. Order is by revision, never by time: clocks jump.</param>
/// <param name="At">UTC.</param>
public sealed record SessionEvent(int Revision, SessionEventKind Kind, DateTime At)
{
    /// <summary>Who did it, as typed or from the sign-in header; null when nobody said.</summary>
    public string? Person { get; init; }

    /// <summary>The step that it is about; of <see cref="SessionEventKind.Started"/> the step to start at when not at the start.</summary>
    public string? Step { get; init; }

    /// <summary>Which time the way had come to the step: 1 for the first.</summary>
    public int Visit { get; init; }

    public AnswerValue? Answer { get; init; }

    /// <summary>A note, the reason for waiting, the ticket.</summary>
    public string? Text { get; init; }

    /// <summary>Version of the flow that holds from here on, of <see cref="SessionEventKind.Started"/> and <see cref="SessionEventKind.Moved"/>.</summary>
    public string? Version { get; init; }

    /// <summary>Of <see cref="SessionEventKind.Finished"/>: whether the failure is gone.</summary>
    public bool? Resolved { get; init; }
}

/// <summary>Names are stored: none is ever renamed.</summary>
public enum SessionEventKind
{
    Started,

    /// <summary>An answer that came with the link.</summary>
    Known,

    Answered,

    /// <summary>An earlier answer was given anew; those after it that still fit are kept.</summary>
    Changed,

    /// <summary>The last answer was taken back; it is offered again.</summary>
    WentBack,

    Noted,

    /// <summary>Waits for what its text says; without a text it waits no longer.</summary>
    Waiting,

    /// <summary>Gone on with from elsewhere; its text says how.</summary>
    HandedOver,

    /// <summary>Moved to another version of the flow.</summary>
    Moved,

    /// <summary>The ticket was named, or another one.</summary>
    Ticketed,

    Finished,
}
