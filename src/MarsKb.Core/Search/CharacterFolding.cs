using System.Globalization;
using Lucene.Net.Analysis.Miscellaneous;

namespace MarsKb.Search;

/// <summary>Folds single characters as the analysis chain does, for what reads text character by character: logs, names, templates.</summary>
static class CharacterFolding
{
    static readonly char[] Folded = Table();

    /// <summary>
    /// The folded character, or '\0' for one that is dropped (combining marks, zero-width characters, soft hyphens). Of a letter that
    /// the chain folds to several, the first: <c>ß</c> is s.
    /// </summary>
    public static char Fold(char c)
    {
        if (c < 0x80) return (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;
        return IsDropped(c) ? '\0' : Folded[c];
    }

    /// <summary>Part of no token: combining marks, zero-width characters, soft hyphens.</summary>
    public static bool IsDropped(char c) =>
        c >= 0x80 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    /// <summary>Part of a token: a letter, a digit, an underscore, or a character that folding drops.</summary>
    public static bool IsTokenCharacter(char c) =>
        c < 0x80 ? char.IsAsciiLetterOrDigit(c) || c == '_' : char.IsLetterOrDigit(c) || IsDropped(c);

    /// <summary>Scripts that are written without blanks: Chinese, Japanese, Korean.</summary>
    public static bool IsUnspaced(char c) =>
        c >= '\u1100' && (c <= '\u11FF' || c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF');

    /// <summary>All letters that the chain folds to something else than their lower case, with what it makes of them.</summary>
    internal static IEnumerable<(char Letter, string Folded)> Letters()
    {
        var (one, folded) = (new char[1], new char[8]);
        for (var c = 0x80; c <= char.MaxValue; c++)
        {
            one[0] = (char)c;
            if (!char.IsLetterOrDigit(one[0])) continue;
            var length = ASCIIFoldingFilter.FoldToASCII(one, 0, folded, 0, 1);
            if (length > 1 || folded[0] != one[0]) yield return (one[0], new string(folded, 0, length).ToLowerInvariant());
        }
    }

    static char[] Table()
    {
        var table = new char[char.MaxValue + 1];
        for (var c = 0; c <= char.MaxValue; c++) table[c] = char.ToLowerInvariant((char)c);
        foreach (var (letter, folded) in Letters()) table[letter] = folded[0];
        return table;
    }
}
