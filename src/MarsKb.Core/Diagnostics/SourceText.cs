namespace MarsKb.Diagnostics;

/// <summary>The text of one content file, with every line end made <c>\n</c>, and the place of each of its characters.</summary>
sealed class SourceText
{
    readonly List<int> lineStarts = [0];

    public SourceText(string path, string text)
    {
        Path = path;
        Text = text.Contains('\r') ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text;
        for (var i = 0; i < Text.Length; i++)
            if (Text[i] == '\n') lineStarts.Add(i + 1);
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>Lines, the empty one after a last line end included.</summary>
    public int LineCount => lineStarts.Count;

    /// <summary>Where the file begins.</summary>
    public SourceLocation Start => new(Path, 1, 1);

    /// <summary>Offset of the first character of a line, counted from 1.</summary>
    public int LineStart(int line) => lineStarts[line - 1];

    /// <summary>A line without its end, counted from 1.</summary>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = lineStarts[line - 1];
        var end = line < lineStarts.Count ? lineStarts[line] - 1 : Text.Length;
        return Text.AsSpan(start, end - start);
    }

    public SourceLocation At(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new SourceLocation(Path, line + 1, offset - lineStarts[line] + 1);
    }
}
