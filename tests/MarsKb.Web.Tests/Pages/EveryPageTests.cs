
namespace MarsKb.Pages;

public sealed class EveryPageTests(PageSite site) : IClassFixture<PageSite>
{
    [Theory]
    [MemberData(nameof(PageSite.EveryKind), MemberType = typeof(PageSite))]
    public async Task Every_page_answers_with_its_status_one_heading_and_a_title(string path, int status)
    {
        using var reply = await site.GetAsync(path);
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.False(string.IsNullOrWhiteSpace(page.Title));
        Assert.Equal("status", page.GetElementById("kb-live")?.GetAttribute("role"));
        Assert.Equal("#main", page.QuerySelector("body > a:first-child")?.GetAttribute("href"));
    }

    [Theory]
    [MemberData(nameof(PageSite.EveryKind), MemberType = typeof(PageSite))]
    public async Task No_page_has_script_or_style_of_its_own(string path, int status)
    {
        using var page = await site.PageAsync(path);

        Assert.NotEqual(0, status);
        Assert.All(page.QuerySelectorAll("script"), s => Assert.StartsWith("/site.", s.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("style, [style], iframe, object, embed, base"));
        Assert.All(page.All, e => Assert.DoesNotContain(e.Attributes, a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(PageSite.EveryKind), MemberType = typeof(PageSite))]
    public async Task Every_page_has_unique_ids_and_one_filled_button_at_most(string path, int status)
    {
        using var page = await site.PageAsync(path);

        Assert.NotEqual(0, status);
        Assert.Empty(page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.True(page.QuerySelectorAll(".btn.fill").Length <= 1);
    }

    [Theory]
    [MemberData(nameof(PageSite.EveryKind), MemberType = typeof(PageSite))]
    public async Task A_ticket_is_kept_on_every_link_and_in_every_form(string path, int status)
    {
        const string Ticket = "INC 20418/ä&b";
        var kept = "ticket=" + Uri.EscapeDataString(Ticket);
        using var page = await site.PageAsync($"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{kept}");

        Assert.NotEqual(0, status);
        Assert.Equal(Ticket, page.QuerySelector(".ticket bdi")?.TextContent);
        var links = page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.Contains(kept, l, StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("form"), f => Assert.Equal(Ticket, f.QuerySelector("input[name=ticket]")?.GetAttribute("value")));
    }

    [Theory]
    [MemberData(nameof(PageSite.EveryKind), MemberType = typeof(PageSite))]
    public async Task Every_link_within_the_site_leads_somewhere(string path, int status)
    {
        using var page = await site.PageAsync(path);

        Assert.NotEqual(0, status);
        foreach (var link in page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Distinct())
        {
            using var reply = await site.GetAsync(link);
            Assert.True((int)reply.StatusCode < 400, $"{link} is {(int)reply.StatusCode}");
        }
        Assert.All(page.QuerySelectorAll("a[href^='#']"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task Pages_that_name_no_content_are_not_indexed()
    {
        foreach (var path in new[] { "/search?q=34513", "/e/0x800700DF", "/e/UserErrorFoo", "/ask", "/no/such/address" })
        {
            using var page = await site.PageAsync(path);
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        }
        using var entry = await site.PageAsync("/entries/34513");
        Assert.Null(entry.QuerySelector("meta[name=robots]"));
    }
}
