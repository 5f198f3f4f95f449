using System.Net;
using MarsKb.Infra;

namespace MarsKb.Pages;

public sealed class ShortLinkTests(PageSite site) : IClassFixture<PageSite>
{
    [Theory]
    [InlineData("/e/34513", "/entries/34513")]
    [InlineData("/e/ID:%2034513", "/entries/34513")]
    [InlineData("/e/80070005h", "/entries/0x80070005")]
    [InlineData("/e/2147942405", "/entries/0x80070005")]
    [InlineData("/e/size-limits", "/matrix/size-limits")]
    [InlineData("/e/What-do-you-see", "/flows/what-do-you-see")]
    [InlineData("/go?q=0x80070005", "/entries/0x80070005")]
    [InlineData("/go?q=backup+failed", "/search?q=backup%20failed")]
    public async Task A_short_link_leads_to_the_page_and_keeps_the_ticket(string from, string to)
    {
        using var reply = await site.GetAsync($"{from}{(from.Contains('?', StringComparison.Ordinal) ? '&' : '?')}ticket=INC-20418");

        Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
        Assert.Equal($"{to}{(to.Contains('?', StringComparison.Ordinal) ? '&' : '?')}ticket=INC-20418", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_code_without_an_entry_says_what_the_number_means()
    {
        using var page = await site.PageAsync("/e/0x800700DF");

        Assert.Equal("0x800700DF", page.QuerySelector("h1 .hero")?.TextContent);
        Assert.Contains("ERROR_FILE_TOO_LARGE", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", page.QuerySelector(".bits b")?.TextContent);
        Assert.Contains("facility 7, Windows", page.QuerySelector(".bits")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form[action='/ask'] input[name=about][value='0x800700DF']"));
    }

    [Theory]
    [InlineData("/e/")]
    [InlineData("/e/what%20is%20this")]
    [InlineData("/e/a/b/c")]
    [InlineData("/e/..%2f..%2fetc%2fpasswd")]
    public async Task What_is_no_code_is_not_found_and_offers_the_search(string path)
    {
        using var reply = await site.GetAsync(path);
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.NotNull(page.QuerySelector("main form[role=search]"));
    }

    [Fact]
    public async Task A_code_of_several_entries_offers_the_choice()
    {
        await using var two = new SiteFactory();
        TestContent.Write(two.ContentFolder, "entries/7001.md", TestContent.Entry("7001", "First of two").Replace("codes: [\"7001\"]", "codes: [\"7001\", \"9000\"]\nrelated: [\"7002\"]", StringComparison.Ordinal));
        TestContent.Write(two.ContentFolder, "entries/7002.md", TestContent.Entry("7002", "Second of two").Replace("codes: [\"7002\"]", "codes: [\"7002\", \"9000\"]\nrelated: [\"7001\"]", StringComparison.Ordinal));
        foreach (var path in new[] { "/e/9000?ticket=INC-1", "/entries/9000?ticket=INC-1", "/go?q=9000&ticket=INC-1" })
        {
            using var reply = await two.CreateClient().GetAsync(new Uri(path, UriKind.Relative));
            using var page = await PageSite.ParseAsync(reply);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal(["/entries/7001?ticket=INC-1", "/entries/7002?ticket=INC-1"], page.QuerySelectorAll("main .rows a").Select(a => a.GetAttribute("href")));
        }
    }
}
