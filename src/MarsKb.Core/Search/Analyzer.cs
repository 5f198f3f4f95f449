using System.Buffers;

namespace MarsKb.Search;

/// <summary>
/// Cuts text into searchable tokens: the one chain for indexing, asking and comparing messages. One pass, no backtracking.
/// </summary>
/// <remarks>
/// A token is a run of letters, digits and underscores. Accents and case are folded, <c>can't</c> becomes <c>cant</c>, GUIDs are dropped,
/// CamelCase gives the whole and its humps, <c>2.0.9190.0</c> stays whole and also gives <c>2.0.9190</c> and <c>9190</c>,
/// <c>54,400</c> is <c>54400</c>, Chinese, Japanese and Korean runs give pairs of characters. Only plain words are stemmed.
/// </remarks>
static class Analyzer
{
    /// <summary>Longer runs are cut here: nobody searches for them, and every step after this one may cost by length.</summary>
    const int LongestToken = 64;

    /// <summary>U+FB00 to U+FB06: a PDF prints them for these letters.</summary>
    static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <param name="keepStopWords">True to keep words such as "the"; they then have their surface as term.</param>
    public static List<Token> Analyze(string text, bool keepStopWords = false) => Analyze(text, 0, text.Length, keepStopWords);

    public static List<Token> Analyze(string text, int start, int end, bool keepStopWords = false)
    {
        var tokens = new List<Token>((end - start) / 7 + 1);
        for (var i = start; i < end;)
        {
            if (!CharacterFolding.IsTokenCharacter(text[i])) { i++; continue; }
            if (IsGuid(text, i, end)) { i += 36; continue; }
            if (char.IsAsciiLetter(text[i])) Host(text, start, i, end, tokens);
            i = char.IsAsciiDigit(text[i]) && TryNumber(text, i, end, tokens, out var next) ? next
                : CharacterFolding.IsUnspaced(text[i]) ? Bigrams(text, i, end, tokens)
                : Word(text, i, end, tokens, keepStopWords);
        }
        return tokens;
    }

    /// <summary>Digits with groups of thousands or with dots; false for digits that are part of a longer run such as <c>8007018b</c>.</summary>
    static bool TryNumber(string text, int start, int end, List<Token> tokens, out int next)
    {
        next = start;
        Span<char> digits = stackalloc char[LongestToken];
        var (length, dots, i, run) = (0, 0, start, 0);
        while (i < end && length < LongestToken)
        {
            if (char.IsAsciiDigit(text[i])) { digits[length++] = text[i++]; run++; }
            else if (text[i] == '.' && i + 1 < end && char.IsAsciiDigit(text[i + 1])) { digits[length++] = '.'; dots++; i++; run = 0; }
            else if (text[i] == ',' && dots == 0 && run is > 0 and <= 3 && IsThousands(text, i, end)) { i++; run = 0; }
            else break;
        }
        if (length == LongestToken || (i < end && CharacterFolding.IsTokenCharacter(text[i]) && !CharacterFolding.IsUnspaced(text[i]))) return false;

        var whole = new string(digits[..length]);
        tokens.Add(new Token(whole, whole, start, i - start, TokenTraits.Number));
        if (dots == 3 && whole.EndsWith(".0", StringComparison.Ordinal)) AddPart(whole[..^2]);
        if (dots >= 2)
            foreach (var part in whole.Split('.')) if (part.Length >= 3) AddPart(part);
        next = i;
        return true;

        void AddPart(string part) => tokens.Add(new Token(part, part, start, i - start, TokenTraits.Number | TokenTraits.Part));
    }

    static bool IsThousands(string text, int comma, int end)
    {
        if (comma + 3 >= end) return false;
        for (var i = 1; i <= 3; i++) if (!char.IsAsciiDigit(text[comma + i])) return false;
        return comma + 4 >= end || !char.IsAsciiDigit(text[comma + 4]);
    }

    static int Bigrams(string text, int start, int end, List<Token> tokens)
    {
        var i = start;
        while (i < end && CharacterFolding.IsUnspaced(text[i])) i++;
        if (i - start == 1) Add(start, 1);
        for (var p = start; p + 1 < i; p++) Add(p, 2);
        return i;

        void Add(int at, int length)
        {
            var pair = text.Substring(at, length);
            tokens.Add(new Token(pair, pair, at, length, TokenTraits.Bigram));
        }
    }

