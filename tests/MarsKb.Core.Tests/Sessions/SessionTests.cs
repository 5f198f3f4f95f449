using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Sessions;

public sealed class SessionTests
{
    static readonly Flow Flow = TestFlow.Load();

    [Fact]
    public void A_session_stands_where_its_answers_lead()
    {
        var session = new TestSession(Flow);
        Assert.Equal(" -> manual", session.Way);
        session.Answer("manual=yes", "symptoms=proxy,slow", "version=2.0.9190.0", "policy=restricted");
        Assert.Equal("manual=yes symptoms=proxy,slow version=2.0.9190.0 policy=restricted -> old-agent", session.Way);
        Assert.Equal(4, session.Now.Revision);
        Assert.False(session.Now.IsDone);
    }

    [Fact]
    public void Changing_an_early_answer_keeps_the_later_ones_that_still_fit_and_the_record_shows_it()
    {
        var session = new TestSession(Flow).Answer("manual=yes", "symptoms=proxy", "version=2.0.9190.0", "manual=no");
        Assert.Equal("manual=no version=2.0.9190.0 -> policy", session.Way);
        Assert.Equal("symptoms", Assert.Single(session.Now.Aside).Step.Id);
        var manual = session.Now.Answers[0];
        Assert.Equal("yes", Assert.Single(manual.Earlier).Answer.Items[0]);
        Assert.Equal(SessionEventKind.Changed, session.Now.Events[^1].Kind);
        session.Answer("manual=yes");
        Assert.Equal("manual=yes symptoms=proxy version=2.0.9190.0 -> policy", session.Way);
        Assert.Equal(2, session.Now.Answers[0].Earlier.Length);
    }

    [Fact]
    public void Going_back_takes_the_last_answer_back_and_offers_it_again()
    {
        var session = new TestSession(Flow).Answer("manual=no", "version=2.0.9190.0").Do(s => s.Back(TestSession.Began, null));
        Assert.Equal("manual=no -> version", session.Way);
        Assert.Equal("2.0.9190.0", session.Now.Offered!.Answer.Items[0]);
        session.Answer("version=2.0.9300.0");
        Assert.Equal("2.0.9190.0", session.Now.Answers[^1].Earlier[0].Answer.Items[0]);
    }

    [Fact]
    public void There_is_nothing_to_go_back_to_at_the_start() =>
        Assert.Contains("first step", new TestSession(Flow).Refusal(s => s.Back(TestSession.Began, null)), StringComparison.Ordinal);

    [Fact]
    public void In_a_loop_the_current_visit_is_answered_and_the_earlier_one_kept()
    {
        var session = new TestSession(Flow).Answer("manual=dont-know", "try=done", "manual=yes");
        Assert.Equal("manual=dont-know try=done manual=yes -> symptoms", session.Way);
        Assert.Equal(SessionEventKind.Answered, session.Now.Events[^1].Kind);
        // The last visit is the one that can be changed by its name.
        session.Answer("manual=no");
        Assert.Equal("manual=dont-know try=done manual=no -> version", session.Way);
    }

    [Fact]
    public void Answers_known_beforehand_count_as_answered_and_say_so()
    {
        var session = new TestSession(Flow, known: [("manual", "no"), ("policy", "restricted")]);
        Assert.Equal("manual=no -> version", session.Way);
        Assert.True(session.Now.Answers[0].IsKnown);
        Assert.Equal(2, session.Now.Revision);
        Assert.Equal("manual=no version=3.0 policy=restricted -> blocked", session.Answer("version=3.0").Way);
    }

    [Fact]
    public void A_session_can_begin_in_the_middle() => Assert.Equal(" -> version", new TestSession(Flow, at: "version").Way);

    [Theory]
    [InlineData("manual", "perhaps", "yes, no, dont-know")]
    [InlineData("symptoms", "proxy", "The step to answer is 'manual'")]
    [InlineData("nowhere", "x", "The step to answer is 'manual'")]
    public void What_does_not_fit_is_refused_with_what_does(string step, string answer, string says) =>
        Assert.Contains(says, new TestSession(Flow).Refusal(s => s.Answer(step, AnswerValue.Of(answer), null, TestSession.Began, null)), StringComparison.Ordinal);

