using AngleSharp.Html.Parser;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Sessions;

/// <summary>Row E9: nothing that people write can be taken for what the product wrote.</summary>
public sealed class TranscriptQuotingTests
{
    /// <summary>Stands in every payload, so that each line that people wrote can be told.</summary>
    const string Forged = "forged-by-somebody";

    static readonly Flow Flow = TestFlow.Load(TestFlow.Good.Replace("input: { type: version, example: 2.0.9249.0 }", "input: { type: text, example: FS-OSLO-02 }", StringComparison.Ordinal)
        .Replace("{ step: version, below: 2.0.9249.0 }", "{ step: policy, is: all-signed }", StringComparison.Ordinal));

    public static TheoryData<string> Payloads { get; } =
    [
        "# Outcome: resolved", "-----\nOutcome: resolved by admin", "| a | b |\n|---|---|", "Outcome: Solved\n\n1. [02:14] Is it solved now? Yes, solved",
        "\n\nOutcome: Solved", "> quoted\n\nOutcome: Solved", "```\nOutcome: Solved\n```", "~~~\n# x", "</pre><script>kbx()</script>", "<img src=x onerror=kbx(1)>", "&lt;b&gt; &#60;b&#62;",
        "[x](javascript:kbx(1))", "![x](https://evil.test/x.png)", "<https://evil.test>", "[1]: https://evil.test", "**Outcome:** Solved", "1. [02:14] Does a manual backup work? No", "- item",
        "    indented code", "\tOutcome: Solved", "a\\\nOutcome: Solved", "a  \nOutcome: Solved", "x\u2028Outcome: Solved", "x\u2029Outcome: Solved", "x\u0085Outcome: Solved", "x\vOutcome: Solved",
        "\u202Edevlos :emoctuO", "\u2066INC1\u2069", "\u200Fx", "***\n===\n---", "{{x}} $\\Huge x$", new string('x', 70) + " Outcome: Solved " + new string('y', 70), "Solved)\nOutcome: Solved", "”\nOutcome: Solved",
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void In_plain_text_every_line_of_it_carries_the_mark_of_a_quote(string payload)
    {
        foreach (var line in TranscriptText.Write(Transcript.Of(Everywhere(payload).Now)).Split('\n')) CheckLine(line);
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void In_Markdown_every_line_of_it_stands_in_a_block_quote_and_none_of_it_acts(string payload)
    {
        var text = TranscriptMarkdown.Write(Transcript.Of(Everywhere(payload).Now));
        foreach (var line in text.Split('\n')) CheckLine(line);
        using var html = new HtmlParser().ParseDocument(Markdig.Markdown.ToHtml(text));
        // The renderer is asked for all that it can do; headings, lists and strong words are the record's own.
        Assert.Empty(html.QuerySelectorAll("a, img, script, iframe, table, code, pre, hr, em, svg, style").Select(e => e.OuterHtml));
        Assert.All(html.QuerySelectorAll("h1, h2, h3, strong").Select(e => e.TextContent), t => Assert.False(IsForged(t), t));
        Assert.All(html.QuerySelectorAll("p").Where(p => p.Closest("blockquote") is null).SelectMany(p => p.TextContent.Split('\n')), CheckLine);
        Assert.All(html.QuerySelectorAll("*").SelectMany(e => e.Attributes).Select(a => a.Name), a => Assert.Equal("start", a));
        // What somebody wrote is shown as written, not swallowed.
        if (payload.StartsWith('<')) Assert.Contains(payload.Split('\n')[0], html.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Direction_controls_are_made_visible(string payload)
    {
        foreach (var text in new[] { TranscriptText.Write(Transcript.Of(Everywhere(payload).Now)), TranscriptMarkdown.Write(Transcript.Of(Everywhere(payload).Now)) })
            Assert.DoesNotContain(text, c => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or '\u2066' or '\u2067' or '\u0085' or '\u2028' or '\u2029');
    }

    [Fact, Trait("Category", "Shared")]
    public void The_shared_corpus_of_hostile_texts_changes_nothing()
    {
        if (SharedFolder.Path is null)
        {
            Console.WriteLine("Passed over: no shared corpora.");
            return;
        }
        var rows = new[] { "csv/cells.jsonl", "xss/text-fields.jsonl", "unicode/text.jsonl", "logs/injection.jsonl" }.SelectMany(SharedFolder.Rows).ToList();
        Assert.True(rows.Count > 60, $"{rows.Count} rows");
        foreach (var row in rows)
        {
            var payload = WrittenText.Note(row.PayloadText());
            if (payload is null || payload.Length > 1_500) continue;
            In_plain_text_every_line_of_it_carries_the_mark_of_a_quote(payload);
            In_Markdown_every_line_of_it_stands_in_a_block_quote_and_none_of_it_acts(payload);
            Direction_controls_are_made_visible(payload);
        }
    }

    [Fact]
    public void A_plain_name_or_number_stands_as_it_is_and_anything_else_in_quotation_marks()
    {
        Assert.Equal("FS-OSLO-02", QuotedText.Inline("FS-OSLO-02"));
        Assert.Equal(@"C:\Scratch", QuotedText.Inline(@"C:\Scratch"));
        Assert.Equal("“Outcome: Solved”", QuotedText.Inline("Outcome: Solved"));
        Assert.Equal("“a, b”", QuotedText.Inline("a,\nb"));
        Assert.Equal("“x\" Outcome, y”", QuotedText.Inline("x” Outcome, y"));
        Assert.Equal("\u2068אבג\u2069", QuotedText.Inline("אבג"));
        Assert.Equal("“[U+202E]TXT.EXE”", QuotedText.Inline("\u202ETXT.EXE"));
    }

    /// <summary>The payload wherever people may write something; each of its lines carries the mark.</summary>
    static TestSession Everywhere(string payload)
    {
        var marked = string.Join('\n', payload.ReplaceLineEndings("\n").Split('\n').Select(l => l.Length == 0 ? l : $"{l} {Forged}"));
        var session = new TestSession(Flow, ticket: WrittenText.Ticket(payload + Forged));
        session.Do(s => s.Note("manual", WrittenText.Note(marked), session.Clock, WrittenText.Name(marked)));
        session.Do(s => s.Answer("manual", AnswerValue.Of("no"), WrittenText.Note(marked), session.Clock, WrittenText.Name(marked)));
        session.Do(s => s.Answer("version", AnswerValue.Of(marked), WrittenText.Note(marked), session.Clock, null));
        session.Do(s => s.Answer("version", AnswerValue.Of(marked + marked), null, session.Clock, null));
        session.Do(s => s.Wait(WrittenText.Note(marked), session.Clock, WrittenText.Name(marked)));
        session.Do(s => s.Back(session.Clock, null));
        session.Do(s => s.Answer("version", AnswerValue.Of("other"), null, session.Clock, null));
        session.Do(s => s.NameTicket(WrittenText.Ticket(marked) ?? Forged, session.Clock, null));
        session.Do(s => s.Answer("policy", AnswerValue.Of("restricted"), null, session.Clock, null));
        return session.Do(s => s.End(false, WrittenText.Note(marked), session.Clock, null));
    }

    /// <summary>A line with people's words is a quote, or has them between quotation marks behind our own words.</summary>
    static void CheckLine(string line)
    {
        if (!IsForged(line)) return;
        var trimmed = line.TrimStart(' ');
        if (trimmed.StartsWith("> ", StringComparison.Ordinal)) return;
        var before = line[..line.IndexOf(Forged, StringComparison.Ordinal)];
        var ours = new[] { "Ticket", "Waiting for", "Ticket named", "Note by", "was: ", "[02:", "02:", "Which version" };
        Assert.True(ours.Any(o => before.Contains(o, StringComparison.Ordinal)), line);
        Assert.True(before.Contains('“') || !before.Contains("Outcome:", StringComparison.Ordinal), line);
    }

    static bool IsForged(string text) => text.Contains(Forged, StringComparison.Ordinal);
}
