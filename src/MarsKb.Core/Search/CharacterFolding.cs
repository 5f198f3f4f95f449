using System.Globalization;

namespace MarsKb.Search;

/// <summary>
/// Folds characters so that spellings meet: lower case, accents off, full-width forms to ASCII.
/// Own and small, because the site runs without the ICU library, where <see cref="string.Normalize()"/> folds ASCII only.
/// </summary>
static class CharacterFolding
{
    // U+00C0 to U+017F; a blank stands for "no letter".
    internal const string Latin =
        "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln" +
        "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>The folded character, or '\0' for one that is dropped (combining marks, zero-width characters, soft hyphens).</summary>
    public static char Fold(char c)
    {
        if (c < 0x80) return (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;
        if (c is >= '\u00C0' and <= '\u017F' && Latin[c - 0xC0] is var plain and not ' ') return plain;
        if (c is >= '\uFF01' and <= '\uFF5E') return Fold((char)(c - 0xFEE0));
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => '\0',
            _ => char.ToLowerInvariant(c),
        };
    }

    /// <summary>Part of a token: a letter, a digit, an underscore, or a character that folding drops.</summary>
    public static bool IsTokenCharacter(char c) =>
        c < 0x80 ? char.IsAsciiLetterOrDigit(c) || c == '_' : char.IsLetterOrDigit(c) || Fold(c) == '\0';

    /// <summary>Scripts that are written without blanks: Chinese, Japanese, Korean.</summary>
    public static bool IsUnspaced(char c) =>
        c >= '\u1100' && (c <= '\u11FF' || c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF');
}
