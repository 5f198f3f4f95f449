using System.Collections.Frozen;

namespace MarsKb.Quantities;

/// <summary>What is counted with a unit.</summary>
public enum UnitKind
{
    /// <summary>In bytes.</summary>
    Size,

    /// <summary>In seconds.</summary>
    Time,
}

/// <param name="Name">As it is spelled properly.</param>
/// <param name="Factor">Bytes or seconds.</param>
/// <param name="InProse">False for a spelling that running text uses for other things too, such as <c>m</c> and <c>B</c>.</param>
public sealed record Unit(string Name, UnitKind Kind, decimal Factor, bool InProse);

/// <summary>The one table of units: what they are called and how much they are.</summary>
/// <remarks>
/// A KB is 1,024 bytes, as Windows counts and as the support matrix means it. A year has 365 days and a month is a twelfth of it (2,628,000 seconds): so twelve months
/// are a year and a year is 365 days, which is what retention and limits are written for; a calendar's mean (2,629,746 seconds) would make "365 days" and "1 year" differ.
/// </remarks>
public static class Units
{
    public const decimal Day = 86_400;
    public const decimal Year = 365 * Day;
    public const decimal Month = Year / 12;

    static readonly FrozenDictionary<string, Unit> ByName = All().ToFrozenDictionary(u => u.Name, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for no unit. Capitals don't matter.</returns>
    public static Unit? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A unit as running text writes it: no short form that means something else too, and sizes with their capitals, as <c>Mb</c> are bits.</summary>
    public static Unit? FindInProse(string word) =>
        Find(word) is { InProse: true } unit && (unit.Kind == UnitKind.Time || unit.Name.Equals(word, StringComparison.Ordinal)) ? unit : null;

    static IEnumerable<Unit> All()
    {
        (string Words, string Short, decimal Seconds)[] times =
        [
            ("second seconds", "s sec secs", 1), ("minute minutes", "m min mins", 60), ("hour hours", "h hr hrs", 3_600), ("day days", "d", Day),
            ("week weeks", "w", 7 * Day), ("month months", "", Month), ("year years", "y", Year),
        ];
        foreach (var (words, shorts, seconds) in times)
        {
            foreach (var word in words.Split(' ')) yield return new Unit(word, UnitKind.Time, seconds, true);
            foreach (var word in shorts.Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return new Unit(word, UnitKind.Time, seconds, false);
        }
        yield return new Unit("B", UnitKind.Size, 1, false);
        yield return new Unit("byte", UnitKind.Size, 1, false);
        yield return new Unit("bytes", UnitKind.Size, 1, true);
        decimal bytes = 1;
        foreach (var prefix in "KMGTP")
        {
            bytes *= 1_024;
            yield return new Unit(prefix + "B", UnitKind.Size, bytes, true);
            yield return new Unit(prefix + "iB", UnitKind.Size, bytes, true);
        }
    }
}
