using System.Globalization;
using System.Text.RegularExpressions;

namespace MarsKb.Flows.Values;

/// <summary>Free space in the output of <c>Get-Volume</c>, <c>fsutil volume diskfree</c>, <c>vssadmin List ShadowStorage</c>, <c>Get-PSDrive</c> and <c>dir</c>.</summary>
static partial class FreeSpaceText
{
    public static string? Find(string text)
    {
        var lines = text.Split('\n');
        return Listed(lines) ?? Tabled(lines) ?? Anywhere(text);
    }

    static string? Listed(string[] lines)
    {
        // Of shadow storage, what it may grow to: that is what a backup runs out of.
        foreach (var label in (string[])["Maximum Shadow Copy Storage space", "SizeRemaining", "FreeSpace", "Total free bytes", "Total # of free bytes", "Total # of avail free bytes", "Free"])
            foreach (var line in lines)
            {
                if (line.Split(':', 2) is not [var name, var value] || !name.Trim().Equals(label, StringComparison.OrdinalIgnoreCase)) continue;
                if (Sized().Match(value) is { Success: true } sized && !Whole(value).HasValue) return Size(sized);
                if (Whole(value) is { } bytes) return Bytes(bytes);
            }
        foreach (var line in lines)
            if (line.Contains("bytes free", StringComparison.OrdinalIgnoreCase) && Whole(AfterDirs(line)) is { } left) return Bytes(left);
        return null;
    }

    static string? Tabled(string[] lines)
    {
        for (var i = 0; i + 1 < lines.Length; i++)
        {
            if (lines[i].Contains("SizeRemaining", StringComparison.Ordinal))
                foreach (var row in lines.Skip(i + 1))
                    if (Sized().Match(row) is { Success: true } first) return Size(first);
            if (lines[i].IndexOf("Free (GB)", StringComparison.Ordinal) is >= 0 and var column)
                foreach (var row in lines.Skip(i + 1))
                {
                    // The number ends where its head ends.
                    if (row.Length < column) continue;
                    var end = Math.Min(row.Length, column + "Free (GB)".Length);
                    var words = row[..end].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    if (words.Length > 0 && InputOrder.Number(words[^1]) is { } gigabytes && gigabytes >= 0) return words[^1] + " GB";
                }
        }
        return null;
    }

    static string? Anywhere(string text) => Sized().Match(text) is { Success: true } found ? Size(found) : null;

    static string AfterDirs(string line) => line.IndexOf("Dir(s)", StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? line[(at + 6)..] : line;

    /// <summary>A number of bytes at the beginning, thousands set apart or not.</summary>
    static decimal? Whole(string value)
    {
        var digits = new System.Text.StringBuilder();
        foreach (var c in value.Trim())
        {
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (c is not (',' or '.' or '\u00A0' or '\u202F')) break;
        }
        // Few digits with a unit behind them are no bytes.
        return digits.Length is > 0 and < 20 && !Sized().IsMatch(value.Split('(')[0])
            ? decimal.Parse(digits.ToString(), CultureInfo.InvariantCulture) : null;
    }

    static string Bytes(decimal bytes) => bytes.ToString("0", CultureInfo.InvariantCulture) + " B";

    static string Size(Match match) => $"{match.Groups[1].Value.Replace(',', '.')} {match.Groups[2].Value.ToUpperInvariant()}";

    [GeneratedRegex(@"\b([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s?([KMGTkmgt]?[Bb])\b", RegexOptions.NonBacktracking)]
    private static partial Regex Sized();
}
