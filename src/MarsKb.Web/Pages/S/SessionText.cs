using System.Globalization;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;
using MarsKb.Text;

namespace MarsKb.Pages.S;

/// <summary>Short texts about a session.</summary>
public static class SessionText
{
    /// <summary><c>Step 4, up to 5 more</c>: only an upper bound is true in a graph with branches, and in a loop not even that.</summary>
    public static string Progress(this Session session) => session.Position.IsOutcome ? "End of the flow" : $"Step {session.Answers.Length + 1}" + session.Position.MostLeft switch
    {
        null => "",
        1 => ", the last one",
        var left => $", up to {left - 1} more",
    };

    /// <summary><c>3 answered, at most 5 to go</c>.</summary>
    public static string Counted(this Session session) =>
        $"{session.Answers.Length} answered" + (session.Position is { IsOutcome: false, MostLeft: { } left } ? $", at most {left} to go" : "");

    /// <summary>What an outcome is in a word.</summary>
    public static (string Icon, string Class, string Word) Verdict(this Session session) => (session.Finish?.Resolved, session.Outcome?.Kind) switch
    {
        (_, OutcomeKind.NotSupported) => ("cross", "no", "Not supported"),
        (_, OutcomeKind.WorkedRound) and not (false, _) => ("skip", "part", "Worked round"),
        (true, _) => ("check", "ok", "Solved"),
        (false, OutcomeKind.Escalate) => ("right", "hint", "Handed over"),
        (false, _) => ("skip", "part", "Still failing"),
        (_, OutcomeKind.Escalate) => ("right", "hint", "To be handed over"),
        _ => ("check", "ok", session.Outcome?.Cause is null ? "Fixed" : "Cause found"),
    };

    /// <summary><c>02:14 UTC</c>, with the day when it is another.</summary>
    public static string Clock(DateTime then, DateTime now) =>
        then.ToString(then.Date == now.Date ? "HH:mm 'UTC'" : "d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary><c>3 answers</c>, <c>1 answer</c>.</summary>
    public static string Many(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>Four and four are easier to type.</summary>
    public static string Code(string code) => $"{code[..4]} {code[4..]}";

    /// <summary><c>17 min</c>, <c>3 h</c>, <c>2 days</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than 1 min",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => Many((int)span.TotalDays, "day"),
    };

    public static string Cut(string text) => ShortText.Excerpt(text, 300);
}
