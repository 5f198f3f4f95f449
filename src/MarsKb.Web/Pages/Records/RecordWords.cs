using System.Globalization;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;

namespace MarsKb.Pages.Records;

/// <summary>Short texts of records on pages.</summary>
public static class RecordWords
{
    /// <summary>Icon and class of a verdict; the word says the same.</summary>
    public static (string Icon, string Class) Sign(this TranscriptVerdict verdict) => verdict switch
    {
        TranscriptVerdict.Solved or TranscriptVerdict.Found => ("check", "ok"),
        TranscriptVerdict.WorkedRound or TranscriptVerdict.StillFailing => ("skip", "part"),
        TranscriptVerdict.NotSupported => ("cross", "no"),
        TranscriptVerdict.HandedOver or TranscriptVerdict.ToHandOver => ("right", "hint"),
        _ => ("skip", "hint"),
    };

    /// <summary>Of an outcome: a cause, a next step, or what else was found.</summary>
    public static string Label(OutcomeStep outcome) => outcome switch
    {
        { Cause: not null } => "Cause",
        { Kind: OutcomeKind.Escalate } => "Next",
        _ => "Found",
    };

    /// <summary>What happened, without what somebody wrote.</summary>
    public static string Words(this TranscriptEvent e) => e.Kind switch
    {
        SessionEventKind.Waiting when e.Text is null => "Waits no longer",
        SessionEventKind.Waiting => "Waits for",
        SessionEventKind.HandedOver => $"Gone on elsewhere, {e.Text}",
        SessionEventKind.Moved => $"Moved to version {e.Text} of the flow",
        SessionEventKind.Ticketed => "Ticket named",
        SessionEventKind.WentBack => $"Went back to “{e.Title}”, was: ",
        SessionEventKind.Answered => $"Answered “{e.Title}”: ",
        _ => $"Noted at “{e.Title}”",
    };

    /// <summary>What somebody wrote with it, or null.</summary>
    public static string? Quote(this TranscriptEvent e) => e.Kind is SessionEventKind.Waiting or SessionEventKind.Ticketed or SessionEventKind.Noted or SessionEventKind.Answered ? e.Text : null;

    /// <summary>Shape of a step's station. In another version of the flow the step may ask nothing any more; here it was answered.</summary>
    public static string Station(this TranscriptStep step) => step.Asked is AskedStep asked ? asked.Station.Css() : "ask";

    public static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
