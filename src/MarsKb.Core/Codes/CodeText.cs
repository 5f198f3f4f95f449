namespace MarsKb.Codes;

/// <summary>
/// One character at a time, so that a code reads the same however it was typed: full-width forms become ASCII,
/// every dash that stands for a minus becomes <c>-</c>, what cannot be seen is dropped.
/// </summary>
/// <remarks>Letters of other alphabets that look like ASCII ones are left as they are: <c>0х80070005</c> with a Cyrillic х is no code.</remarks>
internal static class CodeText
{
    public static char Fold(char c) => c switch
    {
        < '\u0080' => c,
        '\u00A0' or '\u202F' or '\u3000' => ' ',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' or '\uFE63' => '-',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    /// <summary>Zero-width marks and soft hyphens that web pages and mail programs put into words.</summary>
    public static bool IsInvisible(char c) =>
        c is '\u00AD' or (>= '\u200B' and <= '\u200F') or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Blank of any kind; control characters count, as NUL and escape sequences stand between words, never in them.</summary>
    public static bool IsBlank(char c) => c <= ' ' || c == '\u007F' || (c >= '\u0080' && (char.IsWhiteSpace(c) || char.IsControl(c)));

    /// <summary>Part of a word of ASCII letters, digits and underscores, after folding.</summary>
    public static bool IsAsciiWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>
    /// A letter of an alphabet whose words are set off by blanks, or a digit of another script: it belongs to the word it stands in.
    /// Chinese, Japanese, Korean and Thai letters don't: a code may be stuck to them.
    /// </summary>
    public static bool IsForeignWord(char c) =>
        c >= '\u0080' && ((c < '\u0E00' && char.IsLetterOrDigit(c)) || c is >= '\u0300' and <= '\u036F' || (c is >= '\u1E00' and <= '\u1FFF' && char.IsLetter(c)) || char.IsDigit(c));

    /// <summary>Offset of the first ASCII digit, or -1. The library's searches box their bounds until they are compiled for speed; this runs on every word.</summary>
    public static int FirstDigit(ReadOnlySpan<char> word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (char.IsAsciiDigit(word[i])) return i;
        }

        return -1;
    }

    public static bool IsDigits(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsAsciiDigit(c)) return false;
        }

        return true;
    }
}
