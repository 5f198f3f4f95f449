using System.Globalization;
using System.Text;

namespace MarsKb.Logging;

/// <summary>Keeps what others wrote on its own line and in plain sight.</summary>
static class OneLine
{
    /// <summary>Escapes control characters, line and paragraph separators, direction controls and lone surrogates as <c>\uXXXX</c>, which JSON strings read back.</summary>
    public static string Escape(string text)
    {
        var at = 0;
        while (at < text.Length && !MustEscape(text, at)) at++;
        if (at == text.Length) return text;
        var escaped = new StringBuilder(text, 0, at, text.Length + 16);
        for (; at < text.Length; at++)
            if (MustEscape(text, at)) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
            else escaped.Append(text[at]);
        return escaped.ToString();
    }

    static bool MustEscape(string text, int at)
    {
        var c = text[at];
        if (c is >= ' ' and < '\x7f') return false;
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Surrogate => !(at + 1 < text.Length && char.IsSurrogatePair(text, at)) && !(at > 0 && char.IsSurrogatePair(text, at - 1)),
            _ => false,
        };
    }
}
