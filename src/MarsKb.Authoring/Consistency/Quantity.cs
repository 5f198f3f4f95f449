using System.Globalization;
using MarsKb.Quantities;
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
    const int LongestNumber = 20;

    /// <summary>Percentages, times, sizes and counts, in the order of the text. One pass.</summary>
    public static IEnumerable<Quantity> In(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiDigit(text[i]) || i > 0 && IsGlued(text[i - 1])) i++;
            else if (At(text, ref i) is { } quantity) yield return quantity;
        }
    }

    /// <param name="i">Offset of a digit; moved behind the number, or behind the unit where there is one.</param>
    /// <returns>Null for a number that counts nothing.</returns>
    static Quantity? At(string text, ref int i)
    {
        var start = i;
        if (Number(text, ref i) is not { } low) return null;
        var unit = UnitAt(text, ref i);
        // "5% to 10%", "60,000 or 65,000 files", "7 to 9,999 days"
        var after = i;
        if (Second(text, ref after) is { } second && (unit is null || unit.Value.Name == second.Unit.Name))
        {
            i = after;
            var first = low * (unit ?? second.Unit).Factor;
            var last = second.Number * second.Unit.Factor;
            return new Quantity(second.Unit.Name, Math.Min(first, last), Math.Max(first, last), text[start..i].TrimEnd(), start, i, second.Joint == "or");
        }
        return unit is { } own ? new Quantity(own.Name, low * own.Factor, low * own.Factor, text[start..i].TrimEnd(), start, i, false) : null;
    }

    /// <summary>The second of two numbers: " to 10%", "-30 days".</summary>
    static (string Joint, decimal Number, (string Name, decimal Factor) Unit)? Second(string text, ref int i) =>
        Joint(text, ref i) is { } joint && i < text.Length && char.IsAsciiDigit(text[i]) && Number(text, ref i) is { } number && UnitAt(text, ref i) is { } unit
            ? (joint, number, unit)
            : null;

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
        (string, decimal)? unit = Units.FindInProse(word) is { } known ? (known.Kind == UnitKind.Time ? "time" : "size", known.Factor)
            : word is "percent" ? ("%", 1)
            : IsPlural(word) ? (Analyzer.Analyze(word) is [var token] ? token.Term : word, 1)
            : null;
        if (unit is not null) i = end;
        return unit;
    }

    /// <summary>A noun of which several are counted: "files", not "less".</summary>
    static bool IsPlural(string word) => word.Length >= 4 && word[^1] == 's' && word[^2] != 's' && char.IsAsciiLetterLower(word[0]) && !StopWords.All.Contains(word);

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
