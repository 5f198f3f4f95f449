namespace MarsKb.Import.Merge;

/// <summary>What changed between two texts: lines that went begin with <c>- </c>, lines that came with <c>+ </c>, in the order of the text.</summary>
static class LineDifference
{
    const int LongestLine = 200;
    const int Around = 40;

    // Above this, lines are compared as sets: the table of a long text would cost too much.
    const int MostPairs = 1_000_000;

    public static IReadOnlyList<string> Of(string before, string after)
    {
        var old = Lines(before);
        var now = Lines(after);
        var start = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start]) start++;
        var oldEnd = old.Count;
        var nowEnd = now.Count;
        while (oldEnd > start && nowEnd > start && old[oldEnd - 1] == now[nowEnd - 1]) { oldEnd--; nowEnd--; }
        old = old[start..oldEnd];
        now = now[start..nowEnd];
        return Shown((long)old.Count * now.Count > MostPairs ? AsSets(old, now) : InOrder(old, now));
    }

    static List<string> Lines(string text) => [.. text.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];

    static List<(char Mark, string Line)> AsSets(List<string> old, List<string> now)
    {
        var had = old.ToHashSet(StringComparer.Ordinal);
        var has = now.ToHashSet(StringComparer.Ordinal);
        return [.. old.Where(l => !has.Contains(l)).Select(l => ('-', l)), .. now.Where(l => !had.Contains(l)).Select(l => ('+', l))];
    }

    /// <summary>By the longest common subsequence.</summary>
    static List<(char Mark, string Line)> InOrder(List<string> old, List<string> now)
    {
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var lines = new List<(char, string)>();
        for (int i = 0, j = 0; i < old.Count || j < now.Count;)
            if (i < old.Count && j < now.Count && old[i] == now[j]) { i++; j++; }
            else if (i < old.Count && (j == now.Count || common[i + 1, j] >= common[i, j + 1])) lines.Add(('-', old[i++]));
            else lines.Add(('+', now[j++]));
        return lines;
    }

    /// <summary>Long lines are cut to the part in which they differ from the line that takes their place.</summary>
    static List<string> Shown(List<(char Mark, string Line)> lines)
    {
        var shown = new List<string>();
        for (var i = 0; i < lines.Count;)
        {
            var went = i;
            while (i < lines.Count && lines[i].Mark == '-') i++;
            var came = i;
            while (i < lines.Count && lines[i].Mark == '+') i++;
            for (var line = went; line < i; line++)
            {
                var other = line < came ? came + line - went : went + line - came;
                var partner = line < came ? other < i : other < came;
                shown.Add($"{lines[line].Mark} {Cut(lines[line].Line, partner ? lines[other].Line : null)}");
            }
        }
        return shown;
    }

    static string Cut(string line, string? other)
    {
        if (line.Length <= LongestLine) return line;
        var from = 0;
        if (other is not null)
        {
            while (from < line.Length && from < other.Length && line[from] == other[from]) from++;
            from = Math.Max(0, Math.Min(from - Around, line.Length - LongestLine));
        }
        if (from > 0 && char.IsLowSurrogate(line[from])) from--;
        var to = Math.Min(line.Length, from + LongestLine);
        if (to < line.Length && char.IsLowSurrogate(line[to])) to--;
        return $"{(from > 0 ? "…" : "")}{line[from..to]}{(to < line.Length ? "…" : "")}";
    }
}
