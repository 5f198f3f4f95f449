using Microsoft.EntityFrameworkCore;
using MarsKb.Flows.Steps;
using MarsKb.Infra;
using MarsKb.Sessions;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

public sealed class SessionServiceTests
{
    [Fact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync(new SessionStart(" INC-1 ", Person: "Ada"));
        view = await site.AnswerAsync(view, "yes");
        view = await site.AnswerAsync(view, "12 d");
        await site.Storage.StopAsync();
        await site.OpenAsync();
        var again = await site.Service.FindAsync(view.Token!);
        Assert.Equal(["console", "age"], again!.Session.Answers.Select(a => a.Step.Id));
        Assert.Equal("symptoms", again.Session.Current.Id);
        Assert.Equal("INC-1", again.Session.Ticket);
        Assert.Equal(view.ReadToken, again.ReadToken);
        Assert.Equal(2, (await site.Service.FindByReadTokenAsync(view.ReadToken))!.Session.Answers.Length);
    }

    [Fact]
    public async Task A_token_for_reading_is_none_for_writing_and_the_other_way_round()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        Assert.Null(await site.Service.FindAsync(view.ReadToken));
        Assert.Null(await site.Service.FindByReadTokenAsync(view.Token!));
        Assert.Null((await site.Service.FindByReadTokenAsync(view.ReadToken))!.Token);
        Assert.Null(await site.Service.BackAsync(view.ReadToken, new ChangeGuard(0)));
        Assert.Null(await site.Service.FindAsync(view.Token!.ToUpperInvariant()));
        Assert.Equal(32, view.Token.Length);
    }

    [Fact]
    public async Task No_token_is_kept_as_it_is()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync(new SessionStart(Key: "a key that the form had"));
        await site.Storage.StopAsync();
        var database = await File.ReadAllBytesAsync(site.Storage.Folder.Database);
        var text = System.Text.Encoding.Latin1.GetString(database);
        Assert.DoesNotContain(view.Token!, text, StringComparison.Ordinal);
        Assert.DoesNotContain(view.ReadToken, text, StringComparison.Ordinal);
        Assert.DoesNotContain("a key that the form had", text, StringComparison.Ordinal);
        Assert.Contains("sample", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_answers_to_the_same_revision_one_is_taken()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        var results = await Task.WhenAll(new[] { "yes", "no" }.Select(a => site.Service.AnswerAsync(view.Token!, "console", AnswerValue.Of(a), null, new ChangeGuard(0))));
        var accepted = Assert.Single(results, r => r!.Outcome == SessionOutcome.Accepted)!;
        var conflict = Assert.Single(results, r => r!.Outcome == SessionOutcome.Conflict)!;
        Assert.Equal(accepted.View!.Session.Current.Id, conflict.View!.Session.Current.Id);
        Assert.Equal(1, conflict.View.Session.Revision);
    }

    [Fact]
    public async Task The_same_key_again_gives_the_state_after_the_first_time_and_writes_nothing()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        var guard = new ChangeGuard(0, "key-1");
        var first = SessionFixture.Accepted(await site.Service.AnswerAsync(view.Token!, "console", AnswerValue.Of("yes"), "note", guard));
        await site.AnswerAsync(first, "12 d");
        var again = SessionFixture.Accepted(await site.Service.AnswerAsync(view.Token!, "console", AnswerValue.Of("yes"), "note", guard));
        Assert.Equal((1, "age"), (again.Session.Revision, again.Session.Current.Id));
        var other = await site.Service.AnswerAsync(view.Token!, "console", AnswerValue.Of("no"), "note", guard);
        Assert.Equal(SessionOutcome.KeyReused, other!.Outcome);
        Assert.Equal(2, (await site.Service.FindAsync(view.Token!))!.Session.Revision);
        // Another session may use the same key.
        var second = await site.BeginAsync();
        Assert.Equal(1, SessionFixture.Accepted(await site.Service.AnswerAsync(second.Token!, "console", AnswerValue.Of("no"), null, guard)).Session.Revision);
    }

    [Fact]
    public async Task A_start_that_is_repeated_begins_once()
    {
        await using var site = await SessionFixture.StartAsync();
        var start = new SessionStart("INC-1", Key: "form-1");
        var both = await Task.WhenAll(site.BeginAsync(start), site.BeginAsync(start));
        Assert.Equal(both[0].Token, both[1].Token);
        Assert.Single(await site.Service.ForTicketAsync("inc-1"));
        Assert.NotEqual(both[0].Token, (await site.BeginAsync(start with { Key = "form-2" })).Token);
    }

    [Fact]
    public async Task A_start_with_what_the_flow_does_not_know_is_refused_and_leaves_nothing()
    {
        await using var site = await SessionFixture.StartAsync();
        foreach (var start in new SessionStart[]
        {
            new("T-1", At: "nowhere"), new("T-1", At: "decide"), new("T-1", Answers: [new("nowhere", AnswerValue.Of("x"))]), new("T-1", Answers: [new("age", AnswerValue.Of("soon"))]), new("T-1", Answers: [new("too-old", AnswerValue.Of("x"))]),
        })
            Assert.Equal(SessionOutcome.Refused, (await site.Service.StartAsync(site.Flow, start)).Outcome);
        Assert.Empty(await site.Service.ForTicketAsync("T-1"));
    }

    [Fact]
    public async Task Whoever_has_the_ticket_can_go_on_and_the_record_says_so()
    {
        await using var site = await SessionFixture.StartAsync();
        Assert.Null(await site.Service.OpenForAsync("INC-7", "sample"));
        var view = await site.AnswerAsync(await site.BeginAsync(new SessionStart("INC-7")), "yes");
        Assert.Equal(1, (await site.Service.OpenForAsync("inc-7", "sample"))!.Answers);
        var resumed = SessionFixture.Accepted(await site.Service.ResumeByTicketAsync("INC-7", "sample", "Bob", "form-9"));
        Assert.NotEqual(view.Token, resumed.Token);
        Assert.Equal((SessionEventKind.HandedOver, "Bob"), (resumed.Session.Events[^1].Kind, resumed.Session.Events[^1].Person));
        var again = SessionFixture.Accepted(await site.Service.ResumeByTicketAsync("INC-7", "sample", "Bob", "form-9"));
        Assert.Equal((resumed.Token, resumed.Session.Revision), (again.Token, again.Session.Revision));
        // Both may write; revisions keep them apart.
        Assert.NotNull(await site.Service.FindAsync(view.Token!));
        Assert.Equal("symptoms", (await site.AnswerAsync(resumed, "2 d")).Session.Current.Id);
        Assert.Null(await site.Service.ResumeByTicketAsync("INC-8", "sample", null, null));
    }

    [Fact]
    public async Task A_resume_code_works_for_15_minutes()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        var code = (await site.Service.MakeResumeCodeAsync(view.Token!))!;
        Assert.Equal(site.Clock.GetUtcNow().UtcDateTime.AddMinutes(15), code.ValidUntil);
        site.Clock.Pass(TimeSpan.FromMinutes(15));
        SessionFixture.Accepted(await site.Service.ResumeByCodeAsync(code.Code, null));

        code = (await site.Service.MakeResumeCodeAsync(view.Token!))!;
        site.Clock.Pass(TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(1));
        Assert.Null(await site.Service.ResumeByCodeAsync(code.Code, null));
    }

    [Fact]
    public async Task A_session_that_is_deleted_while_somebody_acts_on_it_is_none_any_more()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        var opened = (await site.Service.OpenAsync(view.Token!))!;
        await site.Storage.Writer.WriteAsync(db => db.Sessions.Where(s => s.ReadTokenHash == SessionTokens.Hash(view.ReadToken)).ExecuteDelete());
        Assert.Null(await site.Service.AnswerAsync(opened, "console", AnswerValue.Of("yes"), null, new ChangeGuard(0)));
        Assert.Null(await site.Service.MakeResumeCodeAsync(opened));
        Assert.Null(await site.Service.OpenAsync(view.Token!));
    }

    [Fact]
    public async Task A_resume_code_works_once()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        var earlier = (await site.Service.MakeResumeCodeAsync(view.Token!))!.Code!;
        var code = (await site.Service.MakeResumeCodeAsync(view.Token!))!.Code!;
        Assert.Equal(8, code.Length);
        Assert.Null(await site.Service.ResumeByCodeAsync(earlier, null));
        Assert.Null(await site.Service.ResumeByCodeAsync("0000000", null));
        var resumed = SessionFixture.Accepted(await site.Service.ResumeByCodeAsync($" {code[..4].ToLowerInvariant()}-{code[4..]} ", null));
        Assert.NotEqual(view.Token, resumed.Token);
        Assert.Null(await site.Service.ResumeByCodeAsync(code, null));
        Assert.Null(await site.Service.MakeResumeCodeAsync(view.ReadToken));
    }

    [Fact]
    public async Task A_changed_flow_moves_no_session_until_somebody_says_so()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.AnswerAsync(await site.AnswerAsync(await site.BeginAsync(), "yes"), "2 d");
        site.Replace(SampleFlow.Yaml.Replace("to: age }", "to: symptoms }", StringComparison.Ordinal).Replace("What else is there?", "What stands between?", StringComparison.Ordinal)
            .Replace("failed: hand-over", "failed: age", StringComparison.Ordinal).Replace("step: age, above", "step: age, above", StringComparison.Ordinal)
            .Replace("- when: { step: age, above: 10 d }", "- when: { all: [ { step: age, answered: true }, { step: age, above: 10 d } ] }", StringComparison.Ordinal));
        var same = (await site.Service.FindAsync(view.Token!))!;
        Assert.Equal("What else is there?", same.Session.Current.Title);
        Assert.Equal(site.Flow.Version, same.Newer!.Version);
        Assert.Equal(SessionOutcome.Refused, (await site.Service.MoveAsync(view.Token!, "old", new ChangeGuard(same.Session.Revision)))!.Outcome);
        var moved = SessionFixture.Accepted(await site.Service.MoveAsync(view.Token!, same.Newer.Version, new ChangeGuard(same.Session.Revision)));
        Assert.Equal("What stands between?", moved.Session.Current.Title);
        Assert.Null(moved.Newer);
        Assert.Equal("age", Assert.Single(moved.Session.Aside).Step.Id);
        // Both versions are kept: the record needs the old one.
        await site.Storage.StopAsync();
        await site.OpenAsync();
        Assert.Equal(4, (await site.Service.FindAsync(view.Token!))!.Session.Events.Length);
    }

    [Fact]
    public async Task A_session_goes_on_when_its_flow_is_gone()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.BeginAsync();
        site.Current.Replace(Content.KnowledgeBase.Empty, Content.KnowledgeBase.Empty);
        Assert.Equal("age", (await site.AnswerAsync(view, "yes")).Session.Current.Id);
    }

    [Fact]
    public async Task Causes_are_counted_where_the_end_confirms_them()
    {
        await using var site = await SessionFixture.StartAsync();
        foreach (var (age, resolved) in new[] { ("12 d", true), ("12 d", false), ("11 d", true), ("2 d", false) })
        {
            var view = await site.BeginAsync();
            foreach (var answer in new[] { "yes", age, "proxy", "dont-know" }) view = await site.AnswerAsync(view, answer);
            SessionFixture.Accepted(await site.Service.FinishAsync(view.Token!, resolved, null, new ChangeGuard(view.Session.Revision)));
        }
        Assert.Equal(2, site.Causes.Of("34513")["something"]);
        Assert.Equal(1, site.Causes.Of("100110")["something"]);
        await site.Storage.StopAsync();
        await site.OpenAsync();
        Assert.Equal(2, site.Causes.Of("34513")["something"]);
    }

    [Fact]
    public async Task When_nothing_can_be_saved_it_says_so_and_shows_what_is()
    {
        await using var site = await SessionFixture.StartAsync();
        var view = await site.AnswerAsync(await site.BeginAsync(), "yes");
        site.Storage.Writer.Close(StorageFault.Failing);
        var result = await site.Service.AnswerAsync(view.Token!, "age", AnswerValue.Of("2 d"), null, new ChangeGuard(1));
        Assert.Equal(SessionOutcome.Unavailable, result!.Outcome);
        Assert.Equal("age", result.View!.Session.Current.Id);
        Assert.Equal(SessionOutcome.Unavailable, (await site.Service.StartAsync(site.Flow, new SessionStart())).Outcome);
    }
}
