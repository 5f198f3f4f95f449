using System.Text.Json;
using MarsKb.Checks;
using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;
using MarsKb.Matrix;
using MarsKb.Search;
using MarsKb.Sessions;

namespace MarsKb.Documents;

/// <summary>The words that stand for enums in addresses and JSON.</summary>
public static class Words
{
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Error => "error",
        EntryKind.Guide => "guide",
        EntryKind.Flow => "flow",
        EntryKind.Matrix => "matrix",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(RuleVerdict verdict) => verdict switch
    {
        RuleVerdict.Supported => "supported",
        RuleVerdict.NotSupported => "not-supported",
        RuleVerdict.Skipped => "skipped",
        _ => "unknown",
    };

    public static string Of(Confidence confidence) => confidence switch
    {
        Confidence.Exact => "exact",
        Confidence.Strong => "strong",
        Confidence.Weak => "weak",
        _ => throw new ArgumentOutOfRangeException(nameof(confidence), confidence, null),
    };

    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Markdown => "markdown",
        ColumnType.YesNo => "yes-no",
        ColumnType.Support => "support",
        ColumnType.Version => "version",
        ColumnType.Size => "size",
        ColumnType.Duration => "duration",
        ColumnType.Host => "host",
        ColumnType.List => "list",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string Of(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Fixed => "fixed",
        OutcomeKind.WorkedRound => "worked-round",
        OutcomeKind.Escalate => "escalate",
        OutcomeKind.NotSupported => "not-supported",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(InputType type) => type switch
    {
        InputType.Number => "number",
        InputType.Version => "version",
        InputType.Size => "size",
        InputType.Percent => "percent",
        InputType.DateTime => "date-time",
        InputType.Duration => "duration",
        InputType.Text => "text",
        InputType.Paste => "paste",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    public static string Of(TranscriptVerdict verdict) => verdict switch
    {
        TranscriptVerdict.Open => "open",
        TranscriptVerdict.Waiting => "waiting",
        TranscriptVerdict.Found => "found",
        TranscriptVerdict.ToHandOver => "to-hand-over",
        TranscriptVerdict.NotSupported => "not-supported",
        TranscriptVerdict.Solved => "solved",
        TranscriptVerdict.WorkedRound => "worked-round",
        TranscriptVerdict.StillFailing => "still-failing",
        TranscriptVerdict.HandedOver => "handed-over",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>Events of a record that are no answers.</summary>
    public static string Of(SessionEventKind kind) => kind switch
    {
        SessionEventKind.Waiting => "waiting",
        SessionEventKind.HandedOver => "handed-over",
        SessionEventKind.Moved => "moved",
        SessionEventKind.Ticketed => "ticketed",
        SessionEventKind.WentBack => "went-back",
        SessionEventKind.Answered => "answered",
        SessionEventKind.Noted => "noted",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>As in the files of flows: <c>atLeast</c>.</summary>
    public static string Of(Comparison comparison) => JsonNamingPolicy.CamelCase.ConvertName(comparison.ToString());
}
