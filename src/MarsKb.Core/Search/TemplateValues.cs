using System.Globalization;

namespace MarsKb.Search;

/// <summary>What stands in a text where a message has a placeholder: <c>{path}</c> is <c>D:\Scratch</c>.</summary>
static class TemplateValues
{
    const int MostAnchors = 2;
    const int LongestValue = 160;

    /// <param name="template">A message with placeholders in braces.</param>
    /// <param name="text">The text that holds the message.</param>
    /// <param name="start">Where the line begins that holds it.</param>
    /// <returns>Each placeholder once, with its value; one whose surroundings are not met is left out.</returns>
    public static List<(string Name, string Value)> Read(string template, string text, int start)
    {
        var values = new List<(string, string)>();
        if (!template.Contains('{', StringComparison.Ordinal)) return values;
        // The message may be wrapped onto the next line.
        var end = text.IndexOf('\n', start);
        if (end >= 0) end = text.IndexOf('\n', end + 1);
        if (end < 0) end = text.Length;
        var tokens = Analyzer.Analyze(text, start, end, keepStopWords: true).FindAll(t => !t.IsPart);
        var (at, from) = (0, 0);
        while (template.IndexOf('{', at) is >= 0 and var open && template.IndexOf('}', open) is >= 0 and var close)
        {
            var next = template.IndexOf('{', close);
            var before = Words(template, at, open, last: true);
            var after = Words(template, close + 1, next < 0 ? template.Length : next, last: false);
            var name = template[(open + 1)..close];
            if (Value(text, end, tokens, before, after, ref from) is { } value && !values.Exists(v => v.Item1 == name)) values.Add((name, value));
            at = close + 1;
        }
        return values;
    }

    /// <summary>The words beside a placeholder: enough to know its place.</summary>
    static string[] Words(string template, int start, int end, bool last)
    {
        var words = Analyzer.Analyze(template, start, end, keepStopWords: true).FindAll(t => !t.IsPart).ConvertAll(t => t.Surface);
        return [.. last ? words.TakeLast(MostAnchors) : words.Take(MostAnchors)];
    }

    static string? Value(string text, int textEnd, List<Token> tokens, string[] before, string[] after, ref int from)
    {
        if (before.Length == 0 && after.Length == 0) return null;
        var left = before.Length == 0 ? from : Find(tokens, before, from);
        if (left < 0) return null;
        var begin = left + before.Length;
        if (begin >= tokens.Count) return null;
        var right = after.Length == 0 ? -1 : Find(tokens, after, begin + 1);
        if (after.Length > 0 && right < 0) return null;
        from = right < 0 ? begin + 1 : right;

        var valueStart = begin == 0 ? tokens[0].Start : tokens[begin - 1].Start + tokens[begin - 1].Length;
        var valueEnd = right < 0 ? EndOfSentence(text, tokens[begin].Start, textEnd) : tokens[right].Start;
        var value = text.AsSpan(valueStart, Math.Max(0, valueEnd - valueStart)).Trim(" \t\r\n\"'`“”„«»‘’:,;.=").ToString();
        value = Unwrap(value);
        return value.Length is 0 or > LongestValue || value.Contains('\n', StringComparison.Ordinal) ? null : value;
    }

    static string Unwrap(string value) =>
        value is ['[', .., ']'] or ['(', .., ')'] or ['<', .., '>'] or ['{', .., '}'] ? value[1..^1].Trim() : value.Trim(" [](".ToCharArray());

    static int Find(List<Token> tokens, string[] words, int from)
    {
        for (var i = from; i + words.Length <= tokens.Count; i++)
        {
            var same = true;
            for (var w = 0; w < words.Length && same; w++) same = tokens[i + w].Surface == words[w];
            if (same) return i;
        }
        return -1;
    }

    static int EndOfSentence(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (text[i] is '\n' or '\r' || (text[i] is '.' or ';' && (i + 1 == end || char.IsWhiteSpace(text, i + 1)))) return i;
        return end;
    }

    /// <summary><c>{path} = D:\Scratch</c>.</summary>
    public static string Show((string Name, string Value) found) => string.Create(CultureInfo.InvariantCulture, $"{{{found.Name}}} = {found.Value}");
}
