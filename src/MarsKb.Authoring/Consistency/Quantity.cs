using System.Globalization;
using MarsKb.Search;

namespace MarsKb.Consistency;

/// <summary>A number of a text with what it counts.</summary>
/// <param name="Unit"><c>%</c>, <c>time</c> in seconds, <c>size</c> in bytes, <c>version</c>, else the stem of the noun that is counted.</param>
/// <param name="Low">Equal to <paramref name="High"/> but for a span such as 5% to 10%.</param>
/// <param name="Written">As it stands there.</param>
/// <param name="Start">Offset of the first number in the text.</param>
/// <param name="End">Offset behind the unit.</param>
/// <param name="Either">True for two numbers joined by "or".</param>
sealed record Quantity(string Unit, decimal Low, decimal High, string Written, int Start, int End, bool Either)
{
    static readonly Dictionary<string, decimal> Times = new(StringComparer.OrdinalIgnoreCase)
    {
        ["second"] = 1, ["seconds"] = 1, ["minute"] = 60, ["minutes"] = 60, ["hour"] = 3_600, ["hours"] = 3_600, ["day"] = 86_400, ["days"] = 86_400, ["week"] = 604_800, ["weeks"] = 604_800,
        ["month"] = 2_629_746, ["months"] = 2_629_746, ["year"] = 31_556_952, ["years"] = 31_556_952,
    };

    static readonly Dictionary<string, decimal> Sizes = new(StringComparer.Ordinal)
    {
        ["bytes"] = 1, ["KB"] = 1L << 10, ["MB"] = 1L << 20, ["GB"] = 1L << 30, ["TB"] = 1L << 40, ["PB"] = 1L << 50, ["KiB"] = 1L << 10, ["MiB"] = 1L << 20, ["GiB"] = 1L << 30, ["TiB"] = 1L << 40,
    };

    const int LongestNumber = 20;

    /// <summary>Percentages, times, sizes and counts, in the order of the text. One pass.</summary>
    public static IEnumerable<Quantity> In(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiDigit(text[i]) || i > 0 && IsGlued(text[i - 1])) { i++; continue; }
            var start = i;
            if (Number(text, ref i) is not { } low) continue;
            var (high, either) = (low, false);
            var unit = UnitAt(text, ref i);
            // "5% to 10%", "60,000 or 65,000 files", "7 to 9,999 days"
            var after = i;
            if (Joint(text, ref after) is { } joint && after < text.Length && char.IsAsciiDigit(text[after]) && Number(text, ref after) is { } second && UnitAt(text, ref after) is { } common && (unit is null || unit.Value.Name == common.Name))
            {
                unit ??= common;
                high = second * common.Factor;
                low *= unit.Value.Factor;
                either = joint == "or";
                unit = common;
                i = after;
            }
            else if (unit is not null) high = low *= unit.Value.Factor;
            if (unit is not null) yield return new Quantity(unit.Value.Name, Math.Min(low, high), Math.Max(low, high), text[start..i].TrimEnd(), start, i, either);
        }
    }

    static bool IsGlued(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '\\' or '#' or ':' or '$' or '{';

    static decimal? Number(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] is ',' or '.' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))) i++;
        var number = text.AsSpan(start, i - start);
        if (number.Length > LongestNumber || number.Count('.') > 1) return null;
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    static (string Name, decimal Factor)? UnitAt(string text, ref int i)
    {
        var at = i;
        if (at < text.Length && text[at] is ' ' or '\u00A0' or '-') at++;
        if (at >= text.Length) return null;
        if (text[at] == '%') { i = at + 1; return ("%", 1); }
        var end = at;
        while (end < text.Length && char.IsAsciiLetter(text[end])) end++;
        if (end == at || end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is '_' or '\\' or '/')) return null;
        var word = text[at..end];
        if (Times.TryGetValue(word, out var seconds)) { i = end; return ("time", seconds); }
        if (Sizes.TryGetValue(word, out var bytes)) { i = end; return ("size", bytes); }
        if (word is "percent") { i = end; return ("%", 1); }
        // A noun in the plural.
        if (word.Length < 4 || word[^1] != 's' || word[^2] == 's' || !char.IsAsciiLetterLower(word[0]) || StopWords.All.Contains(word)) return null;
        i = end;
        return (Analyzer.Analyze(word) is [var token] ? token.Term : word, 1);
    }

    static string? Joint(string text, ref int i)
    {
        foreach (var joint in (ReadOnlySpan<string>)[" to ", " or ", "–", "-", " and "])
            if (string.CompareOrdinal(text, i, joint, 0, joint.Length) == 0)
            {
                i += joint.Length;
                return joint.Trim();
            }
        return null;
    }

    public bool Meets(Quantity other) => Low <= other.High && other.Low <= High;
}
