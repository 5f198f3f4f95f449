using MarsKb.Diagnostics;

namespace MarsKb.Rendering;

/// <summary>
/// Refuses what would make the Markdown parser slow or run out of stack, before it sees it. Its time grows with the square of the brackets
/// and emphasis marks that stand together, and its depth with the quotes and lists on one line.
/// </summary>
static class MarkdownGuard
{
    public const int DeepestNesting = 24;

    const int MostMarks = 1_000;
    const int MostCells = 50;
    const int MostTableRows = 1_000;
    const int MostBlockCharacters = 128 * 1024;

    public static bool Check(string text, Func<int, SourceLocation> at, DiagnosticBag bag)
    {
        var block = new Tally();
        var offset = 0;
        var fine = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Trim(" \t>").IsEmpty)
            {
                fine &= block.Report(at, bag);
                block = new Tally();
            }
            else
            {
                if (block.Lines == 0) block.Start = offset;
                block.Add(line);
            }
            var indentation = line.Length - line.TrimStart(' ').Length;
            if (Depth(line) > DeepestNesting || indentation > DeepestNesting * 8)
            {
                bag.MarkdownTooDeep(at(offset), DeepestNesting);
                return false;
            }
            offset += line.Length + 1;
        }
        return fine & block.Report(at, bag);
    }

    /// <summary>Container marks at the beginning of a line: each opens a quote or a list in the one before.</summary>
    static int Depth(ReadOnlySpan<char> line)
    {
        var depth = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c is ' ' or '\t') continue;
            if (c == '>') depth++;
            else if (c is '-' or '*' or '+' && (i + 1 == line.Length || line[i + 1] is ' ' or '\t')) depth++;
            else if (char.IsAsciiDigit(c))
            {
                var end = i;
                while (end < line.Length && char.IsAsciiDigit(line[end])) end++;
                if (end == line.Length || line[end] is not ('.' or ')')) return depth;
                depth++;
                i = end;
            }
            else return depth;
        }
        return depth;
    }

    struct Tally
    {
        int brackets;
        int marks;
        int angles;
        int widest;
        int rows;
        int characters;

        public int Start { get; set; }

        public int Lines { get; private set; }

        public void Add(ReadOnlySpan<char> line)
        {
            Lines++;
            characters += line.Length;
            brackets += line.Count('[') + line.Count(']');
            marks += line.Count('*') + line.Count('_') + line.Count('`') + line.Count('~');
            angles += line.Count('<') + line.Count('&');
            var cells = line.Count('|');
            widest = Math.Max(widest, cells);
            if (cells > 0) rows++;
        }

        public readonly bool Report(Func<int, SourceLocation> at, DiagnosticBag bag)
        {
            var fine = true;
            if (brackets > MostMarks) { bag.TooManyMarks(at(Start), "square brackets", MostMarks); fine = false; }
            if (marks > MostMarks) { bag.TooManyMarks(at(Start), "marks ('*', '_', '`', '~')", MostMarks); fine = false; }
            if (angles > MostMarks) { bag.TooManyMarks(at(Start), "'<' and '&'", MostMarks); fine = false; }
            if (characters > MostBlockCharacters) { bag.TooManyMarks(at(Start), "characters", MostBlockCharacters); fine = false; }
            if (widest > MostCells) { bag.TableTooLarge(at(Start), "columns", MostCells); fine = false; }
            if (rows > MostTableRows) { bag.TableTooLarge(at(Start), "rows", MostTableRows); fine = false; }
            return fine;
        }
    }
}
