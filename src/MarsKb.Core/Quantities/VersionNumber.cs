using System.Globalization;

namespace MarsKb.Quantities;

/// <summary>One to four numbers with dots; what is left out counts as 0.</summary>
public readonly record struct VersionNumber(long Major, long Minor, long Build, long Revision) : IComparable<VersionNumber>
{
    const int MostParts = 4;
    const int LongestPart = 18;

    /// <summary>The first two numbers, which versions of one line share: <c>2.0</c>.</summary>
    public string Family => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    /// <param name="text">With or without a <c>v</c> before it; zeros at the beginning of a part don't count.</param>
    /// <returns>Null for anything else.</returns>
    public static VersionNumber? Parse(string text)
    {
        if (text.StartsWith('v') || text.StartsWith('V')) text = text[1..].TrimStart();
        var written = text.Split('.');
        if (written.Length > MostParts) return null;
        Span<long> parts = stackalloc long[MostParts];
        for (var i = 0; i < written.Length; i++)
            if (written[i].Length > LongestPart || !long.TryParse(written[i], NumberStyles.None, CultureInfo.InvariantCulture, out parts[i])) return null;
        return new VersionNumber(parts[0], parts[1], parts[2], parts[3]);
    }

    public int CompareTo(VersionNumber other) => (Major, Minor, Build, Revision).CompareTo((other.Major, other.Minor, other.Build, other.Revision));

    public static bool operator <(VersionNumber left, VersionNumber right) => left.CompareTo(right) < 0;

    public static bool operator >(VersionNumber left, VersionNumber right) => left.CompareTo(right) > 0;

    public static bool operator <=(VersionNumber left, VersionNumber right) => left.CompareTo(right) <= 0;

    public static bool operator >=(VersionNumber left, VersionNumber right) => left.CompareTo(right) >= 0;

    /// <summary>At least two parts, without zeros at the end.</summary>
    public override string ToString() => (Build, Revision) switch
    {
        (0, 0) => Family,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Family}.{Build}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Family}.{Build}.{Revision}"),
    };
}
