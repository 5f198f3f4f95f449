using MarsKb.Features.Sessions;
using MarsKb.Flows.Steps;

namespace MarsKb.Pages;

/// <summary>A walk through a flow on its pages, without script.</summary>
public sealed class SessionPageTests(SessionSite site) : IClassFixture<SessionSite>
{
    const string Printed = "Scope  ExecutionPolicy\nMachinePolicy  Undefined\nLocalMachine  Restricted";

    [Fact]
    public async Task A_question_has_a_button_for_each_answer_and_I_cannot_tell_comes_last()
    {
        using var visitor = await Visitor.BeginAsync(site);

        Assert.Equal("Does the console open?", visitor.Heading);
        Assert.Equal(["Yes", "No", "I can't tell"], visitor.Page.QuerySelectorAll(".answers button b").Select(b => b.TextContent));
        Assert.Equal("An error or nothing at all", visitor.Text(".answers button:nth-child(2) small"));
        Assert.Contains("Microsoft Azure Backup", visitor.Text(".rich strong"), StringComparison.Ordinal);
        Assert.Null(visitor.Find(".answers kbd"));
    }

    [Fact]
    public async Task After_an_answer_the_page_returns_at_the_next_step_with_the_answer_above_it()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("Yes", ("note", "It took\r\ntwo minutes."));

