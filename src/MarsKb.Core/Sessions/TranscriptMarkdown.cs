using System.Text;

namespace MarsKb.Sessions;

/// <summary>The record as Markdown. What people wrote stands in block quotes, with every sign that Markdown or HTML would act on made plain.</summary>
public static class TranscriptMarkdown
{
    /// <param name="max">Characters that it must not exceed; at least <see cref="TranscriptFit.Least"/>.</param>
    public static string Write(Transcript record, int? max = null)
    {
        if (max is not { } limit) return Whole(record);
        var text = Whole(TranscriptFit.Fit(record, limit, r => Whole(r).Length) ?? record);
        return QuotedText.Cut(text, limit);
    }

    static string Whole(Transcript record) => new MarkdownWriter(record).Write();
}

sealed class MarkdownWriter(Transcript record) : TranscriptWriter(record)
{
    const char NoBreakSpace = '\u00A0';

    /// <summary>Signs that Markdown acts on wherever they stand, and at the beginning of a line only.</summary>
    const string Always = "\\`*_[]{}|~$", AtBeginning = "#+-=:";

    Kind last;

    enum Kind { None, Fact, Item, Other }

    protected override string AfterSteps => "-";

    protected override string Text(string words) => Escape(QuotedText.Visible(words).Replace('\n', ' '), beginsLine: false);

    protected override string Strong(string text) => $"**{text}**";

    protected override string Address(string link) => $"<{link}>";

    protected override string Meta(string words) => Escape(words) + ": ";

    protected override void Title(string words) => Line(Kind.Other, "# " + Text(words));

    protected override void Heading(string words) => Line(Kind.Other, "## " + Text(words));

    protected override void Fact(string label, string value) => Line(Kind.Fact, $"- **{label}:** {value}");

    protected override void Paragraph(string line) => Line(Kind.Other, line);

    protected override void Item(string marker, string line, IReadOnlyList<string> below, IReadOnlyList<(string Lead, string Text)> quotes)
    {
        // Lists with other signs stay apart from each other.
        var indent = new string(' ', marker.Length + 1);
        Line(Kind.Item, $"{marker} {string.Join("\\\n" + indent, [line, .. below])}");
        foreach (var (lead, text) in quotes)
        {
            // A line right below a quote would count as part of it.
            Out.Append('\n').Append(indent).Append(Text(lead)).Append("\n\n");
            Out.Append(indent).Append("> ").AppendJoin($"\\\n{indent}> ", Quoted(text)).Append('\n');
            last = Kind.Other;
        }
    }

    protected override void Block(string marker, string text)
    {
        var lines = QuotedText.Visible(text).Trim('\n').Split('\n').Select(l => Escape(l)).ToList();
        var indent = marker.Length == 0 ? "" : new string(' ', marker.Length + 1);
        Line(marker.Length == 0 ? Kind.Other : Kind.Item, (marker.Length == 0 ? "" : marker + " ") + lines[0]);
        foreach (var (before, further) in lines.Zip(lines.Skip(1)))
        {
            if (further.Length == 0) Out.Append('\n');
            else
            {
                if (before.Length > 0) Out.Insert(Out.Length - 1, '\\');
                Out.Append(indent).Append(further).Append('\n');
            }
        }
    }

    void Line(Kind kind, string line)
    {
        if (last != Kind.None && (kind != last || kind == Kind.Other)) Out.Append('\n');
        Out.Append(line).Append('\n');
        last = kind;
    }

    /// <summary>The lines of a quote; an empty line keeps its place.</summary>
    static IEnumerable<string> Quoted(string text) =>
        QuotedText.Visible(text).Trim('\n').Split('\n').Select(line => line.Length == 0 ? NoBreakSpace.ToString() : Escape(line));

    static string? Entity(char c) => c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => null };

    /// <summary>Plain text as Markdown that shows exactly this text, whatever is in it.</summary>
    internal static string Escape(string line, bool beginsLine = true)
    {
        var escaped = new StringBuilder(line.Length + 16);
        var begin = 0;
        // Spaces at the beginning would make code of it.
        for (; beginsLine && begin < line.Length && line[begin] == ' '; begin++) escaped.Append(NoBreakSpace);
        var digits = begin;
        while (digits < line.Length && char.IsAsciiDigit(line[digits])) digits++;
        for (var i = begin; i < line.Length; i++)
        {
            var c = line[i];
            // What only acts at the beginning of a line: headings, lists, rules, and the sign behind the number of a list.
            var acts = Always.Contains(c) || (beginsLine && ((i == begin && AtBeginning.Contains(c)) || (i == digits && digits > begin && c is '.' or ')')));
            if (acts) escaped.Append('\\');
            if (Entity(c) is { } entity) escaped.Append(entity);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }
}
