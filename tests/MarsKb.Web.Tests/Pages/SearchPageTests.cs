using System.Net;
using AngleSharp.Dom;

namespace MarsKb.Pages;

public sealed class SearchPageTests(PageSite site) : IClassFixture<PageSite>
{
    [Fact]
    public async Task A_certain_match_stands_out_with_the_first_action_of_each_cause()
    {
        using var page = await site.PageAsync("/search?q=" + Uri.EscapeDataString("Invalid vault credentials provided. (ID: 34513)"));
        var match = page.QuerySelector("article.frame")!;

        Assert.Contains("Exact match", match.TextContent, StringComparison.Ordinal);
        Assert.Equal("/entries/34513", match.QuerySelector("a.btn.fill")?.GetAttribute("href"));
        using var entry = await site.PageAsync("/entries/34513");
        Assert.Equal(entry.QuerySelectorAll("section.cause").Length, match.QuerySelectorAll("ol > li").Length);
        Assert.DoesNotContain("http", match.QuerySelector("ol")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guess_gets_neither_frame_nor_green_word()
    {
        using var page = await site.PageAsync("/search?q=backup+stopped+yesterday");

        Assert.Contains("No certain match", page.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".frame, main .verdict"));
        Assert.NotEmpty(page.QuerySelectorAll(".rows mark"));
        Assert.NotNull(page.QuerySelector("form[action='/ask']"));
    }

    [Fact]
    public async Task A_posted_text_gets_an_address_and_keeps_its_facets_and_ticket()
    {
        using var reply = await site.PostAsync("/search", ("q", " a b\r\nc "), ("kind", "error"), ("component", "cache"), ("page", "2"), ("verbatim", "1"), ("ticket", "INC-1"));

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Equal("/search?q=a%20b%0Ac&kind=error&component=cache&page=2&verbatim=1&ticket=INC-1", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_long_text_is_searched_at_once()
    {
        var text = string.Join('\n', Enumerable.Repeat("2026-11-19 02:11:48 some line of a log", 100)) + "\n(ID: 34513)";
        using var reply = await site.PostAsync("/search", ("q", text));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("/entries/34513", page.QuerySelector("article.frame a.btn")?.GetAttribute("href"));
        Assert.Equal(text, page.QuerySelector("textarea#kb-q")!.TextContent);
    }

    [Fact]
    public async Task A_text_whose_address_would_not_fit_a_request_line_is_searched_at_once()
    {
        using var reply = await site.PostAsync("/search", ("q", new string('漢', 1500)));

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task A_text_above_64_KiB_is_refused_and_kept()
    {
        var text = new string('x', 65_537);
        using var reply = await site.PostAsync("/search", ("q", text));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Equal(text, page.QuerySelector("textarea#kb-q")!.TextContent);
        Assert.Equal("kb-q-wrong", page.QuerySelector("textarea#kb-q")!.GetAttribute("aria-describedby"));
        using var most = await site.PostAsync("/search", ("q", text[..65_536]));
        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
    }

    [Fact]
    public async Task A_posted_link_keeps_a_text_that_is_not_certain()
    {
        using var reply = await site.PostAsync("/go", ("q", "backup failed"), ("ticket", "INC-1"));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, reply.StatusCode);
        Assert.Equal("/search", reply.Headers.Location?.OriginalString);
        using var certain = await site.PostAsync("/go", ("q", "error 34513"), ("ticket", "INC-1"));
        Assert.Equal("/entries/34513?ticket=INC-1", certain.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Further_pages_hold_the_rest()
    {
        using var first = await site.PageAsync("/search?q=backup");
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        using var second = await site.PageAsync(next);

        string?[] Keys(IDocument page) => [.. page.QuerySelectorAll("main .rows a.hit, main .frame a.btn").Select(a => a.GetAttribute("href"))];
        Assert.Equal(10, Keys(first).Length);
        Assert.NotEmpty(Keys(second));
        Assert.Empty(Keys(first).Intersect(Keys(second)));
    }

    [Fact]
    public async Task A_match_with_one_cause_shows_its_actions()
    {
        using var page = await site.PageAsync("/search?q=100110");
        using var entry = await site.PageAsync("/entries/100110");
        var match = page.QuerySelector("article.frame")!;

        Assert.Contains(match.QuerySelector("b")!.TextContent.TrimEnd('.'), entry.QuerySelector("section.cause h3")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(entry.QuerySelectorAll("section.cause ol > li").Length, match.QuerySelectorAll("ol > li").Length);
    }

    [Theory]
    [InlineData("backup+stopped+yesterday")]
    [InlineData("zzzzqqqq")]
    public async Task Where_nothing_is_certain_other_ways_are_offered(string query)
    {
        using var page = await site.PageAsync("/search?q=" + query);

        Assert.All(["/flows/what-do-you-see", "/triage", "/matrix"], way => Assert.NotNull(page.QuerySelector($"main .rich a[href='{way}']")));
        Assert.Equal(query.Replace('+', ' '), page.QuerySelector("form[action='/ask'] input[name=about]")?.GetAttribute("value"));
        Assert.Null(page.QuerySelector("form[action='/triage']"));
    }

    [Theory]
    [InlineData("0x8004ABCD while registering", "/e/0x8004ABCD")]
    [InlineData("-2147177523", "/e/0x8004ABCD")]
    public async Task A_code_without_an_entry_leads_to_what_it_says_by_itself(string query, string path)
    {
        using var page = await site.PageAsync("/search?q=" + Uri.EscapeDataString(query));

        Assert.Equal(2, page.QuerySelectorAll($"main a[href='{path}']").Length);
        using var code = await site.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, code.StatusCode);
    }

    [Fact]
    public async Task A_code_with_an_entry_or_without_a_meaning_leads_nowhere_else()
    {
        using var page = await site.PageAsync("/search?q=" + Uri.EscapeDataString("34513 and UserErrorFooBar"));

        Assert.Empty(page.QuerySelectorAll("main .wrap > div a[href^='/e/']"));
    }

    [Fact]
    public async Task A_text_without_an_address_is_narrowed_and_paged_by_its_form()
    {
        var text = string.Join('\n', Enumerable.Repeat("2026-11-19 02:11:48 ERROR backup of volume D stopped, cannot read the share", 40));
        using var reply = await site.PostAsync("/search", ("q", text));
        using var page = await PageSite.ParseAsync(reply);
        Assert.Empty(page.QuerySelectorAll("main .chips a, main a[rel=next]"));

        async Task<IDocument> PressAsync(IDocument on, string words)
        {
            var button = on.QuerySelectorAll("main button[form=kb-find]").Single(b => b.TextContent.StartsWith(words, StringComparison.Ordinal));
            using var pressed = await site.PostAsync(button.GetAttribute("formaction")!, ("q", on.QuerySelector("form#kb-find textarea[name=q]")!.TextContent));
            return await PageSite.ParseAsync(pressed);
        }

        static string?[] Keys(IDocument on) => [.. on.QuerySelectorAll("main .rows a.hit").Select(a => a.GetAttribute("href"))];
        using var more = await PressAsync(page, "Show ");
        Assert.NotEmpty(Keys(more));
        Assert.Empty(Keys(page).Intersect(Keys(more)));
        using var flows = await PressAsync(more, "Flows ");
        Assert.StartsWith("Flows ", flows.QuerySelector("main .chips [aria-current]")!.TextContent, StringComparison.Ordinal);
        Assert.All(Keys(flows), url => Assert.StartsWith("/flows/", url, StringComparison.Ordinal));
        Assert.Equal(Keys(page), Keys(await PressAsync(flows, "All ")));
    }

    [Fact]
    public async Task A_text_of_several_lines_can_be_checked_as_a_log()
    {
        const string Text = "2026-11-19 02:11:48 INFO begin\n2026-11-19 02:11:49 WARN something went wrong\nand so on";
        using var page = await site.PageAsync("/search?q=" + Uri.EscapeDataString(Text));
        var form = page.QuerySelector("form[action='/triage']")!;

        Assert.Equal(Text, form.QuerySelector("input[name=text]")!.GetAttribute("value"));
        using var reply = await site.PostAsync("/triage", ("text", Text));
        using var triage = await PageSite.ParseAsync(reply);
        Assert.Contains("3 lines", triage.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("90", true)]
    [InlineData("0", false)]
    public async Task The_page_says_that_searches_are_kept(string days, bool says)
    {
        await using var other = new PageSite();
        other.Set("MarsKb:KeepSearchesDays", days);
        using var page = await other.PageAsync("/search?q=34513");

        Assert.Equal(says, page.QuerySelector("main aside")!.TextContent.Contains("is kept for 90 days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_stands_where_a_message_varies_is_shown_with_the_match()
    {
        using var page = await site.PageAsync("/search?q=" + Uri.EscapeDataString("Invalid or incorrect scratch location [D:\\Scratch] specified."));

        Assert.Equal("{path} = D:\\Scratch", page.QuerySelector("article.frame code")?.TextContent);
    }

    [Theory]
    [InlineData("34513", "34513, exact match")]
    [InlineData("backup stopped yesterday", "No certain match")]
    [InlineData("zzzzqqqq", "Nothing found")]
    public async Task The_title_says_how_it_went(string query, string title)
    {
        using var page = await site.PageAsync("/search?q=" + Uri.EscapeDataString(query));

        Assert.StartsWith(title, page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_guess_says_what_it_shares()
    {
        using var page = await site.PageAsync("/search?q=backup+stopped+yesterday&kind=error");

        Assert.All(page.QuerySelectorAll("main .rows li"), li => Assert.StartsWith("Shares ", li.QuerySelectorAll("p")[^1].TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_correction_can_be_taken_back()
    {
        using var page = await site.PageAsync("/search?q=cannot+initalize+vhd");
        var asWritten = page.QuerySelectorAll("a").First(a => a.TextContent == "Search as written").GetAttribute("href")!;
        using var verbatim = await site.PageAsync(asWritten);

        Assert.Equal("initalize", page.QuerySelector("main s")?.TextContent);
        Assert.Null(verbatim.QuerySelector("main s"));
    }
}
