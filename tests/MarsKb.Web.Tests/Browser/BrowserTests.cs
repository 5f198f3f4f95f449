using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MarsKb.Browser;

[Trait("Category", "Browser")]
public sealed class BrowserTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    const string Message = "Register Server Wizard: Invalid vault credentials provided. (ID: 34513) at 02:11:48";

    static readonly string[] PageKinds =
    [
        "/", "/search", "/search?q=34513", "/search?q=backup+engin+stopped+scratch", "/search?q=zzzzqqqq", "/entries", "/entries/34513?ticket=INC-20418",
        "/entries/backups-dont-run-on-schedule", "/entries/SalChecksumStoreInitializationFailed", "/entries/no-such-entry", "/e/0x800700DF", "/e/UserErrorFoo", "/ask?about=x", "/ask?asked=1", "/matrix",
        "/matrix/supported-operating-systems?q=Server", "/matrix/network-access", "/matrix/agent-deployment", "/docs/api", "/no/such/address",
        "/flows", "/flows/scheduled-backups-do-not-run", "/flows/what-do-you-see?ticket=INC-20418", "/flows/offline-seeding-flow?at=agent-version&agent-version=2.0.9190.0&nowhere=1", "/flows/can-this-be-backed-up?at=nowhere", "/flows/no-such-flow",
        "/check", "/check?operatingSystem=Windows+Server+2012+R2&data=files&fileKinds=hard-link&fileKinds=encrypted&sizeGB=3200&cacheFreeGB=120&cache.sparse=true", "/check?sizeGB=x", "/triage",
    ];

    [Fact]
    public async Task Somebody_pastes_a_message_and_reaches_the_entry_with_the_keyboard_alone()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/?ticket=INC-20418");
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", Message);

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.PressAsync("Control+v");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("article.frame")).ToContainTextAsync("Exact match");

        await page.Locator("article.frame a.btn.fill").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Uri(site.Address, "/entries/34513?ticket=INC-20418").ToString());
        await Expect(page.Locator(".ticket bdi")).ToHaveTextAsync("INC-20418");
        await Expect(page.GetByText("Back to the ticket")).ToHaveAttributeAsync("href", "https://tickets.example/INC-20418");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task The_skip_link_is_the_first_stop_and_leads_to_the_content()
    {
        await using var window = await site.OpenAsync();
        await window.Page.GotoAsync("/entries/34513");
        await window.Page.Keyboard.PressAsync("Tab");
        await Expect(window.Page.Locator(".skip")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Everything_works_without_script()
    {
        await using var window = await site.OpenAsync(script: false);
        var page = window.Page;
        await page.GotoAsync("/");
        await page.FillAsync("#kb-q", Message);
        await page.ClickAsync("main form[role=search] button");
        await page.ClickAsync("article.frame a.btn");
        await Expect(page.Locator("h1")).ToContainTextAsync("34513");
        Assert.Equal(0, await page.Locator("button:has-text('Copy')").CountAsync());
        await page.ClickAsync("#antivirus details.forticket summary");
        await Expect(page.Locator("#antivirus details.forticket pre")).ToBeVisibleAsync();

        await page.ClickAsync("form.feedback button[value=false]");
        await page.FillAsync("#kb-missing", "A picture");
        await page.ClickAsync("form.feedback button");
        await Expect(page.Locator("form.feedback")).ToHaveTextAsync("Thank you.");

        await page.ClickAsync("footer .theme button[value=dark]");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await page.GotoAsync("/matrix/supported-operating-systems");
        await page.FillAsync("#kb-filter", "Storage");
        await page.ClickAsync("form.filter button");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);

        await page.GotoAsync("/flows/scheduled-backups-do-not-run");
        await page.ClickAsync(".whole details summary");
        await Expect(page.Locator("ol.outline > li").First).ToBeVisibleAsync();
        await page.ClickAsync("svg.map a >> nth=15");
        await Expect(page.Locator("main .note")).ToContainTextAsync("Begins at “Which account runs the task?”");
        await page.FillAsync("#kb-ticket", "INC-20418");
        await page.ClickAsync("form.begin button");
        await Expect(page).ToHaveURLAsync(new Regex("/s/[A-Za-z0-9_-]{22,}$"));

        await page.GotoAsync("/e/0x800700DF");
        await page.ClickAsync("form.ask button");
        await Expect(page.Locator("h1")).ToHaveTextAsync("We have your request for this entry");
    }

    [Fact]
    public async Task Axe_finds_a_picture_without_words()
    {
        await using var window = await site.OpenAsync();
        await window.Page.GotoAsync("/");
        await window.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('img'))");
        Assert.Contains(await window.Page.ComplaintsAsync(), c => c.Contains("image-alt", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Axe_finds_no_violation_on_any_kind_of_page(int width, bool dark)
    {
        await using var window = await site.OpenAsync(width, dark);
        var found = new List<string>();
        foreach (var path in PageKinds)
        {
            await window.Page.GotoAsync(path);
            found.AddRange(await window.Page.ComplaintsAsync());
        }
        Assert.Empty(found);
        Assert.Empty(window.Complaints);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    [InlineData(3840)]
    public async Task Nothing_scrolls_sideways(int width)
    {
        await using var window = await site.OpenAsync(width);
        foreach (var path in PageKinds)
        {
            await window.Page.GotoAsync(path);
            var wider = await window.Page.EvaluateAsync<string?>(
                """
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? null
                  : [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 80)).join(' ')
                """);
            Assert.True(wider is null, $"{path} at {width}: {wider}");
        }
    }

    [Fact]
    public async Task Suggestions_are_a_combobox()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/?ticket=INC-1");
        var box = page.Locator("#kb-q");
        await box.PressSequentiallyAsync("0x8007");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await Expect(page.Locator("#kb-live")).ToContainTextAsync("suggestions");
        Assert.Null(await box.GetAttributeAsync("aria-activedescendant"));

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("0x8007");

        await box.PressSequentiallyAsync("0005");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("[role=option][aria-selected=true]")).ToContainTextAsync("0x80070005");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", "kb-list-0-0");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Uri(site.Address, "/entries/0x80070005?ticket=INC-1").ToString());
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Copy_takes_the_plain_text_and_says_so()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/entries/34513");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy message" }).ClickAsync();
        await Expect(page.Locator("#kb-live")).ToHaveTextAsync("Message copied");
        Assert.StartsWith("Invalid vault credentials provided.", await ClipboardAsync(page), StringComparison.Ordinal);

        await page.Locator("#antivirus").GetByRole(AriaRole.Button, new() { Name = "Copy for the ticket" }).ClickAsync();
        await Expect(page.Locator("#kb-live")).ToHaveTextAsync("Cause for the ticket copied");
        Assert.EndsWith(new Uri(site.Address, "/entries/34513#antivirus").ToString(), await ClipboardAsync(page), StringComparison.Ordinal);

        await page.Locator(".side").GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Expect(page.Locator("#kb-live")).ToHaveTextAsync("Link copied");
        Assert.Equal(new Uri(site.Address, "/e/34513").ToString(), await ClipboardAsync(page));
    }

    [Fact]
    public async Task A_refused_clipboard_selects_the_text_instead()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.AddInitScriptAsync("Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } })");
        await page.GotoAsync("/entries/34513");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy message" }).ClickAsync();
        await Expect(page.Locator("figure[data-copy=message] button")).ToContainTextAsync("Press Ctrl C");
        Assert.StartsWith("Invalid vault credentials", await page.EvaluateAsync<string>("() => getSelection().toString().trim()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_filtered_while_typing_and_the_address_holds_the_view()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/matrix/supported-operating-systems");
        await page.Locator("#kb-filter").PressSequentiallyAsync("storage");
        await Expect(page.Locator("tbody tr:visible")).ToHaveCountAsync(1);
        await Expect(page.Locator("#kb-live")).ToContainTextAsync("1 of ");
        Assert.EndsWith("?q=storage", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Feedback_says_thank_you_in_place()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/entries/407");
        await page.ClickAsync("form.feedback button[value=false]");
        await page.FillAsync("#kb-missing", "The port");
        await page.ClickAsync("form.feedback button");
        await Expect(page.Locator("form.feedback")).ToHaveTextAsync("Thank you.");
        Assert.EndsWith("/entries/407", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await Expect(page.Locator(".side")).ToContainTextAsync("0 of 1 people");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_body_above_512_KiB_is_refused_as_too_large()
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        foreach (var path in new[] { "/search", "/go" })
        {
            using var form = new StringContent("q=" + new string('x', 600_000), System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
            using var reply = await client.PostAsync(new Uri(path, UriKind.Relative), form);
            Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        }
    }

    [Fact]
    public async Task A_first_visit_takes_four_requests_and_60_KiB_at_most()
    {
        await using var window = await site.OpenAsync();
        var replies = new System.Collections.Concurrent.ConcurrentQueue<IResponse>();
        window.Page.Response += (_, reply) =>
        {
            if (!reply.Url.Contains("favicon", StringComparison.Ordinal)) replies.Enqueue(reply);
        };
        await window.Page.GotoAsync("/entries/34513", new() { WaitUntil = WaitUntilState.NetworkIdle });
        var sizes = await Task.WhenAll(replies.Select(async r => (await r.Request.SizesAsync()) is var s ? s.ResponseBodySize + s.ResponseHeadersSize : 0));
        Assert.True(sizes.Length <= 4, $"{sizes.Length} requests");
        Assert.True(sizes.Sum() < 60 * 1024, $"{sizes.Sum()} bytes");
    }

    static Task<string> ClipboardAsync(IPage page) => page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
}
