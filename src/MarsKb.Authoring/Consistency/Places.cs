using MarsKb.Diagnostics;

namespace MarsKb.Consistency;

/// <summary>Finds the line of a file on which something stands. Only files with something to report are read.</summary>
sealed class Places(string folder)
{
    readonly Dictionary<string, string[]> files = new(StringComparer.Ordinal);

    /// <param name="anchor">What stands there word for word.</param>
    /// <param name="text">The sentence around it; of several lines with the anchor, that with most of its words.</param>
    public SourceLocation Of(string path, string anchor, string text)
    {
        var lines = Lines(path);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('`', '*', '.', ',', ':', '"', '(', ')')).Where(w => w.Length > 2).Distinct().ToList();
        var (best, bestScore, column) = (0, -1, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var at = lines[i].IndexOf(anchor, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var around = string.Concat(i > 0 ? lines[i - 1] : "", "\n", lines[i], "\n", i + 1 < lines.Length ? lines[i + 1] : "");
            var score = 3 * words.Count(w => lines[i].Contains(w, StringComparison.Ordinal)) + words.Count(w => around.Contains(w, StringComparison.Ordinal));
            if (score > bestScore) (best, bestScore, column) = (i, score, at);
        }
        return bestScore < 0 ? new SourceLocation(path, 1, 1) : new SourceLocation(path, best + 1, column + 1);
    }

    string[] Lines(string path)
    {
        if (files.TryGetValue(path, out var lines)) return lines;
        var full = Path.Combine(folder, path);
        // It was there when the content was read; whoever deletes it meanwhile gets the file's beginning.
        return files[path] = File.Exists(full) ? File.ReadAllLines(full) : [];
    }
}
