using System.Net;
using AngleSharp.Dom;
using MarsKb.Features.Sessions;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Pages;

/// <summary>From the page of a flow into a session.</summary>
public sealed class FlowStartTests(PageSite shared) : IClassFixture<PageSite>
{
    const string Schedule = "/flows/scheduled-backups-do-not-run";

    static int tickets;

    /// <summary>The tests share a site; each has a ticket of its own.</summary>
    readonly string ticket = $"INC-{Interlocked.Increment(ref tickets)}";

    PageSite site = shared;

    [Fact]
    public async Task Looking_begins_nothing()
    {
        (await ReadyPageAsync(Schedule)).Dispose();
        var before = await SessionsAsync();
        foreach (var path in new[] { "/flows", Schedule, Schedule + $"?ticket={ticket}&at=account&manual-backup=yes&start=x&new=1&handler=resume" }) (await site.GetAsync(path)).Dispose();

        Assert.Equal(before, await SessionsAsync());
    }

    [Fact]
    public async Task The_form_begins_a_session_with_step_answers_and_ticket()
    {
        using var reply = await SubmitAsync(Schedule + $"?ticket={ticket}&at=account&manual-backup=yes&conflict=nonsense", "form.begin");

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        var session = (await FindAsync(reply)).Session;
        Assert.Equal((ticket, "account", "account"), (session.Ticket, session.At, session.Current.Id));
        Assert.Equal("manual-backup", Assert.Single(session.Aside).Step.Id);
    }

    [Fact]
    public async Task A_step_that_is_computed_begins_where_it_leads()
    {
        using var reply = await SubmitAsync(Schedule + "?at=powershell", "form.begin");

        var session = (await FindAsync(reply)).Session;
        Assert.StartsWith("powershell.", session.At, StringComparison.Ordinal);
        Assert.Equal(session.At, session.Current.Id);
    }

    [Fact]
    public async Task A_form_sent_twice_begins_once()
    {
        using var page = await ReadyPageAsync(Schedule);
        var before = await SessionsAsync();
        var fields = Fields(page.QuerySelector("form.begin")!);
        using var first = await site.PostAsync(Schedule, fields);
        using var second = await site.PostAsync(Schedule, fields);
        using var another = await SubmitAsync(Schedule, "form.begin");

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.NotEqual(first.Headers.Location, another.Headers.Location);
        Assert.Equal(before + 2, await SessionsAsync());
    }

    [Fact]
    public async Task The_same_form_with_another_ticket_is_another_wish()
    {
        using var page = await ReadyPageAsync(Schedule);
        var fields = Fields(page.QuerySelector("form.begin")!);
        using var first = await site.PostAsync(Schedule, [.. fields, ("ticket", ticket)]);
        using var second = await site.PostAsync(Schedule, [.. fields, ("ticket", ticket + "b")]);

        Assert.Equal((ticket, ticket + "b"), ((await FindAsync(first)).Session.Ticket, (await FindAsync(second)).Session.Ticket));
    }

    [Fact]
    public async Task A_form_that_is_too_old_begins_nothing_and_keeps_what_was_typed()
    {
        (await ReadyPageAsync(Schedule)).Dispose();
        var before = await SessionsAsync();
        using var reply = await site.PostAsync(Schedule + "?at=account", ("ticket", ticket), ("start", "x"));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(before, await SessionsAsync());
        Assert.Equal(ticket, page.QuerySelector("form.begin input[name=ticket]")?.GetAttribute("value"));
        Assert.Equal(Schedule + "?at=account", page.QuerySelector("form.begin")!.GetAttribute("action"));
    }

    [Fact]
    public async Task An_open_session_of_the_ticket_is_offered_and_gone_on_with_under_a_new_token()
    {
        using var begun = await SubmitAsync(Schedule + $"?ticket={ticket}", "form.begin");
        var token = Token(begun);
        await Sessions.AnswerAsync(token, "manual-backup", AnswerValue.Of("yes"), null, new ChangeGuard(null));

        using var page = await ReadyPageAsync(Schedule + $"?ticket={ticket.ToLowerInvariant()}");
        var offer = page.QuerySelector(".frame")!;
        Assert.Contains($"{ticket} already has an open session", offer.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 answer, just now", offer.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Go on at step 2", "Start a new one"], offer.QuerySelectorAll("button").Select(b => b.TextContent.Trim()));
        Assert.Null(page.QuerySelector("form.begin"));

