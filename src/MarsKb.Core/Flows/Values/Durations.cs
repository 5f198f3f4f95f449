namespace MarsKb.Flows.Values;

/// <summary>Durations: <c>2 h</c>, <c>1 d 6 h</c>, <c>30 min</c>, <c>01:30</c>, <c>P1DT6H</c>.</summary>
static class Durations
{
    const decimal Day = 86_400;

    static readonly (string[] Names, decimal Seconds)[] Units =
    [
        (["s", "sec", "secs", "second", "seconds"], 1),
        (["m", "min", "mins", "minute", "minutes"], 60),
        (["h", "hr", "hrs", "hour", "hours"], 3_600),
        (["d", "day", "days"], Day),
        (["w", "week", "weeks"], 7 * Day),
        // A month is a twelfth of a year, as in the tables of the support matrix.
        (["month", "months"], 365 * Day / 12),
        (["y", "year", "years"], 365 * Day),
    ];

    /// <returns>Seconds, or null.</returns>
    public static decimal? Read(string text)
    {
        if (text.Length is 0 or > 60) return null;
        if (text[0] is 'P' or 'p') return Iso(text[1..]);
        if (text.Contains(':')) return Clock(text);
        decimal total = 0;
        var rest = text.AsSpan();
        while (!(rest = rest.TrimStart(", ")).IsEmpty)
        {
            var digits = Digits(rest);
            var after = rest[digits..].TrimStart(' ');
            var letters = 0;
            while (letters < after.Length && char.IsAsciiLetter(after[letters])) letters++;
            if (Quantities.Number(rest[..digits].ToString()) is not { } number || Unit(after[..letters].ToString()) is not { } seconds) return null;
            total += number * seconds;
            rest = after[letters..];
        }
        return total;
    }

    /// <summary><c>h:mm</c> or <c>h:mm:ss</c>.</summary>
    static decimal? Clock(string text)
    {
        var parts = text.Split(':');
        if (parts.Length > 3) return null;
        decimal total = 0;
        for (var i = 0; i < 3; i++)
        {
            var part = 0;
            if (i < parts.Length && (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, null, out part) || part > (i == 0 ? 100_000 : 59))) return null;
            total = total * 60 + part;
        }
        return total;
    }

    static decimal? Iso(string text)
    {
        decimal total = 0;
        var time = false;
        var any = false;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (rest[0] is 'T' or 't' && !time)
            {
                time = true;
                rest = rest[1..];
                continue;
            }
            var digits = Digits(rest);
            if (digits == rest.Length || Quantities.Number(rest[..digits].ToString()) is not { } number) return null;
            decimal? unit = (char.ToUpperInvariant(rest[digits]), time) switch
            {
                ('Y', false) => 365 * Day,
                ('M', false) => 365 * Day / 12,
                ('W', false) => 7 * Day,
                ('D', false) => Day,
                ('H', true) => 3_600,
                ('M', true) => 60,
                ('S', true) => 1,
                _ => null,
            };
            if (unit is null) return null;
            total += number * unit.Value;
            any = true;
            rest = rest[(digits + 1)..];
        }
        return any ? total : null;
    }

    static int Digits(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.')) length++;
        return Math.Min(length, 12);
    }

    static decimal? Unit(string name)
    {
        foreach (var (names, seconds) in Units)
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase)) return seconds;
        return null;
    }
}
