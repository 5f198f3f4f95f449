using FsCheck;
using FsCheck.Fluent;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Sessions;

/// <summary>
/// Random sessions, and flows that are edited at random under them: no session is stranded, no answer changes or gets lost, and none shows another version
/// unless somebody moved it there.
/// </summary>
public sealed class SessionPropertyTests
{
    static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(700);

    static readonly Arbitrary<int[]> Numbers = Gen.Choose(0, int.MaxValue - 1).ArrayOf(400).ToArbitrary();

    [Fact]
    public void Whatever_is_answered_and_edited_no_session_is_stranded_changed_or_moved_unasked() => Prop.ForAll(Numbers, numbers =>
    {
        var story = new Story(numbers);
        for (var i = 0; i < 40; i++) story.GoOn();
        return true;
    }).Check(Runs);

    /// <summary>The control: a session that silently took up each edit would be found out.</summary>
    [Fact]
    public void A_session_that_moved_unasked_would_show() =>
        Assert.ThrowsAny<Exception>(() => Prop.ForAll(Numbers, numbers =>
        {
            var story = new Story(numbers) { MovesUnasked = true };
            for (var i = 0; i < 40; i++) story.GoOn();
            return true;
        }).Check(Runs));

    sealed class Story
    {
        readonly int[] numbers;
        readonly List<Flow> versions = [];
        readonly Dictionary<(string, int), AnswerValue> said = [];
        int next;
        string agreed;
        Session session;

        public Story(int[] numbers)
        {
            this.numbers = numbers;
            Edit();
            agreed = versions[0].Version;
            session = Session.Replay([new SessionEvent(0, SessionEventKind.Started, TestSession.Began) { Version = agreed, Step = Pick(4) == 0 ? $"s{Pick(5)}" : null }], FlowOf);
        }

        public bool MovesUnasked { get; init; }

        public void GoOn()
        {
            switch (Pick(10))
            {
                case 0:
                    Edit();
                    break;
                case 1:
                    Move(versions[Pick(versions.Count)]);
                    break;
                case 2:
                    if (Take(session.Back(TestSession.Began, null)) is { } back) said.Remove((back.Step!, back.Visit));
                    break;
                case 3 when session.Answers.Length > 0:
                    var earlier = session.Answers[Pick(session.Answers.Length)].Step;
                    Answer(earlier, RandomFlow.Answer(earlier, Pick));
                    break;
                default:
                    Answer(session.Current, RandomFlow.Answer(session.Current, Pick));
                    break;
            }
            Check();
        }

        void Edit()
        {
            var size = 5 + Pick(8);
            versions.Add(versions.Count == 0 || Pick(2) == 0
                ? RandomFlow.Of(size, Pick, $"v{versions.Count}")
                : Touch(versions[^1], $"v{versions.Count}"));
        }

        /// <summary>The flow with one step written anew: what its answers are and where they lead may change.</summary>
        Flow Touch(Flow flow, string version)
        {
            var other = RandomFlow.Of(flow.Steps.Length, Pick, version);
            var touched = Pick(flow.Steps.Length - 1);
            return flow with { Version = version, Steps = flow.Steps.SetItem(touched, other.Steps[touched]) };
        }

        void Move(Flow to)
        {
            var before = session;
            var preview = session.Preview(to);
            if (Take(session.Move(to, TestSession.Began, null)) is null) return;
            agreed = to.Version;
            Assert.Equal(preview.Next.Id, session.Current.Id);
            Assert.Equal(before.Answers.Length, preview.Holds.Length + preview.Lost.Length);
            Assert.All(preview.Holds, a => Assert.Contains(session.Answers, b => b.Step.Id == a.Step.Id && b.Visit == a.Visit && b.Answer == a.Answer));
            // Whoever goes back to the version before is where they were.
            var back = session.With(session.Move(before.Flow, TestSession.Began, null).Event!, FlowOf);
            Assert.Equal(before.Answers.Select(a => (a.Step.Id, a.Visit, a.Answer)), back.Answers.Select(a => (a.Step.Id, a.Visit, a.Answer)));
        }

        void Answer(Step step, AnswerValue answer)
        {
            if (Take(session.Answer(step.Id, answer, null, TestSession.Began, null)) is { } e) said[(e.Step!, e.Visit)] = e.Answer!;
            else Assert.True(session.Position.IsOutcome || step.Check(answer) is not null);
        }

        SessionEvent? Take(SessionDecision decision)
        {
            if (decision.Event is null) Assert.NotEmpty(decision.Refusal!);
            else session = session.With(decision.Event, FlowOf);
            return decision.Event;
        }

        void Check()
        {
            Assert.Equal(agreed, (MovesUnasked ? versions[^1] : session.Flow).Version);
            // Each answer on the way is the last that was given there; what was said and is not on the way is kept aside.
            Assert.All(session.Answers, a => Assert.Equal(said[(a.Step.Id, a.Visit)], a.Answer));
            Assert.Equal(said.Count, session.Answers.Length + session.Aside.Length);
            Assert.True(CanGoOn(), $"Stranded at {session.Current.Id}.");
            Assert.Equal(session.Events.Select((_, i) => i), session.Events.Select(e => e.Revision));
        }

        bool CanGoOn() => session.Position.IsOutcome
            ? session.End(true, null, TestSession.Began, null).Event is not null
            : session.Answer(session.Current.Id, session.Current switch { ChecklistStep => AnswerValue.OfList(["yes"]), InputStep => AnswerValue.Of("5"), _ => AnswerValue.Of("no") }, null, TestSession.Began, null).Event is not null;

        Flow FlowOf(string version) => versions.Single(f => f.Version == version);

        int Pick(int below) => numbers[next++ % numbers.Length] % below;
    }
}
