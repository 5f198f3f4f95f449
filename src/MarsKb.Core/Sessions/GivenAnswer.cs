using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>What was answered at one visit of a step, whatever version of the flow asks for it now.</summary>
/// <param name="Asked">The step as it was when it was answered.</param>
sealed record GivenAnswer(Step Asked, int Visit, AnswerValue Answer, DateTime At, string? Person, bool IsKnown, bool IsTakenBack, ImmutableArray<EarlierAnswer> Earlier)
{
    public static GivenAnswer Next(GivenAnswer? before, Step asked, SessionEvent e) => new(
        asked, e.Visit, e.Answer!, e.At, e.Person, e.Kind == SessionEventKind.Known, false,
        before is null || before.Answer == e.Answer ? before?.Earlier ?? [] : before.Earlier.Add(new EarlierAnswer(before.Answer, e.At)));

    /// <param name="step">The step that shows it: of the version that holds now where that has it.</param>
    public SessionAnswer On(Step step, ImmutableArray<SessionNote> notes) => new(step, Visit, Answer, At, Person, IsKnown, notes, Earlier);
}
