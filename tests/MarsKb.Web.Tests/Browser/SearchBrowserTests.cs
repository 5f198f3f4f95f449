using System.Text.RegularExpressions;
using MarsKb.Features.Searches;
using MarsKb.Infra;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MarsKb.Browser;

/// <summary>Typing into the search box and what comes of it.</summary>
[Trait("Category", "Browser")]
public sealed class SearchBrowserTests(SearchBrowserSite site) : IClassFixture<SearchBrowserSite>
{
    static readonly string Log = string.Join('\n', Enumerable.Repeat("2026-11-19 02:11:48 ERROR backup of volume D stopped, cannot read the share", 40));

    [Fact]
    public async Task Arrows_go_around_and_enter_takes_what_they_chose()
    {
        await using var window = await site.OpenAsync();
        var (page, box) = await BoxAsync(window);
        await box.PressSequentiallyAsync("vault cred");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        var last = await page.GetByRole(AriaRole.Option).CountAsync() - 1;

        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", $"kb-list-0-all");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveTextAsync("Search for “vault cred”");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(box).ToHaveAttributeAsync("aria-activedescendant", $"kb-list-0-{last - 1}");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Null(await box.GetAttributeAsync("aria-activedescendant"));
        await Expect(box).ToHaveValueAsync("vault cred");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/search\?q=vault%20cred$"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Enter_without_a_choice_searches_for_what_was_typed()
    {
        await using var window = await site.OpenAsync();
        var (page, box) = await BoxAsync(window);
        await box.PressSequentiallyAsync("vault cred");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex(@"/search\?q=vault%20cred$"));
    }

    [Fact]
    public async Task A_slip_of_the_finger_still_suggests_and_a_click_opens()
    {
        await using var window = await site.OpenAsync();
        var (page, box) = await BoxAsync(window);
        await box.PressSequentiallyAsync("vualt credentials");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        var first = page.GetByRole(AriaRole.Option).First;
        await Expect(first).ToContainTextAsync("credentials");
        await first.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/(entries|flows|matrix)/[^/?]+$"));
    }

    [Fact]
    public async Task Whoever_leaves_the_box_finds_a_text_field_and_no_list()
    {
        await using var window = await site.OpenAsync();
        var (page, box) = await BoxAsync(window);
        await Expect(box).ToHaveAttributeAsync("role", "combobox");
        await Expect(box).ToHaveAttributeAsync("aria-autocomplete", "list");
        await Expect(box).ToHaveAttributeAsync("aria-controls", "kb-list-0");
        await box.PressSequentiallyAsync("0x8007");
        await Expect(page.Locator("#kb-live")).ToContainTextAsync("suggestions");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("[role=listbox]")).ToBeHiddenAsync();
        Assert.Null(await box.GetAttributeAsync("role"));
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task The_open_list_has_no_violation_and_stays_on_the_page(int width, bool dark)
    {
        await using var window = await site.OpenAsync(width, dark);
        var (page, box) = await BoxAsync(window);
        await box.PressSequentiallyAsync("0x8007");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await AssertGoodAsync(page);
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[role=option]')].filter(option => {
              const place = option.getBoundingClientRect();
              return document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2)?.closest('[role=option]') !== option;
            }).map(option => option.textContent)
            """));
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToContainTextAsync("file");
    }

    [Theory]
    [InlineData(320, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task Results_of_a_long_text_have_no_violation_and_do_not_scroll_sideways(int width, bool dark)
    {
        await using var window = await site.OpenAsync(width, dark);
        var (page, box) = await BoxAsync(window);
        await box.FillAsync(Log);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Uri(site.Address, "/search").ToString());
        await AssertGoodAsync(page);
    }

    [Fact]
    public async Task Without_script_a_long_text_is_narrowed_and_checked_as_a_log()
    {
        await using var window = await site.OpenAsync(script: false);
        var (page, box) = await BoxAsync(window);
        await box.FillAsync(Log);
        await page.ClickAsync("main form[role=search] button");
        await page.ClickAsync(".chips button:has-text('Flows')");
        await Expect(page.Locator(".chips [aria-current]")).ToContainTextAsync("Flows");
        await Expect(page.Locator("#kb-q")).ToHaveValueAsync(Log);
        await page.ClickAsync("text=Check this text as a log");
        await Expect(page).ToHaveTitleAsync(new Regex("40 lines|known error"));
    }

    [Fact]
    public async Task A_correction_is_undone_and_done_again_with_one_click()
    {
        await using var window = await site.OpenAsync(script: false);
        var page = window.Page;
        await page.GotoAsync("/search?q=cannot+initalize+vhd");
        await Expect(page.Locator("main s")).ToHaveTextAsync("initalize");
        await page.ClickAsync("text=Search as written");
        await Expect(page.Locator("main s")).ToHaveCountAsync(0);
        await page.ClickAsync("text=Search with corrections");
        await Expect(page.Locator("main s")).ToHaveTextAsync("initalize");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_log_knows_which_result_was_opened_and_the_address_stays_clean(bool script)
    {
        var query = $"backup stopped {(script ? "with" : "without")} script";
        await using var window = await site.OpenAsync(script: script);
        var (page, box) = await BoxAsync(window);
        await box.FillAsync(query);
        await page.ClickAsync("main form[role=search] button");
        await page.ClickAsync("main .rows a.hit >> nth=1");
        await Expect(page.Locator("#kb-q")).ToHaveCountAsync(0);
        var opened = new Uri(page.Url);
        Assert.Equal("", opened.Query);
        await StorageFixture.Until(() => site.Searches(query) is [{ Chosen: { } chosen }] && opened.AbsolutePath.EndsWith("/" + chosen, StringComparison.Ordinal));
    }

    static async Task<(IPage Page, ILocator Box)> BoxAsync(BrowserWindow window)
    {
        await window.Page.GotoAsync("/");
        var box = window.Page.Locator("#kb-q");
        await box.FocusAsync();
        return (window.Page, box);
    }

    static async Task AssertGoodAsync(IPage page)
    {
        // A field of several lines may not be a combobox by the letter of ARIA in HTML; it is one for browsers and screen readers, and only for whoever is in it.
        Assert.DoesNotContain(await page.ComplaintsAsync(), c => !c.Contains("aria-allowed-role: <textarea", StringComparison.Ordinal));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }
}

/// <summary>The site on its real content, with its log of searches.</summary>
public sealed class SearchBrowserSite : BrowserSite
{
    readonly SiteFactory factory;

    public SearchBrowserSite() : this(new SiteFactory().WithRealContent())
    {
    }

    SearchBrowserSite(SiteFactory factory) : base(factory) => this.factory = factory;

    public List<LoggedSearch> Searches(string query) =>
        factory.Services.GetRequiredService<StorageReader>().ReadAsync(db => db.Searches.AsNoTracking().Where(s => s.Query == query).ToList()).GetAwaiter().GetResult();
}
