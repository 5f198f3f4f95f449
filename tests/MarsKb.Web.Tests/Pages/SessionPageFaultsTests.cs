using System.Net;
using MarsKb.Features.Sessions;
using MarsKb.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Pages;

/// <summary>What may go wrong at a session's page: two tabs, two presses, a disk that is full, a form that is too old. Nothing typed is ever lost.</summary>
public sealed class SessionPageFaultsTests(SessionSite site) : IClassFixture<SessionSite>
{
    [Fact]
    public async Task A_form_sent_twice_counts_once()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.SendAsync("Yes");
        await visitor.SendAsync("Yes");

        Assert.Equal((303, visitor.Path + "#now"), (visitor.Status, visitor.Location));
        Assert.Equal(1, (await visitor.SessionAsync()).Revision);
    }

    [Fact]
    public async Task Two_buttons_of_one_form_pressed_after_each_other_are_a_conflict()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.SendAsync("Yes");
        await visitor.SendAsync("No");

        Assert.Equal(409, visitor.Status);
        Assert.Equal("yes", (await visitor.SessionAsync()).Answers[0].Answer.Items[0]);
    }

    [Fact]
    public async Task In_a_second_tab_the_new_state_is_shown_and_what_was_sent_can_be_put_in_its_place()
    {
        using var first = await Visitor.BeginAsync(site);
        using var second = await first.AnotherAsync();
        await first.PressAsync("Yes");
        await second.PressAsync("No", ("note", "It hangs."));

        Assert.Equal(409, second.Status);
        Assert.Equal("Somebody answered this step meanwhile", second.Text("[role=alert] h2"));
        Assert.Equal("How old is the credentials file?", second.Heading);
        Assert.Contains("with No. It now says Yes.", second.Text("main .note"), StringComparison.Ordinal);
        Assert.Contains("It hangs.", second.Text("main .note .plate"), StringComparison.Ordinal);
        Assert.Equal(1, (await first.SessionAsync()).Revision);

        await second.PressAsync("Change it to yours");
        Assert.Equal("Restart the agent", second.Heading);
        Assert.Equal(("no", "It hangs."), ((await first.SessionAsync()).Answers[0].Answer.Items[0], (await first.SessionAsync()).Answers[0].Note));
    }

    [Fact]
    public async Task What_was_typed_stays_in_the_form_when_the_step_is_still_the_same()
    {
        using var first = await Visitor.BeginAsync(site);
        await first.PressAsync("Yes");
        using var second = await first.AnotherAsync();
        await first.PressAsync("Save the note alone", ("note", "From the first tab"));
        await second.PressAsync("Continue", ("answer", "4 d"), ("note", "From the second"));

        Assert.Equal((409, "4 d", "From the second"), (second.Status, second.Find("#kb-answer")!.GetAttribute("value"), second.Text("#kb-note")));
        Assert.Equal("Something else happened in this session meanwhile", second.Text("[role=alert] h2"));
        Assert.Contains("“From the first tab”", second.Text(".frame"), StringComparison.Ordinal);
        await second.PressAsync("Continue");
        Assert.Equal(["From the first tab", "From the second"], (await first.SessionAsync()).Answers[1].Notes.Select(n => n.Text));
    }

    [Fact]
    public async Task While_nothing_can_be_saved_the_form_is_kept_and_the_same_press_counts_once_later()
    {
        using var own = new SessionSite();
        using var visitor = await Visitor.BeginAsync(own);
        await visitor.PressAsync("Yes");
        var writer = own.Services.GetRequiredService<StorageWriter>();
        writer.Close(StorageFault.Failing);
        await visitor.PressAsync("Continue", ("answer", "4 d"), ("note", "Kept"));

        Assert.Equal(503, visitor.Status);
        Assert.NotNull(visitor.Reply.Headers.RetryAfter);
        Assert.Contains("This is not saved yet", visitor.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Equal(("4 d", "Kept"), (visitor.Find("#kb-answer")!.GetAttribute("value"), visitor.Text("#kb-note")));
        Assert.Equal(1, (await visitor.SessionAsync()).Revision);
        await visitor.OpenAsync();
        Assert.Contains("Nothing can be saved at the moment", visitor.Text("main .note"), StringComparison.Ordinal);
        await visitor.PressAsync("Continue", ("answer", "4 d"), ("note", "Kept"));
        var key = visitor.Find("form.s20 input[name=key]")!.GetAttribute("value");

        await visitor.PressAsync("Go on from another device");
        Assert.Equal(503, visitor.Status);
        await visitor.PressAsync("Continue", ("answer", "4 d"), ("note", "Kept"));
        Assert.Equal(key, visitor.Find("form.s20 input[name=key]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task While_nothing_can_be_read_what_was_sent_is_shown_to_be_sent_again()
    {
        using var own = new SessionSite();
        // A folder where the database file should be.
        Directory.CreateDirectory(Path.Combine(own.DataFolder, "marskb.db"));
        using var visitor = new Visitor(own, new string('x', 32));
        await visitor.OpenAsync();
        Assert.Equal(503, visitor.Status);
        Assert.Equal("This session cannot be read at the moment", visitor.Heading);

        using var form = new FormUrlEncodedContent([new("step", "age"), new("answer", "4 <d>"), new("note", "Kept"), new("key", "abc"), new("revision", "3")]);
        using var reply = await visitor.Client.PostAsync(new Uri(visitor.Path, UriKind.Relative), form);
        using var page = await PageSite.ParseAsync(reply);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
        Assert.NotNull(reply.Headers.RetryAfter);
        Assert.Equal(["4 <d>", "Kept"], page.QuerySelectorAll(".plate pre").Select(p => p.TextContent));
        Assert.Equal(
            [("revision", "3"), ("key", "abc"), ("answer", "4 <d>"), ("step", "age"), ("note", "Kept")],
            page.QuerySelectorAll("main form input").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).Where(f => !f.Item1.StartsWith('_')));
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing_and_comes_back_whole()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("Yes");
        var (action, fields) = visitor.Fill("Continue", ("answer", "4 d"), ("note", "Kept"));
        foreach (var token in new[] { null, "nonsense" })
        {
            using var form = new FormUrlEncodedContent(fields.Where(f => !f.Name.StartsWith('_')).Append(("__RequestVerificationToken", token ?? "")).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
            using var reply = await visitor.Client.PostAsync(new Uri(action, UriKind.Relative), form);
            using var page = await PageSite.ParseAsync(reply);

            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.Contains("This page was too old", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("4 d", page.GetElementById("kb-answer")!.GetAttribute("value"));
            Assert.Equal(1, (await visitor.SessionAsync()).Revision);
        }
        await visitor.PressAsync("Continue", ("answer", "4 d"));
        Assert.Equal("What else is there?", visitor.Heading);
    }

    [Fact]
    public async Task Every_press_needs_the_token_of_the_form()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("Yes");
        foreach (var handler in new[] { "", "back", "note", "wait", "goOn", "later", "finish", "ticket", "name", "code", "move" })
        {
            using var form = new FormUrlEncodedContent([new("step", "age"), new("answer", "4 d"), new("note", "x"), new("reason", "x"), new("reference", "x"), new("name", "x"), new("resolved", "true")]);
            using var reply = await visitor.Client.PostAsync(new Uri($"{visitor.Path}?handler={handler}", UriKind.Relative), form);
            Assert.Equal((handler, HttpStatusCode.BadRequest, false), (handler, reply.StatusCode, reply.Headers.Contains("Location")));
            Assert.DoesNotContain(reply.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("marskb-name", StringComparison.Ordinal));
        }
        Assert.Equal(1, (await visitor.SessionAsync()).Revision);
    }

    [Fact]
    public async Task An_answer_that_nobody_asks_for_is_refused_in_words()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("Yes", ("step", "policy"));
        Assert.Equal(422, visitor.Status);
        Assert.Contains("Nobody asks for 'policy' here", visitor.Text(".problem"), StringComparison.Ordinal);

        await visitor.OpenAsync("?change=nothing&handler=finish");
        Assert.Equal((200, "Does the console open?"), (visitor.Status, visitor.Heading));
        Assert.Equal(0, (await visitor.SessionAsync()).Revision);
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("Yes");
        foreach (var query in new[] { "", "?change=console", "?move=1", "?map=1", "?handler=back", "?handler=code", "?handler=finish&resolved=true", "?step=age&answer=1+d", "?ticket=INC-1" }) await visitor.OpenAsync(query);

        var session = await visitor.SessionAsync();
        Assert.Equal((1, null), (session.Revision, session.Ticket));
    }

    [Fact]
    public async Task An_unknown_token_is_as_any_page_that_is_not_there()
    {
        await site.WaitUntilReadyAsync();
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        async Task<string> TextAsync(string path)
        {
            using var reply = await client.GetAsync(new Uri(path, UriKind.Relative));
            using var page = await PageSite.ParseAsync(reply);
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            return page.QuerySelector("main")!.InnerHtml.Replace(page.QuerySelector(".plate pre")!.TextContent, "", StringComparison.Ordinal);
        }
        var any = await TextAsync("/no/such/page");
        Assert.Equal(any, await TextAsync("/s/" + new string('A', 32)));
        Assert.Equal(any, await TextAsync("/s/x"));
        Assert.Equal(any, await TextAsync("/s/" + new string('x', 3000)));
    }

    [Fact]
    public async Task The_token_stays_on_the_page_and_out_of_the_log()
    {
        using var own = new SessionSite();
        own.Set("MarsKb:TicketUrlTemplate", "https://tickets.example/{ref}");
        using var visitor = await Visitor.BeginAsync(own, new SessionStart("INC-1"));
        foreach (var query in new[] { "", "?change=console", "?map=1" })
        {
            await visitor.OpenAsync(query);
            Assert.True(visitor.Reply.Headers.CacheControl!.NoStore);
            Assert.Equal("no-referrer", Assert.Single(visitor.Reply.Headers.GetValues("Referrer-Policy")));
            Assert.Equal(("no-referrer", "noindex"), (visitor.Find("meta[name=referrer]")!.GetAttribute("content"), visitor.Find("meta[name=robots]")!.GetAttribute("content")));
            Assert.All(visitor.Page.QuerySelectorAll("a[href^=http]"), a => Assert.DoesNotContain(visitor.Token, a.GetAttribute("href"), StringComparison.Ordinal));
            Assert.NotEmpty(visitor.Page.QuerySelectorAll("a[href^=http]"));
        }
        await visitor.OpenAsync();
        await visitor.PressAsync("Yes");
        await visitor.PressAsync("Continue", ("answer", "nonsense"));
        using var wrong = await visitor.Client.GetAsync(new Uri($"/s/{visitor.Token}/nothing", UriKind.Relative));

        using var log = new StreamReader(new FileStream(Assert.Single(Directory.GetFiles(Path.Combine(own.DataFolder, "logs"))), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var written = await log.ReadToEndAsync();
        Assert.Contains("/s/{token}", written, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Token, written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_the_sign_in_wins_over_the_one_that_was_typed()
    {
        using var own = new SessionSite();
        own.Set("MarsKb:UserHeader", "X-User").Set("MarsKb:KnownProxies", "127.0.0.1,::1");
        var address = own.StartOnPort();
        await own.WaitUntilReadyAsync();
        var token = (await own.Sessions.StartAsync(own.Flow(), new SessionStart())).View!.Token!;
        using var client = new HttpClient { BaseAddress = address, DefaultRequestHeaders = { { "X-User", "ola@corp.example" } } };
        using var page = await PageSite.ParseAsync(await client.GetAsync(new Uri("/s/" + token, UriKind.Relative)));

        Assert.Contains("ola@corp.example", page.QuerySelector(".side")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#kb-name"));
    }
}
