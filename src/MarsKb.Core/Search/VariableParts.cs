namespace MarsKb.Search;

/// <summary>A stretch of text that is another one each time: where it stands and what it is.</summary>
readonly record struct VariablePart(int Start, int End);

/// <summary>
/// Finds what differs between two prints of one message: paths, dates and times, addresses, accounts, and the head that a log
/// writes before each line. They say where and when it happened, not what, so they neither find nor refuse a message.
/// </summary>
/// <remarks>One pass with a bounded look ahead. Better one too few than one too many: a word that is not recognised still counts.</remarks>
static class VariableParts
{
    /// <summary>A folder's name has so many words at most: <c>Microsoft Azure Recovery Services Agent</c>.</summary>
    const int MostWordsInName = 5;

    const int LongestPath = 400;
    const int LongestHead = 200;

    internal static readonly string[] Levels =
        ["ERROR", "FATAL", "CRITICAL", "WARNING", "WARN", "INFO", "INFORMATION", "DEBUG", "TRACE", "VERBOSE", "NORMAL", "SEVERE", "FEHLER", "ERREUR"];

    /// <summary>Marks the tokens that stand in a variable part.</summary>
    /// <param name="tokens">Of <paramref name="text"/> from <paramref name="start"/> to <paramref name="end"/>, by position.</param>
    public static void Mark(string text, int start, int end, List<Token> tokens)
    {
        if (tokens.Count == 0) return;
        var next = 0;
        foreach (var part in Find(text, start, end))
        {
            while (next < tokens.Count && tokens[next].Start < part.Start) next++;
            for (; next < tokens.Count && tokens[next].Start < part.End; next++)
                tokens[next] = tokens[next] with { Traits = tokens[next].Traits | TokenTraits.Variable };
        }
    }

    /// <summary>In the order of the text, without overlap. The text is one line or several.</summary>
    public static IEnumerable<VariablePart> Find(string text, int start, int end)
    {
        var at = Head(text, start, end);
        if (at > start) yield return new VariablePart(start, at);
        while (at < end)
        {
            var c = text[at];
            var begins = at == start || IsBoundary(text[at - 1]);
            var stop = !begins ? 0
                : c == '\\' || c == '/' || (char.IsAsciiLetter(c) && at + 2 < end && text[at + 1] == ':' && text[at + 2] is '\\' or '/') ? Path(text, at, end)
                : char.IsAsciiDigit(c) ? DateOrAddress(text, at, end)
                : char.IsAsciiLetter(c) ? Math.Max(Account(text, at, end), Computer(text, at, end))
                : 0;
            if (stop > at)
            {
                yield return new VariablePart(at, stop);
                at = stop;
            }
            else at++;
        }
    }

    static bool IsBoundary(char c) => !char.IsLetterOrDigit(c) && c is not ('\\' or '/' or '_' or '.' or '-' or '@');

