using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>Characters that look like others or like nothing.</summary>
static class InvisibleCharacters
{
    /// <summary>Warns of every one in the file that has no shape: zero-width, direction controls, soft hyphens.</summary>
    public static void Check(SourceText source, DiagnosticBag bag)
    {
        for (var i = 0; i < source.Text.Length; i++)
            if (HasNoShape(source.Text[i])) bag.InvisibleCharacter(source.At(i), source.Text[i]);
    }

    /// <summary>Warns of typographic quotes, dashes and spaces, which software neither prints nor takes.</summary>
    public static void CheckTypography(ReadOnlySpan<char> text, Func<int, SourceLocation> at, string where, DiagnosticBag bag)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsTypographic(text[i])) bag.TypographicCharacter(at(i), text[i], where);
    }

    static bool HasNoShape(char c) => c is '\u00AD' or '\u180E' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');

    static bool IsTypographic(char c) => c is (>= '\u2010' and <= '\u2015') or (>= '\u2018' and <= '\u201F') or '\u2212' or '\u00A0' or '\u202F' or (>= '\u2000' and <= '\u200A') or '\u3000';
}
