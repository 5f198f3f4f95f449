namespace MarsKb.Sessions;

/// <summary>The record as plain text. What people wrote is quoted with <c>&gt;</c>, line by line.</summary>
public static class TranscriptText
{
    /// <param name="max">Characters that it must not exceed; at least <see cref="TranscriptFit.Least"/>.</param>
    public static string Write(Transcript record, int? max = null)
    {
        if (max is not { } limit) return Whole(record);
        var text = Whole(TranscriptFit.Fit(record, limit, r => Whole(r).Length) ?? record);
        return QuotedText.Cut(text, limit);
    }

    static string Whole(Transcript record) => new PlainWriter(record).Write();
}

sealed class PlainWriter(Transcript record) : TranscriptWriter(record)
{
    /// <summary>Quoted lines are broken here, so that no screen breaks them where the quotation mark is missing.</summary>
    const int Width = 76;

    // Lines of one kind stand together; another kind begins after an empty line.
    Kind last;

    enum Kind { None, Fact, Item, Heading, Paragraph }

    protected override string AfterSteps => "-";

    protected override string Text(string words) => QuotedText.Visible(words).Replace('\n', ' ');

    protected override string Strong(string text) => text;

    protected override string Address(string link) => link;

    protected override string Meta(string words) => $"[{words}] ";

    protected override void Title(string words) => Line(Kind.Paragraph, Text(words));

    protected override void Heading(string words)
    {
        Line(Kind.Paragraph, Text(words) + ":");
        last = Kind.Heading;
    }

    protected override void Fact(string label, string value) => Line(Kind.Fact, $"{label}: {value}");

    protected override void Paragraph(string line) => Line(Kind.Paragraph, line);

    protected override void Item(string marker, string line, IReadOnlyList<string> below, IReadOnlyList<(string Lead, string Text)> quotes)
    {
        Line(Kind.Item, $"{marker} {line}");
        var indent = new string(' ', marker.Length + 1);
        foreach (var further in below) Out.Append(indent).Append(further).Append('\n');
        foreach (var (lead, text) in quotes)
        {
            Out.Append(indent).Append(lead).Append('\n');
            foreach (var quoted in QuotedText.Visible(text).Split('\n').SelectMany(Wrap)) Out.Append(indent).Append(quoted.Length == 0 ? ">" : "> ").Append(quoted).Append('\n');
        }
    }

    protected override void Block(string marker, string text)
    {
        var lines = QuotedText.Visible(text).Trim('\n').Split('\n');
        var indent = new string(' ', marker.Length == 0 ? 2 : marker.Length + 1);
        Line(Kind.Item, marker.Length == 0 ? indent + lines[0] : $"{marker} {lines[0]}");
        foreach (var further in lines.Skip(1)) Out.Append(further.Length == 0 ? "" : indent).Append(further).Append('\n');
    }

    void Line(Kind kind, string line)
    {
        if (last != Kind.None && last != Kind.Heading && (kind != last || kind == Kind.Paragraph)) Out.Append('\n');
        Out.Append(line).Append('\n');
        last = kind;
    }

    static IEnumerable<string> Wrap(string line)
    {
        while (line.Length > Width)
        {
            var at = line.AsSpan(0, Width + 1).LastIndexOfAny(" \u2002\u2003\u2009\u3000");
            if (at <= 0) at = line.AsSpan(Width).IndexOfAny(" \u2002\u2003\u2009\u3000") is var beyond and >= 0 ? Width + beyond : line.Length;
            yield return line[..at];
            line = at < line.Length ? line[(at + 1)..] : "";
            if (line.Length == 0) yield break;
        }
        yield return line;
    }
}