    [Fact]
    public void Only_an_outcome_can_be_confirmed_and_after_that_nothing_changes()
    {
        var session = new TestSession(Flow).Answer("manual=no", "version=2.0.1", "policy=restricted");
        Assert.Contains("'manual'", new TestSession(Flow).Refusal(s => s.End(true, null, TestSession.Began, null)), StringComparison.Ordinal);
        session.Do(s => s.End(true, "Job 8841 ran.", session.Clock, "Ada"));
        Assert.True(session.Now.IsDone);
        Assert.All(
            new Func<Session, SessionDecision>[]
            {
                s => s.Answer("manual", AnswerValue.Of("yes"), null, TestSession.Began, null), s => s.Back(TestSession.Began, null), s => s.End(false, null, TestSession.Began, null),
                s => s.Note("manual", "x", TestSession.Began, null), s => s.Wait("x", TestSession.Began, null), s => s.HandOver("x", TestSession.Began, null), s => s.NameTicket("x", TestSession.Began, null),
                s => s.Move(Flow with { Version = "other" }, TestSession.Began, null),
            },
            what => Assert.True(what(session.Now).IsClosed));
    }

    [Fact]
    public void Notes_belong_to_their_step_also_before_it_is_answered()
    {
        var session = new TestSession(Flow).Do(s => s.Note("manual", "Nobody is there.", TestSession.Began, "Ada"));
        Assert.Equal("Nobody is there.", Assert.Single(session.Now.NotesHere).Text);
        session.Do(s => s.Answer("manual", AnswerValue.Of("no"), "Now she is.", session.Clock, "Ada")).Do(s => s.Note("manual", "Called back.", session.Clock, null));
        Assert.Equal("Nobody is there.\nNow she is.\nCalled back.", session.Now.Answers[0].Note);
        Assert.Contains("2,000", session.Refusal(s => s.Note("manual", new string('x', 2001), session.Clock, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_ends_with_the_next_answer()
    {
        var session = new TestSession(Flow).Do(s => s.Wait("the firewall team", TestSession.Began, null));
        Assert.Equal("the firewall team", session.Now.WaitingFor);
        Assert.Null(session.Answer("manual=no").Now.WaitingFor);
    }

    [Fact]
    public void A_session_keeps_its_version_until_somebody_moves_it_and_loses_nothing_then()
    {
        var session = new TestSession(Flow).Answer("manual=yes", "symptoms=slow", "version=2.0.1");
        var newer = TestFlow.Load(TestFlow.Good
            .Replace("{ id: \"yes\", text: \"Yes, it completes\", to: symptoms }", "{ id: \"yes\", text: \"Yes\", to: version }", StringComparison.Ordinal)
            .Replace("title: What do you see?", "title: What is seen?", StringComparison.Ordinal)
            .Replace("couldNot: give-up", "couldNot: symptoms", StringComparison.Ordinal));
        Assert.NotEqual(Flow.Version, newer.Version);
        var preview = session.Now.Preview(newer);
        Assert.Equal(["manual", "version"], preview.Holds.Select(a => a.Step.Id));
        Assert.Equal(["symptoms"], preview.Lost.Select(a => a.Step.Id));
        Assert.Equal("policy", preview.Next.Id);
        Assert.Equal(Flow.Version, session.Now.Flow.Version);

        session.MoveTo(newer);
        Assert.Equal("manual=yes version=2.0.1 -> policy", session.Way);
        Assert.Equal("slow", Assert.Single(session.Now.Aside).Answer.Items[0]);
    }

    [Fact]
    public void An_answer_to_a_step_that_a_newer_version_has_not_stays_in_the_record()
    {
        var session = new TestSession(Flow).Answer("manual=dont-know", "try=done", "manual=no");
        var newer = TestFlow.Load(TestFlow.Good.Replace("id: try\n", "id: try-it\n", StringComparison.Ordinal).Replace("to: try }", "to: try-it }", StringComparison.Ordinal));
        session.MoveTo(newer);
        Assert.Equal("manual=dont-know -> try-it", session.Way);
        Assert.Equal(["Start a manual backup", "Does a manual backup work?"], session.Now.Aside.Select(a => a.Step.Title));
    }

    [Fact]
    public void Earlier_states_can_be_seen_again()
    {
        var session = new TestSession(Flow).Answer("manual=yes", "symptoms=slow").Now;
        var before = session.AsOf(1, _ => Flow);
        Assert.Equal("symptoms", before.Current.Id);
        Assert.Equal(1, before.Revision);
    }
}
