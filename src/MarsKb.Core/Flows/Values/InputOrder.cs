using System.Globalization;
using MarsKb.Quantities;

namespace MarsKb.Flows.Values;

/// <summary>Numbers, versions and sizes as one decimal each, so that answers compare.</summary>
static class InputOrder
{
    const long LargestVersionPart = 9_999_999;

    /// <summary>Digits with at most one point. Commas mean thousands to some and a fraction to others, so they are refused.</summary>
    public static decimal? Number(string text) =>
        text.Length <= 20 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Seven digits a part keep the order in one decimal.</summary>
    public static decimal? Version(string text)
    {
        if (VersionNumber.Parse(text) is not { } version) return null;
        decimal order = 0;
        foreach (var part in (ReadOnlySpan<long>)[version.Major, version.Minor, version.Build, version.Revision])
        {
            if (part > LargestVersionPart) return null;
            order = order * (LargestVersionPart + 1) + part;
        }
        return order;
    }

    /// <summary>Bytes; the unit may follow with or without a blank, and is needed.</summary>
    public static decimal? Size(string text) => Quantities.Size.Parse(text)?.Bytes;
}
