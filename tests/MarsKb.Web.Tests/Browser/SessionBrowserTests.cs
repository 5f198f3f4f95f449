using MarsKb.Features.Sessions;
using MarsKb.Flows.Steps;
using MarsKb.Infra;
using MarsKb.Pages;
using MarsKb.Storage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MarsKb.Browser;

/// <summary>A session in a browser: each kind of step looked at, walked with and without script, and gone on with after the site was killed.</summary>
[Trait("Category", "Browser")]
public sealed class SessionBrowserTests(SessionBrowserSite site) : IClassFixture<SessionBrowserSite>
{
    static readonly string Long = "A note " + new string('x', 300);

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Axe_finds_no_violation_on_any_kind_of_step(int width, bool dark)
    {
        await using var window = await site.OpenAsync(width, dark);
        var found = new List<string>();
        await foreach (var name in KindsAsync(window.Page))
        {
            found.AddRange((await window.Page.ComplaintsAsync()).Select(c => $"{name}: {c}"));
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
        await foreach (var name in KindsAsync(window.Page))
        {
            var wider = await window.Page.EvaluateAsync<string?>(
                """
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? null
                  : [...document.querySelectorAll('main *, header *, aside *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 80)).join(' ')
                """);
            Assert.True(wider is null, $"{name} at {width}: {wider}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flow_is_walked_from_its_page_to_its_end(bool script)
    {
        await using var window = await site.OpenAsync(script: script);
        var page = window.Page;
        await page.GotoAsync("/flows/sample?ticket=INC-20418-" + script);
        await page.ClickAsync("main .btn.fill");
        await Expect(page.Locator(".ticket")).ToContainTextAsync("INC-20418");
        await page.ClickAsync(".answers button[value='yes']");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#now$"));
        await page.FillAsync("#kb-answer", "five");
        await page.ClickAsync("text=Continue");
        await Expect(page.Locator(".problem")).ToContainTextAsync("Enter a duration");
        await page.FillAsync("#kb-answer", "12 d");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("text=Continue");
        await page.FillAsync("#kb-answer", "LocalMachine Restricted");
        await page.ClickAsync("text=Continue");
        await Expect(page.Locator("h1")).ToHaveTextAsync("The credentials are too old");
        await page.ClickAsync("ol.track summary");
        await page.ClickAsync("ol.track a[href*='change=age']");
        await page.FillAsync("#kb-answer", "2 d");
        await page.ClickAsync("text=Continue");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Scripts are blocked");
        await page.ClickAsync("text=Yes, solved");
        await Expect(page.Locator(".verdict")).ToHaveTextAsync("Worked round");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Numbers_answer_while_the_focus_is_among_the_answers_and_nowhere_else()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(await site.AtAsync("console") + "#now");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        Assert.Equal(["1", "2", "3"], await page.Locator(".answers kbd").AllTextContentsAsync());
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Does the console open?");

        await page.Locator(".answers button").First.FocusAsync();
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Restart the agent");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_mistake_has_the_focus_and_leads_to_its_field()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(await site.AtAsync("age"));
        await page.ClickAsync("text=Continue");
        await Expect(page.Locator(".problem")).ToBeFocusedAsync();
        await page.ClickAsync(".problem a");
        await Expect(page.Locator("#kb-answer")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_pasted_beside_every_field_goes_where_the_step_asks_for_it()
    {
        await using var window = await site.OpenAsync();
        var page = window.Page;
        await page.GotoAsync(await site.AtAsync("policy"));
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", "LocalMachine Restricted");
        await page.Keyboard.PressAsync("Control+v");
        await Expect(page.Locator("#kb-answer")).ToHaveValueAsync("LocalMachine Restricted");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy PowerShell" }).ClickAsync();
        Assert.Equal("Get-ExecutionPolicy -List", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Two_answers_and_the_question_are_in_sight_on_a_phone()
    {
        await using var window = await site.OpenAsync(390);
        var page = window.Page;
        await page.GotoAsync(await site.AtAsync("symptoms"));
        await page.GotoAsync(page.Url + "#now");
        Assert.True(await page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('ol.track > li:not(.now)'), document.querySelector('h1'), document.querySelector('.picks')].every(e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })"));
    }

    [Fact]
    public async Task A_session_is_gone_on_with_in_another_browser_after_the_site_was_killed()
    {
        var folder = Directory.CreateTempSubdirectory("marskb-walk-").FullName;
        try
        {
            string[] settings = ["--MarsKb:DataDirectory", folder, "--MarsKb:ContentDirectory", Repository.Content];
            string path;
            using (var process = new SiteProcess(settings))
            {
                await using var window = await site.OpenAsync(address: await ReadyAsync(process));
                await window.Page.GotoAsync("/flows/scheduled-backups-do-not-run?ticket=INC-1");
                await window.Page.ClickAsync("main .btn.fill");
                await window.Page.ClickAsync(".answers button >> nth=0");
                await Expect(window.Page.Locator("ol.track > li")).ToHaveCountAsync(2);
                path = new Uri(window.Page.Url).AbsolutePath;
                process.Kill();
            }
            using var again = new SiteProcess(settings);
            await using var other = await site.OpenAsync(390, address: await ReadyAsync(again));
            await other.Page.GotoAsync(path);
            await Expect(other.Page.Locator(".ticket")).ToContainTextAsync("INC-1");
            await Expect(other.Page.Locator("ol.track > li")).ToHaveCountAsync(2);
            await other.Page.ClickAsync(".answers button >> nth=0");
            await Expect(other.Page.Locator("ol.track > li")).ToHaveCountAsync(3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<Uri> ReadyAsync(SiteProcess process)
    {
        var address = await process.AddressAsync();
        using var client = new HttpClient { BaseAddress = address };
        await StorageFixture.Until(() => client.GetAsync(new Uri("/healthz/ready", UriKind.Relative)).GetAwaiter().GetResult().IsSuccessStatusCode);
        return address;
    }

    /// <summary>Brings the page to every kind of view of a session, one after another, and names it.</summary>
    async IAsyncEnumerable<string> KindsAsync(IPage page)
    {
        foreach (var step in new[] { "console", "restart", "age", "symptoms", "policy", "too-old", "hand-over" })
        {
            await page.GotoAsync(await site.AtAsync(step, Long));
            yield return step;
        }
        await page.GotoAsync(await site.AtAsync("letter"));
        yield return "radios";
        await page.ClickAsync("text=Continue");
        yield return "a mistake among radios";

        var path = await site.AtAsync("age", Long);
        await page.GotoAsync(path);
        await page.ClickAsync("summary:has-text('Add a note')");
        await page.ClickAsync("summary:has-text('has to wait')");
        await page.FillAsync("#kb-answer", new string('x', 300));
        await page.ClickAsync("text=Continue");
        yield return "a mistake";
        await page.GotoAsync(path);
        await page.ClickAsync("summary:has-text('has to wait')");
        await page.FillAsync("#kb-reason", Long);
        await page.ClickAsync("text=Let it wait");
        yield return "waiting";
        await page.ClickAsync("text=Say who you are");
        yield return "a name";
        await page.ClickAsync("text=Go on from another device");
        yield return "a code";

        path = await site.AtAsync("too-old", Long);
        await page.GotoAsync(path + "?change=console");
        yield return "changing a question";
        await page.GotoAsync(path + "?change=policy");
        yield return "correcting a value";
        await page.GotoAsync(path + "?map=1");
        yield return "the map";
        await page.GotoAsync(path);
        await page.ClickAsync("ol.track summary");
        yield return "all answers";
        await page.ClickAsync("text=Yes, solved");
        yield return "done";

        path = await site.AtAsync("console");
        await page.GotoAsync(path);
        await site.Site.Sessions.AnswerAsync(path["/s/".Length..], "console", AnswerValue.Of("yes"), Long, new ChangeGuard(0));
        await page.ClickAsync(".answers button >> nth=1");
        yield return "a conflict";
    }
}

/// <summary>The site of <see cref="SessionSite"/> on a real port.</summary>
public sealed class SessionBrowserSite : BrowserSite
{
    public SessionBrowserSite() : this(new SessionSite())
    {
    }

    SessionBrowserSite(SessionSite site) : base(site) => Site = site;

    public SessionSite Site { get; }

    /// <summary>Path of a new session that has come to a step.</summary>
    /// <param name="note">Beside every answer.</param>
    public async Task<string> AtAsync(string step, string? note = null)
    {
        if (step == "letter") return (await Site.Sessions.StartAsync(Site.Flow("many"), new SessionStart())).View!.Url!;
        string[] answers = step is "restart" or "hand-over" ? ["no", "failed"] : ["yes", "12 d", "proxy", "LocalMachine Restricted"];
        var view = (await Site.Sessions.StartAsync(Site.Flow(), new SessionStart("INC-20418"))).View!;
        foreach (var answer in answers)
        {
            var current = view.Session.Current;
            if (current.Id == step) break;
            view = (await Site.Sessions.AnswerAsync(view.Token!, current.Id, AnswerValue.Typed(current, answer), note, new ChangeGuard(null, null, "Kari Nordmann")))!.View!;
        }
        return view.Url!;
    }
}
