using System.Text;

namespace MarsKb.Sessions;

/// <summary>What people write beside their answers.</summary>
public static class WrittenText
{
    /// <summary>Characters of a note.</summary>
    public const int LongestNote = 2_000;

    /// <summary>Characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of a ticket reference: a longer one is none.</summary>
    public const int LongestTicket = 100;

    /// <summary>Several lines: line ends are <c>\n</c>, control characters gone, blank is null. Not shortened.</summary>
    public static string? Note(string? given) => Clean(given, lines: true);

    /// <summary>One line of at most <see cref="LongestName"/> characters, or null.</summary>
    public static string? Name(string? given) => Clean(given, lines: false) is { Length: <= LongestName } name ? name : null;

    /// <summary>A ticket reference without control characters and invisible ones, trimmed; null when nothing is left to see or too much.</summary>
    public static string? Ticket(string? given)
    {
        if (given is null || given.Length > 4 * LongestTicket) return null;
        var clean = new StringBuilder(given.Length);
        var visible = false;
        foreach (var rune in given.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) || IsNothing(rune.Value)) continue;
            visible |= !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format && !IsFiller(rune.Value);
            clean.Append(rune.ToString());
        }
        var text = clean.ToString().Trim();
        return visible && text.Length <= LongestTicket ? text : null;
    }

    static string? Clean(string? given, bool lines)
    {
        if (string.IsNullOrWhiteSpace(given)) return null;
        var clean = new StringBuilder(given.Length);
        foreach (var rune in given.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar) continue;
            if (rune.Value is '\n' or '\t') clean.Append(lines ? (char)rune.Value : ' ');
            else if (!Rune.IsControl(rune)) clean.Append(rune.ToString());
        }
        var text = clean.ToString().Trim();
        return text.Length == 0 ? null : text;
    }

    // Soft hyphen, zero-width space, word joiner, byte order mark: they change the text, but nobody can see how.
    static bool IsNothing(int rune) => rune is 0xAD or 0x200B or 0x2060 or 0xFEFF;

    // Hangul fillers count as letters and show nothing.
    static bool IsFiller(int rune) => rune is 0x115F or 0x1160 or 0x3164 or 0xFFA0;
}
