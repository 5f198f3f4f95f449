using System.Net;
using System.Text.Json;
using MarsKb.Api;
using MarsKb.Infra;
using MarsKb.Pages.Records;

namespace MarsKb.Features.Sessions;

/// <summary>The record of a session: as a page, as files, for those who walk it and for others.</summary>
public sealed class RecordPageTests(RecordSite site) : IClassFixture<RecordSite>
{
    [Fact]
    public async Task The_page_says_what_came_of_it_and_what_was_answered()
    {
        var session = await site.WalkAsync("INC-20418", "Job 8841 ran.");
        using var page = await site.PageAsync($"/t/{RecordSite.ReadToken(session)}");

        Assert.Equal("Record of INC-20418", page.QuerySelector("h1")?.TextContent);
        Assert.Equal(["Solved", "The agent is old"], page.QuerySelectorAll(".facts dd").Take(2).Select(d => d.TextContent.Trim()));
        Assert.Equal(
            ["Does a manual backup work?", "Which version is the agent?", "Which policy holds?", "Is there a proxy?", "Is it solved now?"],
            page.QuerySelectorAll(".track > li .q").Select(q => q.TextContent));
        Assert.Equal(["No", "2.0.9100.0", "unrestricted", "No", "Yes, solved"], page.QuerySelectorAll(".track > li b").Select(b => b.TextContent));
        Assert.Contains("From the link, not asked", page.QuerySelector(".track > li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("was: remote-signed", page.QuerySelectorAll(".track > li")[2].TextContent, StringComparison.Ordinal);
        Assert.Equal("Job 8841 ran.", page.QuerySelector(".track > .end blockquote")?.TextContent);
        Assert.Equal("https://tickets.example/INC-20418", page.QuerySelector(".ticket a")?.GetAttribute("href"));
        Assert.Equal("/entries/34513?ticket=INC-20418#something", page.QuerySelector("a[href*='#something']")?.GetAttribute("href"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".md")]
    [InlineData(".txt")]
    [InlineData(".json")]
    public async Task Both_addresses_give_the_same_record_and_no_copy_of_it_is_kept(string ending)
    {
        var session = await site.WalkAsync("INC-1", "Job 8841 ran.");
        var (token, readToken) = (SessionClient.Token(session), RecordSite.ReadToken(session));
        using var written = await site.Client().GetAsync(new Uri($"/s/{token}/transcript{ending}", UriKind.Relative));
        using var read = await site.Client().GetAsync(new Uri($"/t/{readToken}{ending}", UriKind.Relative));
        foreach (var reply in new[] { written, read })
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
            Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
            Assert.Equal(ending switch { ".md" => "text/markdown", ".txt" => "text/plain", ".json" => "application/json", _ => "text/html" }, reply.Content.Headers.ContentType?.MediaType);
            if (ending.Length > 0) Assert.Equal($"INC-1-agent-trouble-{DateTime.UtcNow:yyyy-MM-dd}{ending}", reply.Content.Headers.ContentDisposition?.FileName);
        }
        if (ending.Length > 0) Assert.Equal(await written.Content.ReadAsStringAsync(), await read.Content.ReadAsStringAsync());
        Assert.DoesNotContain(token, await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_read_only_page_leads_nowhere_where_something_can_be_changed()
    {
        var session = await site.WalkAsync("INC-2", resolved: null);
        using var page = await site.PageAsync($"/t/{RecordSite.ReadToken(session)}");

        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Equal("no-referrer", page.QuerySelector("meta[name=referrer]")?.GetAttribute("content"));
        Assert.DoesNotContain(page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!), h => h.StartsWith("/s/", StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("form").Select(f => f.GetAttribute("action")), a => Assert.Contains(a, new[] { "/search", "/theme" }));
        Assert.All(page.QuerySelectorAll("a[href^='/t/']"), a => Assert.Matches(@"\.(md|txt|json)(\?|$)", a.GetAttribute("href")!));
    }

    [Fact]
    public async Task A_record_is_shortened_to_the_characters_that_somebody_asks_for()
    {
        var session = await site.WalkAsync("INC-3", new string('n', 1_900));
        var address = "/t/" + RecordSite.ReadToken(session);
        foreach (var ending in new[] { ".md", ".txt", ".json" })
        {
            Assert.True((await site.TextAsync(address + ending)).Length > 4_000, ending);
            Assert.InRange((await site.TextAsync(address + ending + "?max=4000")).Length, 500, 4_000);
            foreach (var wrong in new[] { "199", "100001", "-1", "many", "4e3" })
            {
                using var reply = await site.Client().GetAsync(new Uri($"{address}{ending}?max={wrong}", UriKind.Relative));
                Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
                Assert.Contains("200 to 100,000", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }
        Assert.InRange((await site.TextAsync(address + ".txt?max=200")).Length, 50, 200);
        using var tooShort = await site.Client().GetAsync(new Uri(address + ".json?max=200", UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, tooShort.StatusCode);
    }

    [Fact]
    public async Task Without_a_session_or_such_a_format_there_is_nothing()
    {
        var session = await site.WalkAsync();
        var (token, readToken) = (SessionClient.Token(session), RecordSite.ReadToken(session));
        foreach (var path in new[] { $"/t/{token}", $"/t/{token}.md", $"/s/{readToken}/transcript", $"/s/{readToken}/transcript.txt", $"/t/{readToken}.pdf", $"/s/{token}/transcript.html", $"/t/{readToken}x", $"/t/{readToken[..^1]}", "/t/x" })
        {
            using var reply = await site.Client().GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(reply.StatusCode == HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task The_printed_page_ends_with_the_link_and_a_picture_of_it()
    {
        var session = await site.WalkAsync();
        using var page = await site.PageAsync($"/s/{SessionClient.Token(session)}/transcript");
        var link = $"http://localhost/t/{RecordSite.ReadToken(session)}";

        Assert.Contains(link, page.QuerySelector(".taken")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(link, page.QuerySelector("#kb-share [data-link]")?.TextContent);
        Assert.Equal(QrPicture.Of(link).Path, page.QuerySelector("svg.qr path")?.GetAttribute("d"));
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task With_an_address_of_its_own_the_site_names_that_one()
    {
        using var named = new RecordSite();
        named.Set("MarsKb:BaseUrl", "https://kb.example");
        var session = await named.WalkAsync();
        var read = "https://kb.example/t/" + RecordSite.ReadToken(session);
        Assert.EndsWith($"Read-only record: {read}\n", await named.TextAsync($"/s/{SessionClient.Token(session)}/transcript.txt"), StringComparison.Ordinal);
        using var page = await named.PageAsync("/t/" + RecordSite.ReadToken(session));
        Assert.Contains(read, page.QuerySelector(".taken")?.TextContent, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Shared")]
    public async Task Row_E9_what_people_write_stays_a_quote_on_the_page_and_in_every_file()
    {
        var payloads = BadInput.For("insights-export", "csv/cells.jsonl").Concat(BadInput.For("note", "xss/text-fields.jsonl", "unicode/text.jsonl")).Select(p => (p.Id, p.Text));
        foreach (var (id, given) in payloads.Append(("control", "# Outcome: Solved\n\n<img src=x onerror=kbx(1)>\n1. Is it solved now? Yes")))
        {
            if (given is not { Length: <= 1_500 } text) continue;
            var session = await site.WalkAsync(text, "before\n" + text, resolved: false);
            var address = "/t/" + RecordSite.ReadToken(session);
            using var page = await site.PageAsync(address);
            Assert.True(page.QuerySelector(".facts .verdict")!.TextContent.Trim() == "Still failing", id);
            Assert.All(page.QuerySelectorAll("blockquote"), b => Assert.Equal(0, b.ChildElementCount));
            Assert.Empty(page.QuerySelectorAll("main img, main script, main iframe, main style, main [onerror], main [onload], main [onclick]"));
            Assert.Equal(1, page.QuerySelectorAll("h1").Length);

            var plain = await site.TextAsync(address + ".txt");
            Assert.Equal(["Outcome: Still failing"], plain.Split('\n').Where(l => l.StartsWith("Outcome", StringComparison.Ordinal)));
            var markdown = await site.TextAsync(address + ".md");
            Assert.Equal(["# Trouble with the agent"], markdown.Split('\n').Where(l => l.StartsWith("# ", StringComparison.Ordinal)));
            Assert.DoesNotContain('<', markdown.Replace($"<http://localhost{address}>", "", StringComparison.Ordinal));
            using var json = JsonDocument.Parse(await site.TextAsync(address + ".json"));
            Assert.Equal("still-failing", json.RootElement.GetProperty("verdict").GetString());
            foreach (var file in new[] { plain, markdown })
                Assert.True(file.AsSpan().IndexOfAny("\u202E\u202D\u200F\u2066") < 0 && !file.Contains('\u2028', StringComparison.Ordinal), id);
        }
    }
}
