using MarsKb.Codes;
using MarsKb.Search;
using MarsKb.Triage;

namespace MarsKb.Gaps;

/// <summary>What may be kept of a text that somebody searched for.</summary>
/// <param name="Text">With its secrets masked, at most <see cref="LongestText"/> characters. Of a longer text the part from the line that tells most.</param>
/// <param name="Template">The words of that line without what varies, for telling equal questions; at most <see cref="SearchTemplate.Longest"/> characters.</param>
public sealed record AskedText(string Text, string Template)
{
    /// <summary>Characters, the ellipsis of a cut included.</summary>
    public const int LongestText = 500;

    /// <summary>Characters that are masked: enough for <see cref="LongestText"/> afterwards.</summary>
    const int Window = 2_000;

    /// <summary>A text of any length; of a long one no more than a part is looked at closely.</summary>
    public static AskedText Of(string text)
    {
        var (context, telling) = TellingLine(text);
        var window = CutAtToken(text, context, Math.Min(text.Length, context + Window));
        var masked = WithoutAccounts(SecretMask.Apply(WithoutControls(window)));
        // The line before may hold the name of a secret that stands on this one; masking keeps lines apart. In a short text it is worth keeping.
        var whole = context == 0 && window.Length == text.Length && masked.Length <= LongestText;
        var line = AfterLines(masked, window.AsSpan(0, Math.Min(window.Length, telling - context)).Count('\n'));
        return new AskedText(Shorten(whole ? masked : line, cut: !whole && window.Length < text.Length - context), SearchTemplate.Of(FirstLine(line)));
    }

    /// <summary>The first code that a text names, in its usual spelling, or null; of what is no search, so that nobody has looked for it in the content.</summary>
    public static string? CodeIn(string text) =>
        CodeScanner.Scan(text).FirstOrDefault(m => m.Strength != CodeStrength.Bare) is { } mention ? CodeReader.Read(mention.Code).Code : null;

    /// <summary>Where the first line begins that names a failure, else the first with words, and the one before it.</summary>
    static (int Context, int Telling) TellingLine(string text)
    {
        var (before, first) = (0, (Context: 0, Telling: -1));
        for (int start = 0, end; start <= text.Length; before = start, start = end + 1)
        {
            end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var line = text.AsSpan(start, Math.Min(end - start, Window));
            if (LineSeverities.Of(line) == LineSeverity.Failure) return (before, start);
            if (first.Telling < 0 && HasWords(line)) first = (before, start);
        }
        return first.Telling < 0 ? (0, 0) : first;
    }

    static bool HasWords(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
            if (CharacterFolding.IsTokenCharacter(c)) return true;
        return false;
    }

    /// <summary>Never within a word or a key: half a secret has no shape that masking would know.</summary>
    static string CutAtToken(string text, int start, int end)
    {
        if (end < text.Length)
            while (end > start && !(IsBetween(text[end]) && IsBetween(text[end - 1])) && !char.IsWhiteSpace(text[end])) end--;
        return text[start..end];

        static bool IsBetween(char c) => c >= 0x80 && CharacterFolding.IsUnspaced(c);
    }

    static string WithoutControls(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\t') < 0 && text.AsSpan().IndexOfAnyInRange('\v', '\u001F') < 0
            ? text
            : string.Create(text.Length, text, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = source[i] < ' ' && source[i] != '\n' ? ' ' : source[i];
            });

    /// <summary><c>CONTOSO\someone</c>: a log of one's own may show it, what is kept must not.</summary>
    static string WithoutAccounts(string text)
    {
        foreach (var part in VariableParts.Find(text, 0, text.Length).Where(p => IsAccount(text.AsSpan(p.Start, p.End - p.Start))).Reverse().ToList())
            text = string.Concat(text.AsSpan(0, part.Start), "[user]", text.AsSpan(part.End));
        return text;

        static bool IsAccount(ReadOnlySpan<char> part) => part.Count('\\') == 1 && part[0] != '\\' && !part.ContainsAny(':', '/', '\n');
    }

    static string AfterLines(string text, int lines)
    {
        var start = 0;
        for (; lines > 0; lines--) start = text.IndexOf('\n', start) + 1;
        return text[start..];
    }

    static string FirstLine(string text) => text.IndexOf('\n') is >= 0 and var end ? text[..end] : text;

    static string Shorten(string text, bool cut)
    {
        text = text.Trim();
        if (text.Length <= LongestText - (cut ? 1 : 0)) return cut ? text + "…" : text;
        var end = LongestText - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }
}
