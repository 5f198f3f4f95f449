using System.Globalization;

namespace MarsKb.Quantities;

/// <summary>A length of time; months and years as <see cref="Units"/> has them.</summary>
public readonly record struct Span(decimal Seconds) : IComparable<Span>
{
    const int Longest = 60;
    const decimal Largest = 1_000_000_000;

    /// <summary>Numbers with units, which add up: <c>2 h</c>, <c>1 d 6 h</c>, <c>1 month, 2 weeks</c>.</summary>
    /// <returns>Null for anything else.</returns>
    public static Span? Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        if (rest.Length is 0 or > Longest) return null;
        decimal total = 0;
        while (!rest.IsEmpty)
        {
            var digits = 0;
            while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] == '.')) digits++;
            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > Largest) return null;
            rest = rest[digits..].TrimStart(' ');
            var letters = rest.IndexOfAnyExceptInRange('A', 'z');
            if (letters < 0) letters = rest.Length;
            if (Units.Find(rest[..letters].ToString()) is not { Kind: UnitKind.Time } unit) return null;
            total += number * unit.Factor;
            rest = rest[letters..].TrimStart(", ");
        }
        return new Span(total);
    }

    public int CompareTo(Span other) => Seconds.CompareTo(other.Seconds);

    public static bool operator <(Span left, Span right) => left.Seconds < right.Seconds;

    public static bool operator >(Span left, Span right) => left.Seconds > right.Seconds;

    public static bool operator <=(Span left, Span right) => left.Seconds <= right.Seconds;

    public static bool operator >=(Span left, Span right) => left.Seconds >= right.Seconds;
}
