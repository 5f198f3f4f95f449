using System.Globalization;
using System.Text;

namespace MarsKb.Import.Reading;

/// <summary>An article as it was on the disk.</summary>
/// <param name="Path">Relative to the folder that was given, with forward slashes; for reports.</param>
/// <param name="Lines">The body's lines.</param>
/// <param name="FirstLine">Line in the file of the first of them.</param>
/// <param name="Fields">The front matter's plain fields, names in small letters.</param>
sealed record ArticleFile(string Path, string FullPath, IReadOnlyList<string> Lines, int FirstLine, IReadOnlyDictionary<string, string> Fields, DateOnly Changed)
{
    static readonly string[] DateFormats = ["MM/dd/yyyy", "M/d/yyyy", "yyyy-MM-dd", "MM-dd-yyyy", "M/dd/yyyy", "MM/d/yyyy", "yyyy/MM/dd", "M-d-yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d MMMM yyyy"];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string? Title => Fields.GetValueOrDefault("title");

    /// <summary>True for text that other articles include.</summary>
    public bool IsInclude => Fields.GetValueOrDefault("ms.topic")?.Equals("include", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The date of the last revision as the article says it, else when the file was last written.</summary>
    public DateOnly Date
    {
        get
        {
            foreach (var name in (ReadOnlySpan<string>)["ms.date", "date", "updated", "last_updated"])
                if (Fields.TryGetValue(name, out var text) && DateOnly.TryParseExact(text.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
            return Changed;
        }
    }

    public bool HasDate => Fields.ContainsKey("ms.date") || Fields.ContainsKey("date");

    /// <summary>Splits front matter from body. Bytes that are no UTF-8 become U+FFFD, as other people's articles cannot be mended here.</summary>
    public static ArticleFile Parse(string path, string fullPath, ReadOnlySpan<byte> bytes, DateOnly changed)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        var text = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(bytes[2..])
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(bytes[2..]) : Encoding.UTF8.GetString(bytes);
        var lines = Clean(text).Split('\n');
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var body = 0;
        if (lines[0].TrimEnd() == "---")
            for (var i = 1; i < lines.Length; i++)
            {
                if (lines[i].TrimEnd() is not ("---" or "...")) continue;
                Read(lines.AsSpan(1, i - 1), fields);
                body = i + 1;
                break;
            }
        return new ArticleFile(path, fullPath, lines[body..], body + 1, fields, changed);
    }

    /// <summary>Only fields of one line: a foreign article's front matter need not be YAML that a strict reader would take.</summary>
    static void Read(ReadOnlySpan<string> lines, Dictionary<string, string> fields)
    {
        foreach (var line in lines)
        {
            if (line.Length == 0 || line[0] is ' ' or '\t' or '#' or '-') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) continue;
            var value = line[(colon + 1)..].Trim();
            if (value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0]) value = value[0] == '"' ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : value[1..^1].Replace("''", "'", StringComparison.Ordinal);
            fields.TryAdd(line[..colon].Trim(), value);
        }
    }

    static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\r') clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            else if (c is '\n' or '\t' || !char.IsControl(c)) clean.Append(c is '\u2028' or '\u2029' or '\uE000' ? ' ' : c);
        }
        return clean.ToString();
    }
}