    static int Word(string text, int start, int end, List<Token> tokens, bool keepStopWords)
    {
        var rented = ArrayPool<char>.Shared.Rent(LongestToken);
        var (length, i, digit, hump) = (0, start, false, false);
        for (; i < end; i++)
        {
            var c = text[i];
            if (c is '\'' or '\u2019' && i + 1 < end && i > start && char.IsLetter(text[i + 1]) && char.IsLetter(text[i - 1])) continue;
            if (!CharacterFolding.IsTokenCharacter(c) || CharacterFolding.IsUnspaced(c)) break;
            if (c is >= '\uFB00' and <= '\uFB06')
            {
                foreach (var letter in Ligatures[c - '\uFB00'])
                    if (length < LongestToken) rented[length++] = letter;
                continue;
            }
            var folded = CharacterFolding.Fold(c);
            if (folded == '\0') continue;
            digit |= char.IsDigit(c) || c == '_';
            hump |= i > start && char.IsUpper(c) && char.IsLower(text[i - 1]);
            if (length < LongestToken) rented[length++] = folded;
        }
        var surface = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        if (length == 0 || surface.AsSpan().Trim('_').Length == 0) return i;

        if (hump || surface.Contains('_', StringComparison.Ordinal))
        {
            tokens.Add(digit
                ? new Token(surface, surface, start, i - start, TokenTraits.None)
                : new Token(surface, PorterStemmer.Stem(surface), start, i - start, TokenTraits.Name));
            Humps(text, start, i, tokens);
        }
        else if (digit)
        {
            tokens.Add(new Token(surface, surface, start, i - start, TokenTraits.None));
            Digits(surface, start, i - start, tokens);
        }
        else if (keepStopWords || !StopWords.All.Contains(surface))
            tokens.Add(Plain(surface, start, i - start, TokenTraits.Word
                | (IsEllipsis(text, i, end) ? TokenTraits.Truncated : TokenTraits.None)
                | (IsLabel(text, start, i) ? TokenTraits.Part : TokenTraits.None)));
        return i;
    }

    /// <summary>A name of at least three labels with dots between is a token of its own, beside its labels: <c>blob.core.windows.net</c>.</summary>
    static void Host(string text, int first, int start, int end, List<Token> tokens)
    {
        if (start > first && (text[start - 1] is '-' or '_' || char.IsLetterOrDigit(text[start - 1]) || (text[start - 1] == '.' && start - 1 > first && char.IsAsciiLetterOrDigit(text[start - 2])))) return;
        var (dots, at, limit) = (0, start, Math.Min(end, start + LongestToken));
        for (; at < limit && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '.'); at++)
        {
            if (text[at] != '.') continue;
            if (at + 1 >= limit || !char.IsAsciiLetterOrDigit(text[at + 1])) break;
            dots++;
        }
        if (dots < 2 || at == limit && limit < end) return;
        var name = text[start..at].ToLowerInvariant();
        tokens.Add(new Token(name, name, start, at - start, TokenTraits.None));
    }

    /// <summary>One of at least three labels with dots between, as in a host name: it says less than a word of its own.</summary>
    static bool IsLabel(string text, int start, int end)
    {
        var dots = 0;
        for (var i = start - 1; i >= 0 && i > start - LongestToken && (text[i] is '.' or '*' or '-' || char.IsAsciiLetterOrDigit(text[i])); i--)
            if (text[i] == '.' && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1])) dots++;
        for (var i = end; i + 1 < text.Length && i < end + LongestToken && (text[i] is '.' or '-' || char.IsAsciiLetterOrDigit(text[i])); i++)
            if (text[i] == '.' && char.IsAsciiLetterOrDigit(text[i + 1])) dots++;
        return dots >= 2;
    }

    static bool IsEllipsis(string text, int at, int end) =>
        at < end && (text[at] == '…' || (at + 1 < end && text[at] == '.' && text[at + 1] == '.'));

    /// <summary>KB4538314 is also 4538314.</summary>
    static void Digits(string surface, int start, int length, List<Token> tokens)
    {
        var letters = surface.AsSpan().IndexOfAnyInRange('0', '9');
        // Digits of other scripts.
        if (letters < 0) return;
        var digits = surface.AsSpan(letters);
        if (letters is > 0 and <= 3 && digits.Length >= 4 && !digits.ContainsAnyExceptInRange('0', '9'))
            tokens.Add(new Token(digits.ToString(), digits.ToString(), start, length, TokenTraits.Number | TokenTraits.Part));
    }

    static void Humps(string text, int start, int end, List<Token> tokens)
    {
        var from = start;
        for (var i = start + 1; i <= end; i++)
        {
            var ends = i == end || text[i] == '_' || (char.IsUpper(text[i]) && (char.IsLower(text[i - 1]) || (i + 1 < end && char.IsLower(text[i + 1]))));
            if (!ends) continue;
            var hump = Fold(text, from, i);
            if (hump.Length > 1 && !StopWords.All.Contains(hump)) tokens.Add(Plain(hump, from, i - from, TokenTraits.Word | TokenTraits.Part));
            from = i < end && text[i] == '_' ? i + 1 : i;
        }
    }

    static string Fold(string text, int start, int end) =>
        string.Concat(text[start..end].Select(CharacterFolding.Fold).Where(c => c is not ('\0' or '_' or '\'')));

    static Token Plain(string surface, int start, int length, TokenTraits traits) =>
        new(surface, PorterStemmer.Stem(surface), start, length, traits);

    static bool IsGuid(string text, int start, int end)
    {
        if (start + 36 > end) return false;
        for (var i = 0; i < 36; i++)
        {
            var c = text[start + i];
            if (i is 8 or 13 or 18 or 23 ? c != '-' : !char.IsAsciiHexDigit(c)) return false;
        }
        return start + 36 == end || !char.IsAsciiLetterOrDigit(text[start + 36]);
    }
}
