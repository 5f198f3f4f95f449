using System.Globalization;
using System.Text;

namespace MarsKb.Sessions;

/// <summary>What people wrote, made so that nobody can take it for what the product wrote beside it.</summary>
public static class QuotedText
{
    /// <summary>Characters from which on a text is set apart instead of standing within a line.</summary>
    internal const int LongestInline = 120;

    const char Isolate = '\u2068';
    const char EndOfIsolate = '\u2069';

    /// <summary>Line ends are <c>\n</c>; direction controls, other controls and half characters are shown as <c>[U+202E]</c>, tabs as spaces.</summary>
    public static string Visible(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0) return text;
        var visible = new StringBuilder(text.Length + 16);
        text = text.ReplaceLineEndings("\n");
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') visible.Append(c);
            else if (c == '\t') visible.Append("    ");
            else if (char.IsSurrogatePair(text, i)) visible.Append(c).Append(text[++i]);
            else if (char.IsControl(c) || char.IsSurrogate(c) || IsDirection(c)) visible.Append(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]");
            else visible.Append(c);
        }
        return visible.ToString();
    }

    /// <summary>On one line, whatever was in it.</summary>
    public static string OneLine(string text) => string.Join(' ', Visible(text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>True where it may stand within a line of the record.</summary>
    public static bool FitsLine(string text) => text.Length <= LongestInline && !Visible(text).Contains('\n');

    /// <summary>Within a line: as it is when it is a plain word or name, else between quotation marks. Text from right to left is isolated.</summary>
    public static string Inline(string text)
    {
        var line = OneLine(text);
        var quoted = IsPlain(line) ? line : $"“{line.Replace('“', '"').Replace('”', '"')}”";
        return line.Any(IsRightToLeft) ? Isolate + quoted + EndOfIsolate : quoted;
    }

    /// <summary>At most so many characters, with an ellipsis where something is missing; never half a character.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = Math.Max(0, length - 1);
        return text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>True of the characters that turn the text around them.</summary>
    static bool IsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // A name, a number, a path: nothing that could read as a sentence of ours.
    static bool IsPlain(string text) =>
        text.Length is > 0 and <= 60 && !text.Contains(": ", StringComparison.Ordinal) && text[^1] != ':'
        && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '/' or '\\' or ':' or '#' or '@' or '+' or '%' or '\'');

    static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE') or (>= '\uD802' and <= '\uD803') or '\uD83A' or '\uD83B';
}
