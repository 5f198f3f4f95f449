using System.Globalization;

namespace MarsKb.Codes;

/// <summary>Readings of numbers that have no parts: Win32 codes, HTTP statuses, ids.</summary>
internal static class NumberReadings
{
    /// <param name="value">Any number below 0x40000000.</param>
    /// <param name="isDecimal">Nobody writes an HTTP status in hex, so it comes last there.</param>
    public static IEnumerable<CodeReading> Of(uint value, bool isDecimal)
    {
        bool win32 = value <= ushort.MaxValue, named = win32 && CodeTables.Win32.Name(value) is not null;
        bool http = value is >= 100 and <= 599, failure = isDecimal && value >= 400 && HttpStatuses.Phrase(value) is not null;
        if (http && failure) yield return Http(value);
        if (named) yield return Win32(value);
        yield return Id(value);
        if (win32 && !named) yield return Win32(value);
        if (http && !failure) yield return Http(value);
    }

    public static CodeReading Win32(uint value) =>
        new("win32", Number(value), null, null, CodeTables.Win32.Name(value), CodeTables.Meaning("win32", value), value);

    public static CodeReading Id(uint value) => new("id", Number(value), null, null, null, null, value);

    private static CodeReading Http(uint value) =>
        new("http", Number(value), null, null, HttpStatuses.Phrase(value), CodeTables.Meaning("http", value), value);

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
