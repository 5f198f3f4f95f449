using System.Text;

namespace MarsKb.Import.Blocks;

[Flags]
enum PhraseStyle { None = 0, Bold = 1, Italic = 2, Code = 4 }

/// <param name="Text">Decoded; a line break is <c>\n</c>.</param>
/// <param name="Link">As written in the article; null for plain text.</param>
sealed record PhraseRun(string Text, PhraseStyle Style = PhraseStyle.None, string? Link = null);

/// <summary>A block of running text with its emphasis, code and links.</summary>
sealed class Phrase
{
    string? text;

    public Phrase(IReadOnlyList<PhraseRun> runs) => Runs = runs;

    public static Phrase Empty { get; } = new([]);

    public IReadOnlyList<PhraseRun> Runs { get; }

    /// <summary>All text without marks.</summary>
    public string Text => text ??= Runs.Count == 1 ? Runs[0].Text : string.Concat(Runs.Select(r => r.Text));

    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>On one line, white space made single blanks.</summary>
    public string OneLine => Collapse(Text);

    public static Phrase Of(string text) => text.Length == 0 ? Empty : new Phrase([new PhraseRun(text)]);

    public static string Collapse(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
            if (!char.IsWhiteSpace(c)) line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        return line.ToString().TrimEnd();
    }

    public Phrase Slice(int start) => Slice(start, Text.Length);

    public Phrase Slice(int start, int end)
    {
        if (start <= 0 && end >= Text.Length) return this;
        var runs = new List<PhraseRun>();
        var offset = 0;
        foreach (var run in Runs)
        {
            var from = Math.Max(start - offset, 0);
            var to = Math.Min(end - offset, run.Text.Length);
            if (from < to) runs.Add(from == 0 && to == run.Text.Length ? run : run with { Text = run.Text[from..to] });
            offset += run.Text.Length;
            if (offset >= end) break;
        }
        return new Phrase(runs);
    }

    public Phrase Trim()
    {
        var start = 0;
        while (start < Text.Length && char.IsWhiteSpace(Text[start])) start++;
        var end = Text.Length;
        while (end > start && char.IsWhiteSpace(Text[end - 1])) end--;
        return Slice(start, end);
    }

    public static Phrase Join(Phrase first, string between, Phrase second) =>
        first.Runs.Count == 0 ? second : second.Runs.Count == 0 ? first : new Phrase([.. first.Runs, new PhraseRun(between), .. second.Runs]);

    public override string ToString() => Text;
}
