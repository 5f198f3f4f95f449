using System.Globalization;

namespace MarsKb.Sessions;

/// <summary>Times of a record in words. All are UTC, which the record says once, with its first time.</summary>
public static class TranscriptTimes
{
    /// <summary><c>22 Nov 2026, 02:14 to 02:31 UTC</c>.</summary>
    public static string Span(DateTime from, DateTime to)
    {
        var begin = Long(from);
        var end = from.Date == to.Date ? to.ToString("HH:mm", CultureInfo.InvariantCulture) : Long(to);
        return begin.EndsWith(end, StringComparison.Ordinal) ? $"{begin} UTC" : $"{begin} to {end} UTC";
    }

    /// <summary><c>02:14</c>, and with the day when it is not the one on which the session began.</summary>
    public static string Short(DateTime at, DateTime began) => at.ToString(at.Date == began.Date ? "HH:mm" : at.Year == began.Year ? "d MMM, HH:mm" : "d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>22 Nov 2026, 02:14</c>.</summary>
    public static string Long(DateTime at) => at.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
