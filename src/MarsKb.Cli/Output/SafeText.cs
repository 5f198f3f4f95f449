using System.Globalization;
using System.Text;

namespace MarsKb.Cli.Output;

/// <summary>Text from content and input, made harmless for a terminal: nothing in it can move the cursor, colour the rest or turn its direction.</summary>
static class SafeText
{
    /// <summary>One line: control and direction characters, line breaks included, as <c>\u001b</c>.</summary>
    public static string Line(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
            if (MayAct(rune)) safe.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else safe.Append(rune.ToString());
        return safe.ToString();
    }

    /// <summary>The lines of a longer text, each harmless.</summary>
    public static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(Line);

    static bool MayAct(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x200E or 0x200F or 0x061C;
}
