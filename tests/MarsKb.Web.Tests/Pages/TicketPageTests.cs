using System.Net;
using MarsKb.Api;
using MarsKb.Features.Sessions;

namespace MarsKb.Pages;

public sealed class TicketPageTests(RecordSite site) : IClassFixture<RecordSite>
{
    [Fact]
    public async Task Only_staff_see_the_sessions_of_a_ticket()
    {
        foreach (var path in new[] { "/tickets", "/tickets/INC-5" })
        {
            using var reply = await site.Client().GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.Redirect, reply.StatusCode);
            Assert.Contains("/staff/sign-in", reply.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sessions_are_listed_latest_first_with_what_came_of_them_and_lead_to_their_records()
    {
        var first = await site.WalkAsync("INC-5");
        var second = await site.WalkAsync("inc-5", handOver: true, resolved: null);
        using var reply = await site.Client(staff: true).GetAsync(new Uri("/tickets/INC-5", UriKind.Relative));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("Sessions of INC-5", page.QuerySelector("h1")?.TextContent);
        Assert.Equal(
            new[] { second, first }.Select(s => $"/t/{RecordSite.ReadToken(s)}?ticket=INC-5"),
            page.QuerySelectorAll("tbody th a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["To be handed over", "Solved"], page.QuerySelectorAll("tbody .verdict").Select(v => v.TextContent.Trim()));
        Assert.Equal(["Ask Microsoft", "The agent is old"], page.QuerySelectorAll("tbody td[data-l=Outcome]").Select(v => v.TextContent.Trim()));
        Assert.Equal("https://tickets.example/INC-5", page.QuerySelector(".ticket a")?.GetAttribute("href"));
        Assert.All(new[] { first, second }, s => Assert.DoesNotContain(SessionClient.Token(s), page.Source.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INC-none", "INC-none")]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a/b", "a/b")]
    [InlineData("INC%2020418%20%C3%A4%26b", "INC 20418 ä&b")]
    [InlineData("%E2%80%AEx", "[U+202E]x")]
    public async Task A_ticket_without_sessions_has_a_page_too(string path, string shown)
    {
        await site.WaitUntilReadyAsync();
        using var page = await site.PageAsync("/tickets/" + path, staff: true);
        Assert.Equal($"Sessions of {shown}", page.QuerySelector("h1")?.TextContent);
        Assert.Contains("No session carries this ticket", page.QuerySelector(".lead")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_can_be_typed()
    {
        await site.WaitUntilReadyAsync();
        using var typed = await site.Client(staff: true).GetAsync(new Uri("/tickets?ref=INC%2F5", UriKind.Relative));
        Assert.Equal("/tickets/INC%2F5", typed.Headers.Location?.OriginalString);
        using var empty = await site.PageAsync("/tickets?ref=", staff: true);
        Assert.Contains("Enter a ticket number", empty.QuerySelector(".wrong")?.TextContent, StringComparison.Ordinal);
        using var form = await site.PageAsync("/tickets", staff: true);
        Assert.Null(form.QuerySelector(".wrong"));
        Assert.NotNull(form.QuerySelector("main form[method=get][action='/tickets'] input[name=ref]"));
    }
}