        Assert.Equal(visitor.Path + "#now", visitor.Location);
        Assert.Equal(("now", "-1"), (visitor.Find("h1")!.Id, visitor.Find("h1")!.GetAttribute("tabindex")));
        Assert.Equal("step", visitor.Find("ol.track > li:last-child")!.GetAttribute("aria-current"));
        Assert.Equal("Does the console open? Change: Does the console open? Yes “It took two minutes.”", visitor.Text("ol.track > li:first-child"));
        Assert.Equal(visitor.Path + "?change=console#now", visitor.Find("ol.track > li a")!.GetAttribute("href"));
        Assert.Contains("Step 2, up to 2 more", visitor.Text(".split"), StringComparison.Ordinal);
        Assert.Contains("1 answered, at most 3 to go", visitor.Text(".side"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_more_than_six_answers_one_is_chosen_and_sent()
    {
        using var visitor = await Visitor.BeginAsync(site, flow: "many");
        Assert.Null(visitor.Find(".answers"));
        Assert.Equal(["a", "b", "c", "d", "e", "f", "dont-know"], visitor.Page.QuerySelectorAll("[type=radio]").Select(r => r.GetAttribute("value")));

        await visitor.PressAsync("Continue");
        Assert.Equal(422, visitor.Status);
        Assert.Equal("There is a problem Choose one of the answers", visitor.Text(".problem"));
        Assert.NotNull(visitor.Find(visitor.Find(".problem a")!.GetAttribute("href")!));

        await visitor.PressAsync("Continue", ("answer", "d"));
        Assert.Equal("The end", visitor.Heading);
        Assert.Equal("Not supported", visitor.Text(".verdict"));
    }

    [Fact]
    public async Task A_typed_mistake_is_named_twice_and_nothing_typed_is_lost()
    {
        using var visitor = await AtAsync("age");
        await visitor.PressAsync("Continue", ("answer", "five"), ("note", "Look at this"));

        Assert.Equal(422, visitor.Status);
        Assert.Equal("Error: How old is the credentials file? · MarsKb", visitor.Page.Title);
        Assert.Equal(("#kb-answer", "Enter a duration such as 3 d"), (visitor.Find(".problem a")!.GetAttribute("href"), visitor.Text(".problem a")));
        Assert.Equal("alert", visitor.Find(".problem > div")!.GetAttribute("role"));
        var field = visitor.Find("#kb-answer")!;
        Assert.Equal(("five", "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.All(field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(visitor.Page.GetElementById(id)));
        Assert.Equal("Enter a duration such as 3 d", visitor.Text("#kb-answer-wrong"));
        Assert.Equal("Look at this", visitor.Text("#kb-note"));
        Assert.Equal(1, (await visitor.SessionAsync()).Revision);

        await visitor.PressAsync("Continue", ("answer", "5 d"));
        Assert.Equal("What else is there?", visitor.Heading);
        Assert.Equal("Look at this", (await visitor.SessionAsync()).Answers[^1].Note);
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_refused_at_its_field_with_all_of_it_kept()
    {
        using var visitor = await AtAsync("age");
        var note = new string('x', 2001);
        await visitor.PressAsync("Continue", ("answer", "5 d"), ("note", note));

        Assert.Equal((422, "#kb-note"), (visitor.Status, visitor.Find(".problem a")!.GetAttribute("href")));
        Assert.Equal((note, "5 d"), (visitor.Text("#kb-note"), visitor.Find("#kb-answer")!.GetAttribute("value")));
    }

    [Fact]
    public async Task A_checklist_takes_any_number_of_ticks_and_none()
    {
        using var some = await AtAsync("symptoms");
        await some.PressAsync("Continue", ("answer", "proxy"), ("answer", "firewall"));
        Assert.Equal("A proxy; A firewall", (await some.SessionAsync()).Answers[^1].Words);

        using var none = await AtAsync("symptoms");
        await none.PressAsync("Continue");
        Assert.Equal("None of these", (await none.SessionAsync()).Answers[^1].Words);

        using var unknown = await AtAsync("symptoms");
        await unknown.PressAsync("I can't tell");
        Assert.True((await unknown.SessionAsync()).Answers[^1].Answer.IsDontKnow);
    }

    [Fact]
    public async Task What_is_found_in_a_pasted_text_is_shown_and_can_be_corrected()
    {
        using var visitor = await AtAsync("policy");
        Assert.Equal("Get-ExecutionPolicy -List", visitor.Text(".frame .plate pre"));
        await visitor.PressAsync("Continue", ("answer", "nothing of the kind"));
        Assert.Equal((422, "nothing of the kind"), (visitor.Status, visitor.Text("#kb-answer")));
        await visitor.PressAsync("Continue", ("answer", Printed.ReplaceLineEndings("\r\n")));
        Assert.Contains("restricted Found in what was pasted", visitor.Text("ol.track"), StringComparison.Ordinal);
        Assert.Equal("Scripts are blocked", visitor.Heading);

        await visitor.OpenAsync("?change=policy");
        Assert.Equal("restricted", visitor.Text("#kb-answer"));
        await visitor.PressAsync("Continue");
        Assert.Equal(Printed, (await visitor.SessionAsync()).Answers[^1].Answer.Items[0]); // left as it was, the text is still the answer

        await visitor.OpenAsync("?change=policy");
        await visitor.PressAsync("Continue", ("answer", "remote-signed"));
        Assert.Equal("Ask Microsoft", visitor.Heading);
        Assert.Contains("Was: restricted", visitor.Text("ol.track"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instruction_says_what_to_do_what_it_takes_and_how_it_went_is_one_press()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("No");

        Assert.Equal("Restart the agent", visitor.Heading);
        Assert.Equal("Restart-Service obengine", visitor.Text(".steps .plate pre"));
        Assert.Contains("About 2 minutes. You need: Administrator.", visitor.Text(".frame"), StringComparison.Ordinal);
        Assert.Contains("Expected The service runs again. To undo Nothing to undo.", visitor.Text(".frame"), StringComparison.Ordinal);
        Assert.Equal(["Done, go on", "It did not work", "I can't do this"], visitor.Page.QuerySelectorAll(".frame .acts button").Select(b => b.TextContent.Trim()));
        Assert.Equal("Step 2", visitor.Text(".split span")); // a loop: nobody knows how many more

        await visitor.PressAsync("Done, go on", ("note", "It came up."));
        Assert.Equal("Does the console open?", visitor.Heading);
        await visitor.PressAsync("No");
        await visitor.PressAsync("I can't do this");
        Assert.Equal("Ask Microsoft", visitor.Heading);
    }

    [Fact]
    public async Task An_outcome_names_the_cause_what_remains_and_what_to_send_along()
    {
        using var visitor = await AtAsync("too-old");

        Assert.Equal(("Cause found", "The credentials are too old"), (visitor.Text(".verdict"), visitor.Heading));
        Assert.Equal("/entries/34513#something", visitor.Find(".frame p a")!.GetAttribute("href"));
        Assert.Equal(["Download new vault credentials.", "Register again."], visitor.Page.QuerySelectorAll(".frame .steps li").Select(l => l.TextContent.Trim()));
        Assert.Contains("What was answered:", visitor.Text("section .plate pre"), StringComparison.Ordinal);
        Assert.Equal(visitor.Path + "/transcript", visitor.Find("section .split a")!.GetAttribute("href"));
        Assert.Equal("End of the flow", visitor.Text(".split span"));

        using var handOver = await Visitor.BeginAsync(site);
        await handOver.PressAsync("No");
        await handOver.PressAsync("It did not work");
        Assert.Equal("To be handed over", handOver.Text(".verdict"));
        Assert.Contains("What to send along The log of the agent.", handOver.Text(".frame"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Yes, solved", true, "Solved")]
    [InlineData("No, still failing", false, "Still failing")]
    public async Task Saying_how_it_ended_closes_the_session(string button, bool resolved, string verdict)
    {
        using var visitor = await AtAsync("too-old");
        using var other = await visitor.AnotherAsync();
        await visitor.PressAsync(button, ("note", "Job 8841 ran."));

        var session = await visitor.SessionAsync();
        Assert.Equal((true, (bool?)resolved, "Job 8841 ran."), (session.IsDone, session.Finish!.Resolved, session.Finish.Text));
        Assert.Equal(verdict, visitor.Text(".verdict"));
        Assert.Contains("“Job 8841 ran.”", visitor.Text(".frame"), StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("main form"));
        Assert.Empty(visitor.Page.QuerySelectorAll("main a[href*='change=']"));

        await other.PressAsync(button, ("note", "Mine"));
        Assert.Equal(409, other.Status);
        Assert.Contains("ended meanwhile", other.Text("[role=alert]"), StringComparison.Ordinal);
        Assert.Contains("Mine", other.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_will_know_later_leaves_it_open_and_the_page_says_what_it_waits_for()
    {
        using var visitor = await AtAsync("too-old");
        await visitor.PressAsync("I'll know later");

        Assert.False((await visitor.SessionAsync()).IsDone);
        Assert.Contains("Waits for: Whether it is solved", visitor.Text(".frame"), StringComparison.Ordinal);
        await visitor.PressAsync("Yes, solved");
        Assert.Equal("Solved", visitor.Text(".verdict"));
    }

    [Fact]
    public async Task An_early_answer_is_changed_and_those_after_it_that_fit_are_kept_and_named()
    {
        using var visitor = await AtAsync("too-old");
        await visitor.OpenAsync("?change=age");
        Assert.Equal(("How old is the credentials file?", "12 d"), (visitor.Heading, visitor.Find("#kb-answer")!.GetAttribute("value")));
        Assert.Contains("2 later answers, kept where they still fit", visitor.Text("main"), StringComparison.Ordinal);
        Assert.Equal(["console"], visitor.Page.QuerySelectorAll("ol.track > li:not(.now) a").Select(a => a.GetAttribute("href")!.Split('=', '#')[1]));

        await visitor.PressAsync("Continue", ("answer", "nonsense"));
        Assert.Equal((422, "How old is the credentials file?"), (visitor.Status, visitor.Heading));
        await visitor.PressAsync("Continue", ("answer", "2 d"));

        Assert.Equal("Scripts are blocked", visitor.Heading);
        Assert.Contains("You changed “How old is the credentials file?”. 2 later answers still hold.", visitor.Text("main"), StringComparison.Ordinal);
        Assert.Contains("2 d Was: 12 d", visitor.Text("ol.track"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_leads_elsewhere_keeps_the_others_aside()
    {
        using var visitor = await AtAsync("too-old");
        await visitor.OpenAsync("?change=console");
        Assert.Equal("Your earlier answer", visitor.Text(".answers .chosen small"));
        await visitor.PressAsync("No");

        Assert.Equal("Restart the agent", visitor.Heading);
        Assert.Contains("3 answers kept aside", visitor.Text("main"), StringComparison.Ordinal);
        await visitor.PressAsync("Done, go on");
        await visitor.PressAsync("Yes");
        Assert.Equal("The credentials are too old", visitor.Heading);
    }

    [Fact]
    public async Task A_step_of_a_loop_that_is_asked_again_is_not_changed_behind_ones_back()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.PressAsync("No");
        await visitor.PressAsync("Done, go on");

        Assert.Equal("Does the console open?", visitor.Heading);
        Assert.Equal(["restart"], visitor.Page.QuerySelectorAll("a[href*='change=']").Select(a => a.GetAttribute("href")!.Split('=', '#')[1]));
    }

    [Fact]
    public async Task Back_takes_the_last_answer_back_and_offers_it_again()
    {
        using var visitor = await AtAsync("symptoms");
        await visitor.PressAsync("Back");
        Assert.Equal(("How old is the credentials file?", "12 d"), (visitor.Heading, visitor.Find("#kb-answer")!.GetAttribute("value")));

        await visitor.PressAsync("Back");
        Assert.Equal("Your earlier answer", visitor.Text(".answers .chosen small"));
        Assert.Throws<InvalidOperationException>(() => visitor.Fill("Back"));
    }

    [Fact]
    public async Task Of_more_than_four_answers_the_older_are_folded()
    {
        using var visitor = await Visitor.BeginAsync(site);
        for (var i = 0; i < 2; i++)
        {
            await visitor.PressAsync("No");
            await visitor.PressAsync("Done, go on");
        }
        Assert.Null(visitor.Find("ol.track > li > details"));
        await visitor.PressAsync("Yes");

        Assert.Equal("3 earlier answers", visitor.Text("ol.track > li > details summary"));
        Assert.Equal(3, visitor.Page.QuerySelectorAll("ol.track > li > details li").Length);
        Assert.Equal(4, visitor.Page.QuerySelectorAll("ol.track > li").Length);
        Assert.Equal("Your way so far", visitor.Find("ol.track")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_note_or_a_wait_by_itself_does_not_lose_a_half_typed_answer()
    {
        using var visitor = await AtAsync("age");
        await visitor.PressAsync("Save the note alone", ("answer", "12"), ("note", "The file is on a share."));
        Assert.Equal((200, "12", ""), (visitor.Status, visitor.Find("#kb-answer")!.GetAttribute("value"), visitor.Text("#kb-note")));
        Assert.Contains("“The file is on a share.”", visitor.Text(".frame"), StringComparison.Ordinal);

        await visitor.PressAsync("Let it wait", ("answer", "12 d"), ("reason", "the firewall team"));
        Assert.Equal("12 d", visitor.Find("#kb-answer")!.GetAttribute("value"));
        Assert.Contains("Waits for: the firewall team", visitor.Text(".frame"), StringComparison.Ordinal);
        await visitor.PressAsync("It waits no longer");
        Assert.Null((await visitor.SessionAsync()).WaitingFor);

        await visitor.PressAsync("Let it wait");
        Assert.Equal((422, "Say what it waits for"), (visitor.Status, visitor.Text("#kb-reason-wrong")));
    }

    [Fact]
    public async Task The_ticket_is_always_in_sight_and_can_be_named_when_there_is_none()
    {
        using var visitor = await Visitor.BeginAsync(site);
        Assert.Contains("No ticket", visitor.Text(".ticket"), StringComparison.Ordinal);
        Assert.NotNull(visitor.Find(visitor.Find(".ticket a")!.GetAttribute("href")!));
        await visitor.PressAsync("Name the ticket", ("reference", new string('x', 101)));
        Assert.Equal((422, "#kb-reference"), (visitor.Status, visitor.Find(".problem a")!.GetAttribute("href")));

        await visitor.PressAsync("Name the ticket", ("reference", " INC-1 "));
        Assert.Equal("INC-1", visitor.Text(".ticket bdi"));
        Assert.Equal("INC-1", (await visitor.SessionAsync()).Ticket);
        await visitor.OpenAsync("?ticket=INC-2");
        Assert.Equal("INC-1", visitor.Text(".ticket bdi"));
        Assert.All(visitor.Page.QuerySelectorAll("a[href^='/']"), a => Assert.Contains("ticket=INC-1", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_is_typed_once_and_stands_beside_what_is_answered()
    {
        using var visitor = await Visitor.BeginAsync(site);
        await visitor.SendAsync("Save the name", ("name", "  Kari Nordmann "));
        Assert.Contains(visitor.Reply.Headers.GetValues("Set-Cookie"), c => c.StartsWith("marskb-name=", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.OrdinalIgnoreCase));
        await visitor.OpenAsync();
        Assert.Contains("You are Kari Nordmann", visitor.Text(".side"), StringComparison.Ordinal);
        await visitor.PressAsync("Yes");
        Assert.Equal("Kari Nordmann", (await visitor.SessionAsync()).Answers[0].Person);

        using var other = await visitor.AnotherAsync();
        await other.PressAsync("Continue", ("answer", "1 d"));
        Assert.Null((await visitor.SessionAsync()).Answers[1].Person);
    }

    [Fact]
    public async Task A_newer_version_is_offered_with_what_would_hold_and_taken_only_by_a_press()
    {
        using var own = new SessionSite();
        using var visitor = await Visitor.BeginAsync(own);
        await visitor.PressAsync("Yes");
        await visitor.PressAsync("Continue", ("answer", "12 d"));
        await visitor.PressAsync("Continue", ("answer", "proxy"));
        await own.ReplaceAsync(Infra.SampleFlow.Yaml.Replace("{ id: proxy, text: A proxy }", "{ id: relay, text: A relay }", StringComparison.Ordinal));

        await visitor.OpenAsync();
        Assert.Equal("Which policy holds?", visitor.Heading);
        Assert.Contains("There is a newer version of this flow", visitor.Text("main"), StringComparison.Ordinal);
        await visitor.OpenAsync("?move=1");
        Assert.Contains("2 answers still hold", visitor.Text("main"), StringComparison.Ordinal);
        Assert.Contains("1 answer does not hold there", visitor.Text("main"), StringComparison.Ordinal);
        Assert.Contains("It would go on at What else is there?", visitor.Text("main"), StringComparison.Ordinal);
        Assert.NotEqual(own.Flow().Version, (await visitor.SessionAsync()).Flow.Version);

        await visitor.PressAsync("Move to the newer version");
        Assert.Equal("What else is there?", visitor.Heading);
        Assert.Equal(own.Flow().Version, (await visitor.SessionAsync()).Flow.Version);
    }

    [Fact]
    public async Task The_map_shows_the_way_of_the_session_and_leads_back_into_it()
    {
        using var visitor = await AtAsync("symptoms");
        await visitor.OpenAsync("?map=1");

        Assert.Equal(2, visitor.Page.QuerySelectorAll("svg.map .st.on").Length);
        Assert.Single(visitor.Page.QuerySelectorAll("svg.map .st.now"));
        Assert.Equal(["#now", "?change=age#now", "?change=console#now"], visitor.Page.QuerySelectorAll("svg.map a").Select(a => a.GetAttribute("href")![visitor.Path.Length..]).Order(StringComparer.Ordinal));
        Assert.Equal(3, visitor.Page.QuerySelectorAll(".outline > li").Count(l => l.TextContent.Contains("On your way", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_code_for_another_device_is_shown_once_and_works_once()
    {
        using var visitor = await AtAsync("age");
        await visitor.PressAsync("Go on from another device");
        var code = visitor.Text("#kb-code .hero");
        Assert.Matches("^[0-9A-Z]{4} [0-9A-Z]{4}$", code);
        Assert.Equal("How old is the credentials file?", visitor.Heading);
        Assert.DoesNotContain(code, (await visitor.OpenAsync()).Text("main"), StringComparison.Ordinal);

        var resumed = await site.Sessions.ResumeByCodeAsync(code, null);
        Assert.Equal("age", resumed!.View!.Session.Current.Id);
        Assert.Null(await site.Sessions.ResumeByCodeAsync(code, null));
    }

    [Fact]
    public async Task Whoever_begins_in_the_middle_is_told_so()
    {
        using var visitor = await Visitor.BeginAsync(site, new SessionStart(At: "age", Answers: [KeyValuePair.Create("age", AnswerValue.Of("12 d"))]));

        Assert.Contains("Began in the middle", visitor.Text("ol.track > .skipped"), StringComparison.Ordinal);
        Assert.Contains("12 d From the link, not asked", visitor.Text("ol.track"), StringComparison.Ordinal);
        Assert.Equal("What else is there?", visitor.Heading);
    }

    [Fact]
    public async Task Every_view_has_one_heading_unique_ids_one_filled_button_at_most_and_links_that_lead_somewhere()
    {
        using var visitor = await AtAsync("too-old");
        foreach (var query in new[] { "", "?change=console", "?change=age", "?change=symptoms", "?change=policy", "?map=1", "?ticket=INC-1" })
        {
            await visitor.OpenAsync(query);
            Assert.Equal((query, 200), (query, visitor.Status));
            Assert.Single(visitor.Page.QuerySelectorAll("h1"));
            Assert.Empty(visitor.Page.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.True(visitor.Page.QuerySelectorAll(".btn.fill").Length <= 1, query);
            Assert.Empty(visitor.Page.QuerySelectorAll("style, [style], script:not([src])"));
            foreach (var link in visitor.Page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]).Distinct())
            {
                using var reply = await visitor.Client.GetAsync(new Uri(link, UriKind.Relative));
                Assert.True((int)reply.StatusCode < 400, $"{link} is {(int)reply.StatusCode}");
            }
        }
    }

    /// <summary>A session that has come to a step of the sample, by way of those before it.</summary>
    async Task<Visitor> AtAsync(string step)
    {
        var visitor = await Visitor.BeginAsync(site);
        foreach (var (at, press, answer) in new[] { ("console", "Yes", ""), ("age", "Continue", step is "policy" ? "2 d" : "12 d"), ("symptoms", "Continue", ""), ("policy", "Continue", Printed) })
        {
            if (at == step) break;
            await visitor.PressAsync(press, answer.Length > 0 ? [("answer", answer)] : []);
        }
        return visitor;
    }
}
