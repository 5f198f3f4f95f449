using System.Net;

namespace MarsKb.Pages;

public sealed class ThemeAndAskTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task A_theme_is_kept_in_a_cookie_and_shown_on_the_next_page()
    {
        using var reply = await site.PostAsync("/theme", ("theme", "dark"), ("back", "/entries/34513?ticket=INC-1"));

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Equal("/entries/34513?ticket=INC-1", reply.Headers.Location?.OriginalString);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", reply.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var next = await site.CreateClient().SendAsync(request);
        using var page = await PageSite.ParseAsync(next);
        Assert.Equal("dark", page.DocumentElement.GetAttribute("data-theme"));
        Assert.All(page.QuerySelectorAll(".theme button"), b => Assert.Equal(b.GetAttribute("value") == "dark" ? "true" : "false", b.GetAttribute("aria-pressed")));
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/\\evil.test")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task The_theme_form_never_leads_off_the_site(string back)
    {
        using var reply = await site.PostAsync("/theme", ("theme", "light"), ("back", back));

        Assert.Equal("/", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wish_is_taken_and_counted()
    {
        using var first = await site.PostAsync("/ask", ("about", "0x8004ABCD"), ("text", "In the wizard"), ("ticket", "INC-1"));
        using var second = await site.PostAsync("/ask", ("about", "0x8004abcd"), ("text", ""));

        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal("/ask?asked=1&ticket=INC-1", first.Headers.Location?.OriginalString);
        Assert.Equal("/ask?asked=2", second.Headers.Location?.OriginalString);
        using var page = await site.PageAsync("/ask?asked=2");
        Assert.Equal("We have your request for this entry", page.QuerySelector("h1")?.TextContent);
    }

    [Fact]
    public async Task So_many_wishes_from_one_address_are_taken_and_the_next_is_kept_on_the_page()
    {
        await using var other = new PageSite();
        for (var i = 0; i < 10; i++)
        {
            using var taken = await other.PostAsync("/ask", ("text", $"wish {i}"));
            Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        }
        using var reply = await other.PostAsync("/ask", ("text", "one too many"));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.InRange(reply.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("one too many", page.QuerySelector("textarea[name=text]")!.TextContent);
    }

    [Fact]
    public async Task An_empty_wish_is_told_what_is_missing()
    {
        using var reply = await site.PostAsync("/ask", ("text", "  "));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector("textarea[name=text]")?.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task A_wish_that_is_too_long_is_refused_and_kept()
    {
        var text = new string('y', 3000);
        using var reply = await site.PostAsync("/ask", ("text", text));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Equal(text, page.QuerySelector("textarea[name=text]")!.TextContent);
    }
}
