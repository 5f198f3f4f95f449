using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using MarsKb.Diagnostics;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Rendering;

/// <summary>Nothing that content says becomes active. The check does not use the product's own list: it reads the HTML and judges for itself.</summary>
[Trait("Category", "Shared")]
public sealed class InertHtmlTests(ITestOutputHelper output)
{
    static readonly string[] Elements =
        "html head body p ul ol li blockquote h3 table thead tbody tr th td strong em code pre var br small a span figure figcaption details summary".Split(' ');

    [Fact]
    public void No_Markdown_payload_comes_out_active()
    {
        foreach (var row in Rows("xss/markdown.jsonl").Where(r => r.StandsAt("md")))
            foreach (var markdown in new[] { row.PayloadText(), "- " + row.PayloadText().Replace("\n", "\n  ", StringComparison.Ordinal), "> " + row.PayloadText() })
            {
                var rich = Render(markdown);
                Assert.True(Active(rich.Html) is null, $"{row.Name}: {Active(rich.Html)} in {rich.Html}");
            }
    }

    [Fact]
    public void A_whole_entry_with_the_payload_in_every_field_is_refused_or_inert()
    {
        foreach (var row in Rows("xss/text-fields.jsonl").Concat(Rows("xss/markdown.jsonl")).Where(r => r.StandsAt("field") || r.StandsAt("msg") || r.StandsAt("md")))
        {
            var quoted = "'" + row.PayloadText().Replace("'", "''", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ') + "'";
            foreach (var (from, to) in new[]
            {
                ("text: Invalid vault credentials provided.", "text: " + quoted),
                ("title: Invalid vault credentials", "title: " + quoted),
                ("owner: backup team", "owner: " + quoted),
                ("licence: CC BY 4.0", "licence: " + quoted),
                ("url: https://learn.test/mars", "url: " + quoted),
                ("owner:", $"appliesTo: {{ operatingSystems: [{quoted}], role: {quoted}, when: {quoted} }}\nowner:"),
                ("## Cause: The file is old", "## Cause: " + quoted),
                ("```", "```"),
                ("It was downloaded long ago.", row.PayloadText()),
                ("1. Download it again.", "1. " + row.PayloadText().Replace("\n", "\n   ", StringComparison.Ordinal)),
                ("It was downloaded long ago.", "```text " + row.PayloadText().Replace('\n', ' ').Replace('`', ' ') + "\nx\n```"),
            })
            {
                if (from == "```") continue;
                using var content = TestContent.Good().With("entries/34513.md", TestContent.Entry.But(from, to));
                if (content.Load().Knowledge.Find("34513") is not Entries.Entry entry) continue;
                foreach (var html in (string[])[entry.Summary.Html, entry.Notes.Html, .. entry.Causes.SelectMany(c => c.Actions.Select(a => a.Content.Html).Append(c.Text.Html).Append(c.HowToTell.Html))])
                    Assert.True(Active(html) is null, $"{row.Name}: {Active(html)} in {html}");
                Assert.All(entry.Sources, s => Assert.StartsWith("https://", s.Url, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Messages_and_cells_show_a_payload_exactly_as_it_is()
    {
        foreach (var row in Rows("xss/text-fields.jsonl").Where(r => r.StandsAt("msg")))
        {
            var quoted = "'" + row.PayloadText().Replace("'", "''", StringComparison.Ordinal) + "'";
            using var content = TestContent.Good()
                .With("entries/34513.md", TestContent.Entry.But("text: Invalid vault credentials provided.", "text: " + quoted))
                .With("matrix/size-limits.yaml", TestContent.Table.But("system: Windows 7", "system: " + quoted));
            var knowledge = content.Load().Knowledge;
            Assert.Equal(row.PayloadText(), ((Entries.Entry)knowledge.Find("34513")!).Messages[0].Text);
            var cell = knowledge.Tables.Single().Rows.Single().Cells["system"];
            Assert.Equal(row.PayloadText(), cell.Text);
            Assert.Null(Active(cell.Html));
            Assert.Equal(row.PayloadText(), new HtmlParser().ParseDocument(cell.Html).Body!.TextContent);
        }
    }

    [Fact]
    public void The_check_finds_what_plain_Markdig_lets_through()
    {
        if (!Rows("xss/markdown.jsonl").Any()) return;
        var plain = new MarkdownPipelineBuilder().UseAdvancedExtensions().DisableHtml().Build();
        Assert.InRange(Rows("xss/markdown.jsonl").Count(r => Active(Markdown.ToHtml(r.PayloadText(), plain)) is not null), 10, 44);
    }

    /// <summary>As if the first line let everything through: raw HTML as it is, and what plain Markdig makes of it.</summary>
    [Fact]
    public void The_second_line_alone_stops_every_payload()
    {
        var plain = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();
        var payloads = Rows("xss/markdown.jsonl").Concat(Rows("xss/text-fields.jsonl")).Select(r => (r.Name, Text: r.PayloadText())).ToList();
        if (payloads.Count == 0) return;
        payloads.Add(("picture.svg.txt", SharedFolder.Text("xss/picture.svg.txt")));
        var active = 0;
        foreach (var (name, payload) in payloads)
            foreach (var html in new[] { payload, Markdown.ToHtml(payload, plain), "<p>" + payload + "</p>", "<table><tr><td>" + payload, "<pre><code>" + payload, "<a href=\"" + payload + "\">x</a>" })
            {
                if (Active(html) is not null) active++;
                var safe = SafeHtml.Check(html, new SourceLocation("entries/x.md", 1, 1), new DiagnosticBag());
                Assert.True(Active(safe) is null, $"{name}: {Active(safe)} in {safe}");
                Assert.True(Active(SafeHtml.Check(safe, new SourceLocation("entries/x.md", 1, 1), new DiagnosticBag())) is null, $"{name}, read again");
            }
        Assert.InRange(active, 100, payloads.Count * 6); // the control: most are active without it
    }

    /// <summary>The first thing that is not harmless, or null.</summary>
    static string? Active(string html)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            if (!Elements.Contains(element.LocalName)) return element.LocalName;
            foreach (var attribute in element.Attributes)
            {
                var allowed = (element.LocalName, attribute.Name, attribute.Value) switch
                {
                    ("a", "href", var address) => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                        || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal)),
                    ("a", "rel", _) or ("th", "scope", "col") or ("ol", "start", _) => true,
                    ("span", "class", "tok") or ("figure" or "details", "class", "plate") => true,
                    _ => false,
                };
                if (!allowed) return $"{element.LocalName} {attribute.Name}={attribute.Value}";
            }
        }
        return null;
    }

    static RichText Render(string markdown)
    {
        var bag = new DiagnosticBag();
        var source = new SourceText("entries/x.md", markdown);
        var text = MarkdownText.Parse(source.Text, source.At, bag);
        var rich = MarkdownRenderer.Render(text, text.Document, new LinkTargets(), bag, headings: true);
        Assert.DoesNotContain(bag.ToImmutable(), d => d.Code == "MKB156");
        return rich;
    }

    IEnumerable<CorpusRow> Rows(string file)
    {
        if (SharedFolder.Path is null) output.WriteLine("The shared folder is absent: passed over.");
        return SharedFolder.Rows(file);
    }
}
