using System.Text;
using System.Text.Json;
using MarsKb.Api;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MarsKb.Browser;

/// <summary>Records, tickets and resume codes in a browser, on the real content.</summary>
[Trait("Category", "Browser")]
public sealed class RecordBrowserTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    const string Note = "# Outcome: Solved\n<img src=x onerror=alert(1)> | a | b |\n" + "C:\\Program Files\\Microsoft Azure Recovery Services Agent\\Scratch\\AVeryLongFolderNameWithoutAnySpaceInItAtAllWhichHasToBreakSomewhere";

    [Fact]
    public async Task Somebody_copies_the_record_for_the_ticket_and_a_colleague_reads_it_by_the_link()
    {
        var session = await WalkAsync("INC-20418");
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync($"/s/{SessionClient.Token(session)}/transcript");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy for the ticket" }).ClickAsync();
        await Expect(page.Locator("#kb-live")).ToHaveTextAsync("Record copied");
        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Contains("Ticket: INC-20418", copied, StringComparison.Ordinal);
        Assert.Contains("   > # Outcome: Solved\n", copied, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        var link = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal(new Uri(site.Address, "/t/" + session.GetProperty("readToken").GetString()).ToString(), link);

        await using var colleague = await site.OpenAsync(390, dark: true);
        await colleague.Page.GotoAsync(link);
        await Expect(colleague.Page.Locator("h1")).ToHaveTextAsync("Record of INC-20418");
        await Expect(colleague.Page.Locator("blockquote").First).ToContainTextAsync("# Outcome: Solved");
        Assert.Equal(0, await colleague.Page.Locator("a[href^='/s/']").CountAsync());
        // Row E6: no page behind a link hears where somebody came from.
        foreach (var reader in new[] { page, colleague.Page })
        {
            var asked = await reader.RunAndWaitForRequestAsync(() => reader.Locator("main a[href^='/entries/']").First.ClickAsync(), r => r.Url.Contains("/entries/", StringComparison.Ordinal));
            Assert.False((await asked.AllHeadersAsync()).ContainsKey("referer"));
        }
        Assert.Empty(window.Complaints);
        Assert.Empty(colleague.Complaints);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Axe_finds_no_violation_and_nothing_scrolls_sideways(int width, bool dark)
    {
        var paths = await PathsAsync();
        await using var window = await site.OpenAsync(width, dark);
        var found = new List<string>();
        foreach (var path in paths)
        {
            await window.Page.GotoAsync(path);
            foreach (var details in await window.Page.Locator("main details:not([open])").AllAsync()) await details.EvaluateAsync("d => d.open = true");
            found.AddRange(await window.Page.ComplaintsAsync());
        }
        Assert.Empty(found);
        foreach (var narrow in new[] { 320, width })
        {
            await window.Page.SetViewportSizeAsync(narrow, 800);
            foreach (var path in paths)
            {
                await window.Page.GotoAsync(path);
                Assert.True(await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{path} at {narrow}");
            }
        }
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task On_paper_a_record_is_one_page_that_ends_with_its_link()
    {
        var session = await WalkAsync("INC-20418", note: null);
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync("/t/" + session.GetProperty("readToken").GetString());
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var hidden in new[] { ".head", ".foot", ".side", ".ticket" }) await Expect(page.Locator(hidden).First).ToBeHiddenAsync(new() { Timeout = 2_000 });
        await Expect(page.Locator(".taken")).ToBeVisibleAsync();
        await Expect(page.Locator(".qr")).ToBeVisibleAsync();
        var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));
        Assert.Equal(1, pdf.Split("/Type /Page\n").Length - 1);
    }

    [Fact]
    public async Task Everything_is_there_without_script()
    {
        var session = await WalkAsync("INC-20419");
        await using var window = await site.OpenAsync(script: false);
        var page = window.Page;
        await page.GotoAsync("/t/" + session.GetProperty("readToken").GetString());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Print" }).CountAsync());
        await page.ClickAsync("details.forticket summary");
        await Expect(page.Locator("details.forticket pre")).ToContainTextAsync("Ticket: INC-20419");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Plain text" }).First.ClickAsync());
        Assert.StartsWith("INC-20419-", download.SuggestedFilename, StringComparison.Ordinal);

        await page.GotoAsync("/tickets");
        await page.FillAsync("#kb-ref", "inc-20419");
        await page.ClickAsync("main form button");
        await page.ClickAsync("tbody a");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Record of INC-20419");
    }

    async Task<IReadOnlyList<string>> PathsAsync()
    {
        var session = await WalkAsync("INC-20418");
        var open = await WalkAsync(null, end: false);
        return [$"/s/{SessionClient.Token(session)}/transcript", "/t/" + session.GetProperty("readToken").GetString(), "/t/" + open.GetProperty("readToken").GetString(), "/resume", "/tickets", "/tickets?ref=", "/tickets/INC-20418", "/tickets/none", "/flows/scheduled-backups-do-not-run"];
    }

    /// <summary>Answers whatever is asked, with a change on the way, until the flow ends.</summary>
    async Task<JsonElement> WalkAsync(string? ticket, string? note = Note, bool end = true)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        var api = new SessionClient(client);
        var session = await api.BeginAsync("scheduled-backups-do-not-run", new { ticket });
        for (var i = 0; session.TryGetProperty("step", out var step) && i < 30; i++)
        {
            object answer = step.GetProperty("type").GetString() switch
            {
                "checklist" => Array.Empty<string>(),
                "input" or "paste" => step.GetProperty("input").GetProperty("example").GetString()!,
                _ => step.GetProperty("choices")[0].GetProperty("id").GetString()!,
            };
            session = await api.AnswerAsync(session, step.GetProperty("id").GetString()!, answer, i < 2 ? note : null);
        }
        Assert.True(session.TryGetProperty("outcome", out _));
        if (!end) return session;
        using var reply = await api.PostAsync(session, "outcome", new { resolved = true, note, revision = SessionClient.Revision(session) });
        return await ApiSite.ReadAsync(reply);
    }
}
