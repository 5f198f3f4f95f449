using System.Text;
using MarsKb.Search;

namespace MarsKb.Gaps;

/// <summary>What two prints of one message, or two askings of one question, have in common: its words in lower case, without what varies.</summary>
static class SearchTemplate
{
    /// <summary>Characters.</summary>
    public const int Longest = 160;

    const int GuidLength = 36;

    const char Gap = '…', Number = '#';

    /// <param name="line">One line, masked.</param>
    /// <returns>Words and gaps with one blank between them; the line itself where it has no words.</returns>
    public static string Of(string line)
    {
        var shown = new StringBuilder(Math.Min(line.Length, Longest) + 8);
        var gaps = Gaps(line);
        var (words, next) = (0, 0);
        for (var at = 0; at < line.Length && shown.Length < Longest;)
        {
            while (next < gaps.Count && gaps[next].End <= at) next++;
            if (next < gaps.Count && gaps[next].Start <= at)
            {
                Add(shown, Gap);
                at = gaps[next].End;
                continue;
            }
            var end = at;
            while (end < line.Length && CharacterFolding.IsTokenCharacter(line[end]) && (next == gaps.Count || end < gaps[next].Start)) end++;
            if (end == at)
            {
                at++;
                continue;
            }
            if (IsNumber(line.AsSpan(at, end - at))) Add(shown, Number);
            else
            {
                Append(shown, line.AsSpan(at, end - at));
                words++;
            }
            at = end;
        }
        var template = words == 0 ? line.Trim().ToLowerInvariant() : shown.ToString();
        return template.Length <= Longest ? template : template[..Cut(template)];
    }

    /// <summary>Paths, times, computers and the like, identifiers, what masking has put in, and what stands in quotes or braces, in order.</summary>
    static List<(int Start, int End)> Gaps(string line)
    {
        var gaps = VariableParts.Find(line, 0, line.Length).Select(p => (p.Start, p.End)).ToList();
        for (var at = 0; at < line.Length; at++)
        {
            if (char.IsAsciiHexDigit(line[at]) && at + GuidLength <= line.Length && Guid.TryParseExact(line.AsSpan(at, GuidLength), "D", out _))
            {
                gaps.Add((at, at + GuidLength));
                at += GuidLength - 1;
                continue;
            }
            var close = line[at] switch { '[' => ']', '"' => '"', '“' => '”', '„' => '“', '«' => '»', '{' => '}', '\'' when at == 0 || line[at - 1] == ' ' => '\'', _ => '\0' };
            if (close == '\0' || line.IndexOf(close, at + 1) is not (> 0 and var end) || !IsValue(line, at, end)) continue;
            gaps.Add((at, end + 1));
            at = end;
        }
        gaps.Sort();
        return gaps;
    }

    /// <summary>Quotes around a whole message are no gap, and neither are brackets with words in them, but for the masks.</summary>
    static bool IsValue(string line, int open, int close)
    {
        var inside = line.AsSpan(open + 1, close - open - 1);
        if (line[open] == '[') return inside is "secret" or "user" or "e-mail" or "address";
        return inside.Length > 0 && inside.Length * 2 < line.Length;
    }

    /// <summary>Digits, or hexadecimal digits with a decimal one among them. A year stays: versions of Windows are told by it.</summary>
    static bool IsNumber(ReadOnlySpan<char> word)
    {
        if (word is ['1' or '2', '9' or '0', >= '0' and <= '9', >= '0' and <= '9']) return false;
        var digits = 0;
        foreach (var c in word)
            if (char.IsDigit(c)) digits++;
            else if (!char.IsAsciiHexDigit(c) && c is not ('x' or 'X' or '_')) return false;
        return digits > 0;
    }

    static void Add(StringBuilder shown, char sign)
    {
        if (shown.Length > 0 && shown[^1] == sign) return; // "10 20 30" and "10 20" are alike
        if (shown.Length > 0) shown.Append(' ');
        shown.Append(sign);
    }

    /// <summary>Numbers within a word vary like others: <c>srv01</c> is <c>srv#</c>.</summary>
    static void Append(StringBuilder shown, ReadOnlySpan<char> word)
    {
        if (shown.Length > 0) shown.Append(' ');
        var isYear = !word.ContainsAnyExceptInRange('0', '9');
        foreach (var c in word)
            if (char.IsAsciiDigit(c) && !isYear)
            {
                if (shown.Length == 0 || shown[^1] != Number) shown.Append(Number);
            }
            else if (CharacterFolding.Fold(c) is not '\0' and var folded) shown.Append(folded);
    }

    static int Cut(string template)
    {
        var blank = template.LastIndexOf(' ', Longest);
        return blank > Longest / 2 ? blank : char.IsHighSurrogate(template[Longest - 1]) ? Longest - 1 : Longest;
    }
}