    /// <summary>What stands before the message on a line of a log: it begins with a time and ends with the level, and perhaps the source.</summary>
    static int Head(string text, int start, int end)
    {
        var limit = Math.Min(end, start + LongestHead);
        var (timed, at) = (false, start);
        for (var i = start; i < limit; i++)
        {
            if (text[i] == '\n') return start;
            timed |= text[i] == ':' && i > start && i + 2 < limit && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]);
            if (!timed || !char.IsAsciiLetterUpper(text[i]) || char.IsLetterOrDigit(text[i - 1])) continue;
            foreach (var level in Levels)
            {
                if (i + level.Length > limit || string.CompareOrdinal(text, i, level, 0, level.Length) != 0) continue;
                at = i + level.Length;
                if (at < end && char.IsLetterOrDigit(text[at])) continue;
                return Source(text, at, end);
            }
        }
        return start;
    }

    /// <summary>The name of the part of the software that writes, up to <c> - </c>.</summary>
    static int Source(string text, int level, int end)
    {
        var at = level;
        while (at < end && text[at] is ' ' or ']' or '|' or ':') at++;
        var name = at;
        while (at < end && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_' or '$' or '[' or ']' or '(' or ')' or ':')) at++;
        return at > name && at + 2 < end && text.AsSpan(at, 3).SequenceEqual(" - ") ? at + 3 : level;
    }

    static int Path(string text, int start, int end)
    {
        var limit = Math.Min(end, start + LongestPath);
        // "\\server\share", "/var/lib", "D:\folder"; a single slash between words is none.
        var at = start + (text[start] == '\\' ? (start + 1 < limit && text[start + 1] == '\\' ? 2 : 0) : text[start] == '/' ? 1 : 3);
        if (at == start) return 0;
        var (first, separators) = (at, text[start] == '/' ? 0 : 1);
        for (; at < limit; at++)
        {
            var c = text[at];
            if (c is '\\' or '/') separators++;
            else if (c == ' ' ? !NameGoesOn(text, at, limit) : !IsNameCharacter(c)) break;
        }
        while (at > first && text[at - 1] is '.' or ',' or ')' or ';') at--;
        return at > first && separators > 0 ? at : 0;
    }

    /// <summary>True when a few plain words after the blank lead to another separator: the blank stands in a folder's name.</summary>
    static bool NameGoesOn(string text, int blank, int limit)
    {
        var words = 1;
        for (var i = blank + 1; i < limit; i++)
        {
            var c = text[i];
            if (c == '\\') return i > blank + 1 && text[i - 1] is not (' ' or '\\' or ':');
            if (c == ' ' && ++words > MostWordsInName) return false;
            if (!(char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' or '(' or ')' or '.') || (c == '.' && i + 1 < limit && text[i + 1] == ' ')) return false;
        }
        return false;
    }

    static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '$' or '%' or '~' or '#' or '{' or '}' or '(' or ')' or '+' or '@' or '&' or '!';

    /// <summary><c>8/28/2026 2:58:29 PM</c>, <c>2026-11-17</c>, <c>22:03:07.011</c>, <c>10.81.126.154</c>.</summary>
    static int DateOrAddress(string text, int start, int end)
    {
        Span<int> groups = stackalloc int[4];
        var (count, at, separator) = (0, start, '\0');
        while (count < 4 && at < end && char.IsAsciiDigit(text[at]))
        {
            var (value, digits) = (0, 0);
            for (; at < end && char.IsAsciiDigit(text[at]) && digits < 5; at++, digits++) value = value * 10 + text[at] - '0';
            groups[count++] = value;
            if (at + 1 >= end || !char.IsAsciiDigit(text[at + 1]) || text[at] is not ('-' or '/' or ':' or '.') || (separator != '\0' && text[at] != separator && separator != ':')) break;
            separator = text[at++];
        }
        if (at < end && (char.IsAsciiDigit(text[at]) || (char.IsAsciiLetter(text[at]) && text[at] != 'T' && text[at] != 'Z'))) return 0;
        var isAddress = separator == '.' && count == 4 && groups[0] is > 0 and < 256 && groups[1] < 256 && groups[2] < 256 && groups[3] < 256;
        var isDate = separator is '-' or '/' && count == 3 && (groups[0] is >= 1970 and < 2100 ? groups[1] <= 12 && groups[2] <= 31 : groups[0] <= 31 && groups[1] <= 31);
        var isTime = count >= 2 && text.AsSpan(start, at - start).Contains(':') && groups[0] < 24 && groups[1] < 60;
        if (!isAddress && !isDate && !isTime) return 0;
        if (isTime && at + 2 < end && text[at] == ' ' && text[at + 1] is 'A' or 'P' or 'a' or 'p' && text[at + 2] is 'M' or 'm') at += 3;
        return at;
    }

    /// <summary><c>SRV-042</c>, <c>sql-7.corp.example.com</c>: letters, a hyphen, a number, and perhaps a domain.</summary>
    static int Computer(string text, int start, int end)
    {
        var at = start;
        while (at < end && char.IsAsciiLetter(text[at])) at++;
        if (at - start is < 2 or > 12 || at + 1 >= end || text[at] != '-' || !char.IsAsciiDigit(text[at + 1])) return 0;
        for (at++; at < end && char.IsAsciiDigit(text[at]);) at++;
        while (at + 1 < end && text[at] is '.' or '-' && char.IsAsciiLetterOrDigit(text[at + 1]))
            for (at++; at < end && char.IsAsciiLetterOrDigit(text[at]);) at++;
        return at < end && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_') ? 0 : at;
    }

    /// <summary><c>CONTOSO\someone</c>.</summary>
    static int Account(string text, int start, int end)
    {
        var at = start;
        while (at < end && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_')) at++;
        if (at - start < 2 || at + 1 >= end || text[at] != '\\' || !char.IsAsciiLetterOrDigit(text[at + 1])) return 0;
        var name = ++at;
        while (at < end && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.' or '$')) at++;
        // More folders: a path without its beginning, whose names may well be the point.
        return at < end && text[at] == '\\' ? 0 : at > name && text[at - 1] == '.' ? at - 1 : at;
    }
}
