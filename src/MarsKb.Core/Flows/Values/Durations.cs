using MarsKb.Quantities;

namespace MarsKb.Flows.Values;

/// <summary>Durations: <c>2 h</c>, <c>1 d 6 h</c>, <c>30 min</c>, <c>01:30</c>, <c>P1DT6H</c>.</summary>
static class Durations
{
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
            if (InputOrder.Number(rest[..digits].ToString()) is not { } number || Unit(after[..letters].ToString()) is not { } seconds) return null;
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
            if (digits == rest.Length || InputOrder.Number(rest[..digits].ToString()) is not { } number) return null;
            decimal? unit = (char.ToUpperInvariant(rest[digits]), time) switch
            {
                ('Y', false) => Units.Year,
                ('M', false) => Units.Month,
                ('W', false) => 7 * Units.Day,
                ('D', false) => Units.Day,
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

    static decimal? Unit(string name) => Units.Find(name) is { Kind: UnitKind.Time } unit ? unit.Factor : null;
}