        var form = offer.QuerySelector("form")!;
        using var resumed = await site.PostAsync(form.GetAttribute("action")!, Fields(form));
        using var again = await site.PostAsync(form.GetAttribute("action")!, Fields(form));
        Assert.Equal(HttpStatusCode.SeeOther, resumed.StatusCode);
        Assert.NotEqual(token, Token(resumed));
        Assert.Equal(resumed.Headers.Location, again.Headers.Location);
        var session = (await FindAsync(resumed)).Session;
        Assert.Equal(SessionEventKind.HandedOver, session.Events[^1].Kind);
        Assert.Single(await Sessions.ForTicketAsync(ticket));
        Assert.NotNull(await Sessions.FindAsync(token));
    }

    [Fact]
    public async Task An_offer_can_be_left_alone()
    {
        using var begun = await SubmitAsync(Schedule + $"?ticket={ticket}", "form.begin");
        using var other = await SubmitAsync(Schedule + $"?ticket={ticket}&at=account", ".frame form:last-child");

        Assert.NotEqual(begun.Headers.Location, other.Headers.Location);
        Assert.Equal("account", (await FindAsync(other)).Session.At);
    }

    [Fact]
    public async Task A_ticket_that_is_typed_is_looked_up_before_a_second_session_is_begun()
    {
        using var begun = await SubmitAsync(Schedule + $"?ticket={ticket}", "form.begin");
        using var reply = await SubmitAsync(Schedule, "form.begin", ("ticket", ticket));
        using var page = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.NotNull(page.QuerySelector(".frame"));
        Assert.Single(await Sessions.ForTicketAsync(ticket));
        Assert.All(page.QuerySelectorAll("a[href^='/flows']"), a => Assert.Contains($"ticket={ticket}", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_is_done_is_not_offered()
    {
        using var begun = await SubmitAsync(Schedule + $"?ticket={ticket}&manual-backup=no", "form.begin");
        await Sessions.FinishAsync(Token(begun), resolved: false, null, new ChangeGuard(null));
        using var page = await ReadyPageAsync(Schedule + $"?ticket={ticket}");

        Assert.Null(page.QuerySelector(".frame"));
        Assert.NotNull(page.QuerySelector("form.begin"));
    }

    [Fact]
    public async Task A_ticket_that_is_too_long_is_refused_and_kept()
    {
        var before = await SessionsAsync();
        var typed = new string('x', 101);
        using var reply = await SubmitAsync(Schedule, "form.begin", ("ticket", typed));
        using var page = await PageSite.ParseAsync(reply);
        var field = page.QuerySelector("#kb-ticket")!;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
        Assert.Equal((typed, "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.Equal(before, await SessionsAsync());
    }

    [Fact]
    public async Task Where_a_staff_key_is_set_only_staff_are_offered_a_session()
    {
        const string Key = "correct horse battery staple";
        using var guarded = new PageSite();
        guarded.Set("MarsKb:AdminKey", Key);
        site = guarded;
        using var begun = await SubmitAsync(Schedule + $"?ticket={ticket}", "form.begin");
        using var page = await ReadyPageAsync(Schedule + $"?ticket={ticket}");
        Assert.Null(page.QuerySelector(".frame"));
        Assert.Contains(page.QuerySelectorAll("main a"), a => a.GetAttribute("href")!.StartsWith("/staff/sign-in?returnUrl=", StringComparison.Ordinal));

        using var refused = await site.PostAsync(Schedule + "?handler=resume", [.. Fields(page.QuerySelector("form.begin")!), ("ticket", ticket)]);
        Assert.StartsWith("/staff/sign-in", refused.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(0, (await FindAsync(begun)).Session.Revision);

        using var request = new HttpRequestMessage(HttpMethod.Get, Schedule + $"?ticket={ticket}") { Headers = { Authorization = new("Bearer", Key) } };
        using var shown = await site.Client.SendAsync(request);
        using var staff = await PageSite.ParseAsync(shown);
        Assert.NotNull(staff.QuerySelector(".frame"));
    }

    [Fact]
    public async Task Without_a_database_the_page_is_readable_and_the_form_keeps_what_was_typed()
    {
        using var broken = new PageSite();
        site = broken;
        // A folder where the database file should be.
        Directory.CreateDirectory(Path.Combine(site.DataFolder, "marskb.db"));
        using var page = await site.PageAsync(Schedule + "?at=account&manual-backup=yes");
        using var reply = await site.Client.PostAsync(new Uri(Schedule + "?at=account&manual-backup=yes", UriKind.Relative), Form([.. Fields(page.QuerySelector("form.begin")!), ("ticket", "INC <1>")]));
        using var refused = await PageSite.ParseAsync(reply);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
        Assert.Contains("Nothing can be saved at the moment", refused.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("INC <1>", refused.QuerySelector("form.begin input[name=ticket]")?.GetAttribute("value"));
        Assert.Equal(Schedule + "?at=account&manual-backup=yes", refused.QuerySelector("form.begin")!.GetAttribute("action"));
        Assert.Equal(Fields(page.QuerySelector("form.begin")!).Single(f => f.Name == "start"), Fields(refused.QuerySelector("form.begin")!).Single(f => f.Name == "start"));
    }

    SessionService Sessions => site.Services.GetRequiredService<SessionService>();

    async Task<IDocument> ReadyPageAsync(string path)
    {
        _ = site.Client;
        await site.WaitUntilReadyAsync();
        return await site.PageAsync(path);
    }

    /// <summary>Opens the page and sends its form as a browser would.</summary>
    async Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] typed)
    {
        using var page = await ReadyPageAsync(path);
        var shown = page.QuerySelector(form)!;
        return await site.PostAsync(shown.GetAttribute("action")!, [.. Fields(shown).Where(f => !typed.Any(t => t.Name == f.Name)), .. typed]);
    }

    static (string Name, string Value)[] Fields(IElement form) => [.. form.QuerySelectorAll("input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))];

    static FormUrlEncodedContent Form((string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    static string Token(HttpResponseMessage reply)
    {
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        return reply.Headers.Location!.OriginalString["/s/".Length..];
    }

    async Task<SessionView> FindAsync(HttpResponseMessage reply) => (await Sessions.FindAsync(Token(reply)))!;

    Task<int> SessionsAsync() => site.Services.GetRequiredService<StorageReader>().ReadAsync(db => db.Sessions.Count());
}
