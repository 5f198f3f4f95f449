using System.Text;

namespace MarsKb.Import.Reading;

/// <param name="Text">Lines joined by <c>\n</c>.</param>
/// <param name="Lines">For each line of the part, its line in the article, from 1.</param>
sealed record ArticlePart(string Text, IReadOnlyList<int> Lines);

/// <summary>Cuts an article into parts that the parser reads in bearable time, and takes out what would be too much for it.</summary>
static class ArticleText
{
    const char Blank = '\uE000';

    /// <param name="lines">The body's lines.</param>
    /// <param name="first">Line in the article of the first of them.</param>
    /// <param name="leave">Told of lines that are left out: first and last line, why.</param>
    public static IEnumerable<ArticlePart> Cut(IReadOnlyList<string> lines, int first, Action<int, int, string> leave)
    {
        var kept = new List<string>();
        var numbers = new List<int>();
        var i = 0;
        string? fence = null;
        while (i < lines.Count)
        {
            var end = i;
            var marks = 0;
            var rows = 0;
            var directives = 0;
            while (end < lines.Count && !string.IsNullOrWhiteSpace(lines[end]))
            {
                fence = Fence(lines[end], fence);
                if (fence is null)
                {
                    if (TooDeep(lines[end])) break;
                    marks += Marks(lines[end]);
                    if (lines[end].Contains('|')) rows++;
                    if (lines[end].AsSpan().TrimStart().StartsWith(":::")) directives++;
                }
                end++;
            }
            if (end < lines.Count && fence is null && TooDeep(lines[end]))
            {
                Keep(i, end);
                leave(first + end, first + end, "lists or quotations are nested too deep here");
                kept.Add("");
                numbers.Add(first + end);
                i = end + 1;
                continue;
            }
            var table = rows >= end - i - 1 && end - i > 2 && IsDelimiter(lines[i + 1]) && !char.IsWhiteSpace(lines[i][0]);
            if (table && (marks > ImportLimits.MostMarksTogether || end - i > ImportLimits.MostRowsTogether))
            {
                yield return Part();
                foreach (var part in Blocks(lines, i, end, first, leave)) yield return part;
            }
            else if (directives > ImportLimits.MostDirectivesTogether) leave(first + i, first + end - 1, $"more than {ImportLimits.MostDirectivesTogether} directives stand together here");
            else if (rows > ImportLimits.MostRowsTogether && marks <= ImportLimits.MostMarksTogether)
            {
                // Text with bars that is no table after all: the parser tries each of them, so it gets a few at a time.
                for (var from = i; from < end; from += ImportLimits.MostRowsTogether)
                {
                    yield return Part();
                    Keep(from, Math.Min(end, from + ImportLimits.MostRowsTogether));
                }
                yield return Part();
            }
            else if (marks > ImportLimits.MostMarksTogether) leave(first + i, first + end - 1, $"more than {ImportLimits.MostMarksTogether} brackets and emphasis marks stand together here");
            else Keep(i, end);
            if (end < lines.Count) Keep(end, end + 1);
            i = end + 1;
        }
        yield return Part();

        void Keep(int from, int to)
        {
            for (var line = from; line < to; line++)
            {
                kept.Add(Liquid(lines[line]));
                numbers.Add(first + line);
            }
        }

        ArticlePart Part()
        {
            var part = new ArticlePart(string.Join('\n', kept), [.. numbers]);
            kept.Clear();
            numbers.Clear();
            return part;
        }
    }

    /// <summary>A long table in blocks, each under the same header.</summary>
    static IEnumerable<ArticlePart> Blocks(IReadOnlyList<string> lines, int start, int end, int first, Action<int, int, string> leave)
    {
        var from = start + 2;
        while (from < end)
        {
            List<string> text = [Liquid(lines[start]), lines[start + 1]];
            List<int> numbers = [first + start, first + start + 1];
            var marks = 0;
            while (from < end && text.Count - 2 < ImportLimits.MostRowsTogether)
            {
                var more = Marks(lines[from]);
                if (more > ImportLimits.MostMarksTogether) leave(first + from, first + from, $"a row with more than {ImportLimits.MostMarksTogether} brackets and emphasis marks");
                else if (marks + more > ImportLimits.MostMarksTogether) break;
                else
                {
                    marks += more;
                    text.Add(Liquid(lines[from]));
                    numbers.Add(first + from);
                }
                from++;
            }
            yield return new ArticlePart(string.Join('\n', text), numbers);
        }
    }

    /// <summary>Blanks inside Liquid tags end a link's address; another character in their place does not, and is made a blank again later.</summary>
    static string Liquid(string line)
    {
        if (!line.Contains('{')) return line;
        var text = new StringBuilder(line);
        var depth = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] == '{' && text[i + 1] is '%' or '{' && line[i] == '{') { depth++; i++; }
            else if (depth > 0 && text[i] is '%' or '}' && text[i + 1] == '}') { depth = Math.Max(0, depth - 1); i++; }
            else if (depth > 0 && text[i] == ' ' && line.IndexOf('}', i) > 0) text[i] = Blank;
        }
        return text.ToString();
    }

    public static string Unmask(string text) => text.Contains(Blank) ? text.Replace(Blank, ' ') : text;

    /// <returns>The mark of the code block that is open after this line; null when none is.</returns>
    /// <param name="open">The mark of the one that was open before it.</param>
    public static string? Fence(string line, string? open)
    {
        var text = line.AsSpan().TrimStart(" >\t-*+0123456789.");
        var mark = text.StartsWith("```") ? '`' : text.StartsWith("~~~") ? '~' : '\0';
        if (mark == '\0') return open;
        var length = text.Length - text.TrimStart(mark).Length;
        if (open is null) return mark == '`' && text[length..].Contains('`') ? null : new string(mark, length);
        return open[0] == mark && length >= open.Length && text[length..].Trim().IsEmpty ? null : open;
    }

    static int Marks(string line)
    {
        var marks = 0;
        foreach (var c in line)
            if (c is '[' or ']' or '*' or '_' or '~' or '^') marks++;
        return marks;
    }

    static bool IsDelimiter(string line)
    {
        foreach (var c in line)
            if (c is not ('|' or '-' or ':' or ' ' or '\t')) return false;
        return line.Contains('-');
    }

    static bool TooDeep(string line)
    {
        var indentation = 0;
        var containers = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is ' ' or '\t') indentation += c == '\t' ? 4 : 1;
            else if (c == '>') containers++;
            else if (c is '-' or '*' or '+' && (i + 1 == line.Length || line[i + 1] is ' ' or '\t')) containers++;
            else if (char.IsAsciiDigit(c))
            {
                var end = i;
                while (end < line.Length && char.IsAsciiDigit(line[end])) end++;
                if (end == line.Length || line[end] is not ('.' or ')')) break;
                containers++;
                i = end;
            }
            else break;
        }
        return containers > ImportLimits.MostContainersOnLine || containers > 0 && indentation > ImportLimits.WidestIndentation;
    }
}
