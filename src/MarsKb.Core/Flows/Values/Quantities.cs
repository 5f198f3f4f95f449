using System.Globalization;

namespace MarsKb.Flows.Values;

/// <summary>Numbers, versions and sizes as one decimal each, so that they compare.</summary>
static class Quantities
{
    const long LargestVersionPart = 9_999_999;

    static readonly (string Unit, decimal Bytes)[] Units =
    [
        ("B", 1), ("BYTES", 1), ("BYTE", 1), ("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("TB", 1L << 40),
        ("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30), ("TIB", 1L << 40),
    ];

    /// <summary>Digits with at most one point. Commas mean thousands to some and a fraction to others, so they are refused.</summary>
    public static decimal? Number(string text) =>
        text.Length <= 20 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>One to four numbers with dots; what is left out counts as 0. Seven digits a part keep the order in one decimal.</summary>
    public static decimal? Version(string text)
    {
        if (text.StartsWith('v') || text.StartsWith('V')) text = text[1..].TrimStart();
        var parts = text.Split('.');
        if (parts.Length > 4) return null;
        decimal order = 0;
        for (var i = 0; i < 4; i++)
        {
            long part = 0;
            if (i < parts.Length && (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out part) || part > LargestVersionPart)) return null;
            order = order * (LargestVersionPart + 1) + part;
        }
        return order;
    }

    /// <summary>Bytes; a KB is 1,024 of them, as Windows counts. The unit may follow with or without a blank, and is needed.</summary>
    public static decimal? Size(string text)
    {
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1])) end--;
        var unit = text[end..];
        if (Number(text[..end].TrimEnd()) is not { } number || number < 0 || number > 1_000_000_000_000_000) return null;
        foreach (var (name, bytes) in Units)
            if (string.Equals(name, unit, StringComparison.OrdinalIgnoreCase)) return number * bytes;
        return null;
    }
}
