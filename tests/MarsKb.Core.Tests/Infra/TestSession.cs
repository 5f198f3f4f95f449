using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;

namespace MarsKb.Infra;

/// <summary>Walks a session in a test: one minute passes with everything that happens.</summary>
sealed class TestSession
{
    public static readonly DateTime Began = new(2026, 11, 22, 2, 14, 0, DateTimeKind.Utc);

    readonly Dictionary<string, Flow> versions = [];

    public TestSession(Flow flow, string? at = null, string? ticket = null, params (string Step, string Answer)[] known)
    {
        versions[flow.Version] = flow;
        var events = new List<SessionEvent> { new(0, SessionEventKind.Started, Began) { Version = flow.Version, Step = at, Text = ticket } };
        foreach (var (step, answer) in known)
            events.Add(new(events.Count, SessionEventKind.Known, Began) { Step = step, Visit = 1, Answer = AnswerValue.Typed(flow.ById[step], answer) });
        Now = Session.Replay(events, v => versions[v]);
    }

    public Session Now { get; private set; }

    public DateTime Clock => Began.AddMinutes(Now.Revision + 1);

    /// <summary>Answers as <c>step=answer</c>.</summary>
    public TestSession Answer(params string[] answers)
    {
        foreach (var text in answers)
        {
            var step = text[..text.IndexOf('=', StringComparison.Ordinal)];
            Do(s => s.Answer(step, AnswerValue.Typed(s.Flow.ById[step], text[(step.Length + 1)..]), null, Clock, null));
        }
        return this;
    }

    public TestSession Do(Func<Session, SessionDecision> what)
    {
        var decision = what(Now);
        Assert.Null(decision.Refusal);
        Now = Now.With(decision.Event!, v => versions[v]);
        return this;
    }

    public TestSession MoveTo(Flow newer)
    {
        versions[newer.Version] = newer;
        return Do(s => s.Move(newer, Clock, null));
    }

    public string Refusal(Func<Session, SessionDecision> what)
    {
        var decision = what(Now);
        Assert.Null(decision.Event);
        return decision.Refusal!;
    }

    public string Way => string.Join(' ', Now.Answers.Select(a => $"{a.Step.Id}={string.Join(',', a.Answer.Items)}")) + $" -> {Now.Current.Id}";
}
