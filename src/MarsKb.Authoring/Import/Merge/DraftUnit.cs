using MarsKb.Import.Reading;

namespace MarsKb.Import.Merge;

/// <summary>A field of the front matter, the summary or a section of a content file.</summary>
/// <param name="Name">The field's key; for a section its id, else its heading.</param>
/// <param name="Text">Its lines with their ends.</param>
sealed record DraftUnit(bool IsFront, string Name, string Text)
{
    const string Summary = "summary";

    /// <summary>Cuts a content file; the units together are the file again, but for blank lines between them.</summary>
    /// <returns>Null for a file without front matter, or whose front matter is not closed: nothing can be said about its parts.</returns>
    public static List<DraftUnit>? Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l + "\n").ToList();
        if (lines[^1] == "\n") lines.RemoveAt(lines.Count - 1);
        if (lines.Count == 0 || lines[0].TrimEnd() != "---") return null;
        var close = lines.FindIndex(1, l => l.TrimEnd() == "---");
        if (close < 0) return null;
        var units = new List<DraftUnit>();
        var names = new HashSet<(bool, string)>();
        for (var i = 1; i < close; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (units.Count > 0 && (char.IsWhiteSpace(lines[i][0]) || lines[i][0] is '#' or '-' || colon <= 0)) units[^1] = units[^1] with { Text = units[^1].Text + lines[i] };
            else units.Add(Named(true, colon > 0 ? lines[i][..colon].TrimEnd() : "", lines[i]));
        }
        units.Add(Named(false, Summary, ""));
        string? fence = null;
        for (var i = close + 1; i < lines.Count; i++)
        {
            fence = ArticleText.Fence(lines[i].TrimEnd('\n'), fence);
            if (fence is null && lines[i].StartsWith("## ", StringComparison.Ordinal)) units.Add(Named(false, NameOf(lines[i]), lines[i]));
            else units[^1] = units[^1] with { Text = units[^1].Text + lines[i] };
        }
        return units;

        DraftUnit Named(bool front, string name, string line)
        {
            while (!names.Add((front, name))) name += "+";
            return new DraftUnit(front, name, line);
        }
    }

    public static string Join(IReadOnlyCollection<DraftUnit> units)
    {
        var front = string.Concat(units.Where(u => u.IsFront).Select(u => u.Text));
        var body = string.Concat(units.Where(u => !u.IsFront).Select(u => u.Text.Trim('\n')).Where(t => t.Length > 0).Select(t => "\n" + t + "\n"));
        return $"---\n{front}---\n{body}";
    }

    static string NameOf(string heading)
    {
        var open = heading.LastIndexOf("{#", StringComparison.Ordinal);
        return open > 0 ? heading[(open + 2)..].TrimEnd('\n', ' ', '}') : heading[3..].TrimEnd();
    }

    public bool IsSameAs(DraftUnit other) => IsFront == other.IsFront && Name == other.Name;

    /// <summary>Equal but for blanks at the ends of lines and blank lines around.</summary>
    public bool Says(DraftUnit? other) => other is not null && Plain(Text) == Plain(other.Text);

    static string Plain(string text) => string.Join('\n', text.Trim().Split('\n').Select(l => l.TrimEnd()));
}
