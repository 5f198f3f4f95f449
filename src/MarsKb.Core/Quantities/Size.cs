using System.Globalization;

namespace MarsKb.Quantities;

/// <summary>An amount of data.</summary>
public readonly record struct Size(decimal Bytes) : IComparable<Size>
{
    const decimal Largest = 1_000_000_000_000_000;

    /// <summary>A number and a unit, with or without a blank: <c>1.5 GB</c>. Commas mean thousands to some and a fraction to others, so they are refused.</summary>
    /// <returns>Null for anything else.</returns>
    public static Size? Parse(string text)
    {
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1])) end--;
        if (Units.Find(text[end..]) is not { Kind: UnitKind.Size } unit) return null;
        return decimal.TryParse(text.AsSpan(0, end).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= Largest
            ? new Size(number * unit.Factor)
            : null;
    }

    public int CompareTo(Size other) => Bytes.CompareTo(other.Bytes);

    public static bool operator <(Size left, Size right) => left.Bytes < right.Bytes;

    public static bool operator >(Size left, Size right) => left.Bytes > right.Bytes;

    public static bool operator <=(Size left, Size right) => left.Bytes <= right.Bytes;

    public static bool operator >=(Size left, Size right) => left.Bytes >= right.Bytes;
}
