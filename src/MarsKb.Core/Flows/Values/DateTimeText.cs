using System.Globalization;

namespace MarsKb.Flows.Values;

/// <summary>Dates and times as people and Windows write them. What could be two days is refused.</summary>
static class DateTimeText
{
    static readonly string[] Local =
    [
        "yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-d'T'H:mm", "yyyy-M-d'T'H:mm:ss", "yyyy-M-d'T'H:mm:ss.FFFFFFF",
        "yyyy/M/d", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss",
        "d MMM yyyy", "d MMM yyyy H:mm", "d MMM yyyy H:mm:ss", "d MMMM yyyy", "d MMMM yyyy H:mm", "d MMMM yyyy H:mm:ss",
        "MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "MMMM d yyyy", "MMM d, yyyy H:mm", "MMMM d, yyyy H:mm",
        "MMM d, yyyy h:mm tt", "MMMM d, yyyy h:mm tt", "dddd, MMMM d, yyyy h:mm:ss tt", "dddd, MMMM d, yyyy h:mm tt",
        "d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss",
        // Only American Windows writes AM and PM behind such a date.
        "M/d/yyyy h:mm tt", "M/d/yyyy h:mm:ss tt",
    ];

    static readonly string[] WithOffset =
        ["yyyy-M-d'T'H:mmK", "yyyy-M-d'T'H:mm:ssK", "yyyy-M-d'T'H:mm:ss.FFFFFFFK", "yyyy-M-d H:mmK", "yyyy-M-d H:mm:ssK", "yyyy-M-d H:mm zzz", "yyyy-M-d H:mm:ss zzz"];

    static readonly string[] DayFirst = ["d/M/yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss"];

    static readonly string[] MonthFirst = ["M/d/yyyy", "M/d/yyyy H:mm", "M/d/yyyy H:mm:ss"];

    /// <summary>As written; with an offset, in UTC.</summary>
    public static DateTime? Read(string text)
    {
        if (text.Length > 60) return null;
        if (Parse(text, Local, DateTimeStyles.None) is { } local) return local;
        if (Parse(text, WithOffset, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal) is { } exact) return exact;
        var day = Parse(text, DayFirst, DateTimeStyles.None);
        var month = Parse(text, MonthFirst, DateTimeStyles.None);
        return day is null ? month : month is null || day == month ? day : null;
    }

    static DateTime? Parse(string text, string[] forms, DateTimeStyles styles) =>
        DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, styles | DateTimeStyles.AllowWhiteSpaces, out var time) ? time : null;
}
