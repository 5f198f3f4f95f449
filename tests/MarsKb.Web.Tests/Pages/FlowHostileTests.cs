using AngleSharp.Dom;
using MarsKb.Infra;
using MarsKb.Sessions;
using Xunit.Abstractions;

namespace MarsKb.Pages;

/// <summary>Row E1 on the pages of flows: whatever an address, a form or a flow's file says stays text.</summary>
public sealed class FlowHostileTests(ITestOutputHelper output)
{
    const string Schedule = "/flows/scheduled-backups-do-not-run";

    static readonly string[] Files = ["xss/text-fields.jsonl", "unicode/text.jsonl"];

    static readonly string[] Places = ["q", "ticket", "note", "field", "slug", "paste"];

    [Fact, Trait("Category", "Shared")]
    public async Task Whatever_an_address_says_changes_no_element_and_no_attribute_of_the_page()
    {
        using var site = new PageSite();
        foreach (var (where, path) in new[]
        {
            ("at", Schedule + "?at={0}"),
            ("a known answer", "/flows/offline-seeding-flow?agent-version={0}"),
            ("a checklist", "/flows/can-this-be-backed-up?file-kinds={0}"),
            ("a step's name", Schedule + "?x{0}=1"),
            ("the path", "/flows/x{0}"),
        })
        {
            using var harmless = await site.PageAsync(string.Format(null, path, "harmless"));
            // A path with a NUL never leaves the client of the tests; the server refuses it.
            foreach (var (id, text) in Texts().Where(t => where != "the path" || !t.Text.Contains('\0', StringComparison.Ordinal)))
            {
                using var reply = await site.GetAsync(string.Format(null, path, Uri.EscapeDataString(text)));
                using var page = await PageSite.ParseAsync(reply);
                Assert.True((int)reply.StatusCode < 500, $"{where}, {id}: {reply.StatusCode}");
                if (page.QuerySelector("svg.map") is null && where != "the path") continue; // refused before a page was made
                AssertInert(page, $"{where}, {id}");
                if (where != "the path") Assert.True(Skeleton(harmless).SequenceEqual(Skeleton(page)), $"{where}, {id}");
            }
        }
    }

    [Fact, Trait("Category", "Shared")]
    public async Task Whatever_is_typed_as_a_ticket_stays_text_in_form_offer_and_links()
    {
        using var site = new PageSite();
        _ = site.Client;
        await site.WaitUntilReadyAsync();
        foreach (var (id, text) in Texts())
        {
            var path = $"{Schedule}?ticket={Uri.EscapeDataString(text)}";
            using var page = await site.PageAsync(path);
            if (page.QuerySelector("form.begin") is not { } form) continue;
            AssertInert(page, id);
            using var reply = await site.PostAsync(form.GetAttribute("action")!, [.. form.QuerySelectorAll("input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))]);
            Assert.Equal(303, (int)reply.StatusCode);
            Assert.StartsWith("/s/", reply.Headers.Location!.OriginalString, StringComparison.Ordinal);
            if (WrittenText.Ticket(text) is null) continue;
            using var offered = await site.PageAsync(path);
            Assert.NotNull(offered.QuerySelector(".frame.offer"));
            AssertInert(offered, id);
        }
    }

    [Fact]
    public async Task Whatever_a_flow_says_of_itself_is_encoded()
    {
        const string Hostile = "</title></svg><script>alert(1)</script><img src=x onerror=alert(2)> \"' & {{7*7}}";
        var yaml = SampleFlow.Yaml.ReplaceLineEndings("\n");
        foreach (var text in new[] { "Registration fails", "Does the console open?", "Restart the agent", "Administrator of the server", "An error or nothing at all" })
        {
            Assert.Contains(text, yaml, StringComparison.Ordinal);
            yaml = yaml.Replace(text, $"'{Hostile.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal);
        }
        using var site = new SiteFactory();
        TestContent.Write(site.ContentFolder, "flows/sample.yaml", yaml);
        using var client = site.CreateClient();
        foreach (var path in new[] { "/flows", "/flows/sample", "/flows/sample?console=no&at=restart&age=1+d", "/", "/entries/34513", "/search?q=registration", "/entries?kind=flow" })
        {
            using var reply = await client.GetAsync(new Uri(path, UriKind.Relative));
            using var page = await PageSite.ParseAsync(reply);
            Assert.True(reply.IsSuccessStatusCode, path);
            AssertInert(page, path);
            if (path.StartsWith("/flows", StringComparison.Ordinal)) Assert.Contains(Hostile, page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    IEnumerable<(string Id, string Text)> Texts()
    {
        if (Repository.Shared is null) output.WriteLine("The corpus is not here: passed over.");
        // What is no text, half a character say, never gets as far as a page; what is longer than an address neither.
        return Places.SelectMany(p => BadInput.For(p, Files)).DistinctBy(r => r.Id).Where(r => !string.IsNullOrWhiteSpace(r.Text) && Uri.EscapeDataString(r.Text).Length < 6000).Select(r => (r.Id, r.Text!));
    }

    static void AssertInert(IDocument page, string where)
    {
        Assert.True(page.QuerySelectorAll("script").All(s => s.GetAttribute("src")?.StartsWith("/site.", StringComparison.Ordinal) == true), where);
        Assert.True(page.QuerySelectorAll("style, [style], iframe, object, embed, base, main img, [srcdoc], [formaction]").Length == 0, where);
        Assert.True(page.All.All(e => !e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase))), where);
        Assert.True(page.QuerySelectorAll("[href]").All(e => !e.GetAttribute("href")!.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)), where);
    }

    static IEnumerable<string> Skeleton(IDocument page) => page.All.Select(e => $"{e.LocalName} {string.Join(' ', e.Attributes.Select(a => a.Name))}");
}
