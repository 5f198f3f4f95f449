using System.Globalization;

namespace MarsKb.Sessions;

/// <summary>What is missing in a record that was shortened.</summary>
/// <param name="Max">Characters that it was to fit.</param>
/// <param name="Answers">Earlier answers.</param>
/// <param name="CutNotes">Notes of which only the beginning is there.</param>
/// <param name="Aside">Answers that were set aside.</param>
/// <param name="Events">Other events, and earlier values of answers.</param>
/// <param name="Advice">The text of the outcome: what was found, what to do, what to send along.</param>
/// <param name="IsBare">Only outcome, cause, ticket and the latest answers are left.</param>
public sealed record TranscriptLeftOut(int Max, int Answers, int Notes, int CutNotes, int Aside, int Events, bool Advice, bool IsBare)
{
    /// <summary>One sentence or two: <c>Shortened to 4,000 characters. Left out: 12 earlier answers, 3 notes.</c></summary>
    public string Words
    {
        get
        {
            var parts = new[]
            {
                Count(Answers, "earlier answer"), Count(Notes, "note"), CutNotes == 0 ? null : "the end of " + Count(CutNotes, "note"), Count(Aside, "answer set aside", "answers set aside"),
                Count(Events, "other event"), Advice ? "what the outcome says" : null,
            };
            var missing = IsBare && Answers > 0 ? Count(Answers, "earlier answer")! : string.Join(", ", parts.OfType<string>());
            return $"Shortened to {Max.ToString("N0", CultureInfo.InvariantCulture)} characters.{(missing.Length == 0 ? "" : $" Left out: {missing}.")}";
        }
    }

    static string? Count(int count, string one, string? many = null) =>
        count == 0 ? null : $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
