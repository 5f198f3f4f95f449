using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>What came of a session, in one word.</summary>
public enum TranscriptVerdict
{
    /// <summary>There is a step to answer.</summary>
    Open,

    /// <summary>Somebody said what it waits for.</summary>
    Waiting,

    /// <summary>The cause is found, and nobody has said yet whether the failure is gone.</summary>
    Found,

    /// <summary>To be handed over, and nobody has said yet that it was.</summary>
    ToHandOver,

    /// <summary>What was wanted is not supported.</summary>
    NotSupported,

    Solved,
    WorkedRound,
    StillFailing,
    HandedOver,
}

public static class TranscriptVerdicts
{
    public static TranscriptVerdict Of(Session session) => Of(session.Outcome?.Kind, session.IsDone, session.Finish?.Resolved, session.WaitingFor is not null);

    /// <param name="reached">Of the outcome that was reached, or null.</param>
    /// <param name="resolved">Whether the failure is gone, of a session that is done.</param>
    public static TranscriptVerdict Of(OutcomeKind? reached, bool isDone, bool? resolved, bool waits = false)
    {
        if (reached == OutcomeKind.NotSupported) return TranscriptVerdict.NotSupported;
        if (isDone)
            return (reached, resolved) switch
            {
                (OutcomeKind.WorkedRound, true) => TranscriptVerdict.WorkedRound,
                (_, true) => TranscriptVerdict.Solved,
                (OutcomeKind.Escalate, _) => TranscriptVerdict.HandedOver,
                _ => TranscriptVerdict.StillFailing,
            };
        if (waits) return TranscriptVerdict.Waiting;
        return reached switch
        {
            null => TranscriptVerdict.Open,
            OutcomeKind.Escalate => TranscriptVerdict.ToHandOver,
            _ => TranscriptVerdict.Found,
        };
    }

    public static string Words(this TranscriptVerdict verdict) => verdict switch
    {
        TranscriptVerdict.Open => "Not finished",
        TranscriptVerdict.Waiting => "Waiting",
        TranscriptVerdict.Found => "Cause found, not confirmed yet",
        TranscriptVerdict.ToHandOver => "To be handed over",
        TranscriptVerdict.NotSupported => "Not supported",
        TranscriptVerdict.Solved => "Solved",
        TranscriptVerdict.WorkedRound => "Worked round",
        TranscriptVerdict.StillFailing => "Still failing",
        _ => "Handed over",
    };
}
