using System.Net;

namespace MarsKb.Pages;

public sealed class EntryPageTests(PageSite site) : IClassFixture<PageSite>
{
    [Theory]
    [InlineData("/entries/0X80070005", "/entries/0x80070005")]
    [InlineData("/entries/-2147024891", "/entries/0x80070005")]
    [InlineData("/entries/80070005", "/entries/0x80070005")]
    [InlineData("/entries/sallowdiskspace", "/entries/SalLowDiskSpace")]
    [InlineData("/entries/0x186D2", "/entries/100050")]
    [InlineData("/entries/size-limits", "/matrix/size-limits")]
    [InlineData("/entries/what-do-you-see", "/flows/what-do-you-see")]
    [InlineData("/entries/What-Do-You-See", "/flows/what-do-you-see")]
    [InlineData("/matrix/SIZE-LIMITS", "/matrix/size-limits")]
    [InlineData("/matrix/34513", "/entries/34513")]
    public async Task Another_spelling_leads_to_the_one_address_for_good(string from, string to)
    {
        using var reply = await site.GetAsync(from + "?ticket=INC-1");

        Assert.Equal(HttpStatusCode.MovedPermanently, reply.StatusCode);
        Assert.Equal(to + "?ticket=INC-1", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_entry_shows_code_message_causes_and_actions_in_order()
    {
        using var page = await site.PageAsync("/entries/34513");

        Assert.Equal("34513", page.QuerySelector("h1 .hero")?.TextContent);
        Assert.Contains("Invalid vault credentials provided.", page.QuerySelector("figure[data-copy=message] pre")!.TextContent, StringComparison.Ordinal);
        var causes = page.QuerySelectorAll("section.cause");
        Assert.True(causes.Length >= 3);
        Assert.All(causes, c => Assert.NotEmpty(c.QuerySelectorAll("ol.steps > li")));
        Assert.Equal("/e/34513", page.QuerySelector(".side [data-link]")?.TextContent);
    }

    [Fact]
    public async Task The_text_for_the_ticket_holds_one_cause_its_actions_and_the_link()
    {
        using var page = await site.PageAsync("/entries/34513");
        var text = page.QuerySelector("#antivirus details.forticket pre")!.TextContent;

        Assert.StartsWith("34513: Invalid vault credentials\nCause: ", text, StringComparison.Ordinal);
        Assert.Contains("\n1. ", text, StringComparison.Ordinal);
        Assert.Contains("cbengine.exe", text, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("/entries/34513#antivirus", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_name_is_not_found_and_offers_names_that_look_like_it()
    {
        using var reply = await site.GetAsync("/entries/SalLowDiscSpace");
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal("SalLowDiscSpace", page.QuerySelector("textarea[name=q]")?.TextContent.Trim());
        Assert.Equal("/entries/SalLowDiskSpace", page.QuerySelector("main .rows a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task A_no_is_counted_once_and_takes_a_note()
    {
        using var answer = await site.PostAsync("/entries/403?handler=feedback", ("helped", "false"), ("ticket", "INC-9"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var thanks = answer.Headers.Location!.OriginalString;
        Assert.Contains("ticket=INC-9", thanks, StringComparison.Ordinal);

        using var page = await site.PageAsync(thanks);
        var form = page.QuerySelector("form.feedback")!;
        Assert.Contains("Thank you.", form.TextContent, StringComparison.Ordinal);
        var receipt = form.QuerySelector("input[name=receipt]")!.GetAttribute("value")!;

        using var note = await site.PostAsync("/entries/403?handler=feedback", ("helped", "false"), ("receipt", receipt), ("note", "The proxy's name"));
        Assert.Equal(HttpStatusCode.SeeOther, note.StatusCode);
        using var after = await site.PageAsync("/entries/403");
        Assert.Contains("0 of 1 people", after.QuerySelector(".side")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_from_another_site_is_refused()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/entries/34513?handler=feedback") { Content = new FormUrlEncodedContent([new("helped", "true")]) };
        foreign.Headers.Add("Origin", "https://evil.test");
        using var reply = await site.CreateClient().SendAsync(foreign);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task What_people_look_up_is_listed_on_the_home_page()
    {
        (await site.GetAsync("/entries/230006")).Dispose();
        using var home = await site.PageAsync("/");

        Assert.Contains(home.QuerySelectorAll("section").First(s => s.QuerySelector("h2")!.TextContent.StartsWith("Looked up", StringComparison.Ordinal))
            .QuerySelectorAll("a"), a => a.GetAttribute("href") == "/entries/230006");
    }
}
