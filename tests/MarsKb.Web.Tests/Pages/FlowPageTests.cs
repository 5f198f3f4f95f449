using System.Net;
using AngleSharp.Dom;
using MarsKb.Content;
using MarsKb.Flows;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Pages;

public sealed class FlowPageTests(PageSite site) : IClassFixture<PageSite>
{
    const string Schedule = "/flows/scheduled-backups-do-not-run";

    [Fact]
    public async Task The_list_has_every_flow_once_with_a_sentence_steps_and_minutes()
    {
        using var page = await site.PageAsync("/flows");
        var rows = page.QuerySelectorAll("ul.flows > li");

        Assert.Equal(Knowledge.Flows.Select(f => f.Url).Order(StringComparer.Ordinal), rows.Select(r => r.QuerySelector("a")!.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.All(rows, r => Assert.NotEmpty(r.QuerySelector("p")!.TextContent));
        Assert.All(rows, r => Assert.Matches(@"^(\d+ to )?\d+ steps?( or more)?, \d+ min$", r.QuerySelector("span")!.TextContent));
        Assert.Equal("/flows/what-do-you-see", rows[0].QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_flow_says_what_it_takes_what_it_covers_and_where_to_begin()
    {
        using var page = await site.PageAsync(Schedule);
        var facts = page.QuerySelectorAll(".facts > div").ToDictionary(d => d.QuerySelector("dt")!.TextContent, d => d.QuerySelector("dd")!.TextContent.Trim());

        Assert.Equal("Scheduled backups do not run", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("About 15 minutes", facts["Takes"]);
        Assert.Matches(@"^\d+, you will see \d+ to \d+$", facts["Steps"]);
        Assert.Equal("Administrator of the server", facts["You need"]);
        Assert.Contains(Flow("scheduled-backups-do-not-run").Version, facts["Version"], StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".covers > li > a"), a => a.GetAttribute("href") == "/entries/backups-dont-run-on-schedule");
        Assert.Contains(page.QuerySelectorAll(".covers li li a"), a => a.GetAttribute("href") == "/entries/backups-dont-run-on-schedule#wrong-account" || a.TextContent == "The backup task runs under the wrong account");
        Assert.Equal("Start", Assert.Single(page.QuerySelectorAll("button.btn.fill")).TextContent.Trim());
        Assert.Contains("/flows", page.QuerySelector("nav[aria-label=Path] a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("page", page.QuerySelector("nav[aria-label=Main] a[href='/flows']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Each_station_of_the_map_is_a_link_that_begins_there_and_keeps_what_is_known()
    {
        using var page = await site.PageAsync(Schedule + "?ticket=INC-1&manual-backup=yes");
        var own = Flow("scheduled-backups-do-not-run").Steps.Where(s => !s.Id.Contains('.', StringComparison.Ordinal)).ToList();
        var links = page.QuerySelectorAll("svg.map a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.Equal(own.Count, links.Count);
        Assert.All(links, l => Assert.EndsWith("manual-backup=yes&ticket=INC-1", l, StringComparison.Ordinal));
        Assert.Equal(own.Count - 1, links.Count(l => l.StartsWith(Schedule + "?at=", StringComparison.Ordinal)));
        Assert.Equal(own.Count, page.QuerySelectorAll("ol.outline > li").Length);
        Assert.NotNull(page.QuerySelector("svg.map .now"));
    }

    [Theory]
    [InlineData("/flows/SCHEDULED-Backups-do-not-run", Schedule)]
    [InlineData("/entries/scheduled-backups-do-not-run", Schedule)]
    [InlineData("/matrix/scheduled-backups-do-not-run", Schedule)]
    [InlineData("/flows/34513", "/entries/34513")]
    [InlineData("/flows/size-limits", "/matrix/size-limits")]
    public async Task Another_spelling_or_place_leads_to_the_one_address_for_good(string from, string to)
    {
        using var reply = await site.GetAsync(from + "?ticket=INC-1");

        Assert.Equal(HttpStatusCode.MovedPermanently, reply.StatusCode);
        Assert.Equal(to + "?ticket=INC-1", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Another_spelling_keeps_step_and_known_answers()
    {
        using var reply = await site.GetAsync("/flows/Scheduled-Backups-Do-Not-Run?ticket=INC-1&at=account&manual-backup=yes");

        Assert.Equal(Schedule + "?ticket=INC-1&at=account&manual-backup=yes", reply.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task An_unknown_flow_is_not_found_and_offers_a_search_and_the_flow_that_asks()
    {
        using var reply = await site.GetAsync("/flows/scheduled-backups-do-not-walk");
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Equal("scheduled-backups-do-not-walk", page.QuerySelector("textarea[name=q]")?.TextContent.Trim());
        Assert.Equal(Schedule, page.QuerySelector("main .rows a")?.GetAttribute("href"));
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/flows/what-do-you-see");
    }

    [Fact]
    public async Task What_is_known_beforehand_is_shown_in_words_and_can_be_taken_out_one_by_one()
    {
        using var page = await site.PageAsync(Schedule + "?at=account&manual-backup=yes&conflict=no&ticket=INC-1");
        var known = page.QuerySelectorAll(".known > li");

        Assert.Equal(2, known.Length);
        Assert.Contains("Does a backup work when you start it by hand? Yes, it runs", Plain(known[0]), StringComparison.Ordinal);
        Assert.Equal(Schedule + "?at=account&conflict=no&ticket=INC-1", known[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.StartsWith("Take out", known[0].QuerySelector("a")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_typed_value_is_shown_as_it_was_read()
    {
        using var page = await site.PageAsync("/flows/offline-seeding-flow?agent-version=%202.0.9190.0%20");

        Assert.Equal("2.0.9190.0", page.QuerySelector(".known code")?.TextContent);
    }

    [Fact]
    public async Task What_does_not_fit_is_not_taken_and_says_why()
    {
        using var page = await site.PageAsync("/flows/offline-seeding-flow?agent-version=newest&no-such-step=1");
        var main = Plain(page.QuerySelector("main")!);

        Assert.Empty(page.QuerySelectorAll(".known > li"));
        Assert.Contains("Not taken: Which version of the agent is installed? newest. There is a version nowhere in this text.", main, StringComparison.Ordinal);
        Assert.Contains("Not taken: no-such-step. This flow has no step of this name.", main, StringComparison.Ordinal);
        Assert.Equal("/flows/offline-seeding-flow", page.QuerySelector("form.begin")!.GetAttribute("action"));
    }

    [Fact]
    public async Task A_step_to_begin_at_says_that_the_steps_before_it_are_skipped()
    {
        using var page = await site.PageAsync(Schedule + "?at=account");
        var note = page.QuerySelector("main .note")!;

        Assert.Contains("Begins at “Which account runs the task?”", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("count as skipped", note.TextContent, StringComparison.Ordinal);
        Assert.Equal(Schedule, note.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(Schedule + "?at=account", page.QuerySelector("form.begin")!.GetAttribute("action"));
    }

    [Fact]
    public async Task An_unknown_step_says_so_and_is_not_begun_at()
    {
        using var page = await site.PageAsync(Schedule + "?at=nowhere");

        Assert.Contains("This flow has no step “nowhere”.", page.QuerySelector("main .note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Schedule, page.QuerySelector("form.begin")!.GetAttribute("action"));
    }

    [Fact]
    public async Task An_entry_leads_into_its_flow_at_the_step_with_what_is_known_and_the_ticket()
    {
        using var page = await site.PageAsync("/entries/0x1FC07?ticket=INC-1");
        var guide = page.QuerySelector("a.btn.fill")!;

        Assert.Equal("Guide me through it", guide.TextContent);
        Assert.Equal(Knowledge.FlowsFor("0x1FC07")[0].Url + "&ticket=INC-1", guide.GetAttribute("href"));
        Assert.Matches(@"steps, about \d+ minutes, with a record for the ticket", guide.ParentElement!.TextContent);
        using var flow = await site.PageAsync(guide.GetAttribute("href")!);
        Assert.Single(flow.QuerySelectorAll(".known > li"));
    }

    [Fact]
    public async Task Every_link_from_an_entry_into_a_flow_is_taken_as_a_whole()
    {
        foreach (var entry in Knowledge.Entries)
            foreach (var guide in Knowledge.FlowsFor(entry.Key))
            {
                using var page = await site.PageAsync(guide.Url);
                Assert.Equal(guide.Answers.Count, page.QuerySelectorAll(".known > li").Length);
                Assert.DoesNotContain("Not taken", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
                Assert.DoesNotContain("No such step", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            }
    }

    [Fact]
    public async Task A_certain_match_offers_the_flow_and_no_match_the_flow_that_asks()
    {
        using var certain = await site.PageAsync("/search?q=34513");
        Assert.Equal(Knowledge.FlowsFor("34513")[0].Url, certain.QuerySelectorAll(".frame a.btn")[1].GetAttribute("href"));

        foreach (var path in new[] { "/search?q=zzzzqqqq", "/e/0x800700DF", "/e/UserErrorFoo" })
        {
            using var none = await site.PageAsync(path);
            Assert.Contains(none.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/flows/what-do-you-see");
        }
    }

    [Fact]
    public async Task Home_lists_where_to_begin_first()
    {
        using var page = await site.PageAsync("/");
        var flows = page.QuerySelectorAll("main section").First(s => s.QuerySelector("h2")!.TextContent == "Guided flows").QuerySelectorAll("li a");

        Assert.Equal("/flows/what-do-you-see", flows[0].GetAttribute("href"));
        Assert.Equal("/flows", flows[^1].GetAttribute("href"));
        Assert.Equal($"All {Knowledge.Flows.Length} flows", flows[^1].TextContent);
    }

    KnowledgeBase Knowledge => site.Services.GetRequiredService<CurrentKnowledge>().Value;

    Flow Flow(string key) => Knowledge.Flows.Single(f => f.Key == key);

    static string Plain(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
