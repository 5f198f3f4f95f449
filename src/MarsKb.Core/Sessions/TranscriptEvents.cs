using System.Collections.Immutable;
using MarsKb.Flows.Steps;

namespace MarsKb.Sessions;

/// <summary>Gathers from the events what the answers do not show.</summary>
static class TranscriptEvents
{
    public static ImmutableArray<TranscriptEvent> Of(Session session)
    {
        var shown = session.Answers.Concat(session.Aside).Select(a => (a.Step.Id, a.Visit)).ToHashSet();
        var here = session.NotesHere.ToHashSet();
        var answers = new Dictionary<(string, int), AnswerValue>();
        var found = ImmutableArray.CreateBuilder<TranscriptEvent>();
        foreach (var e in session.Events)
        {
            if (OfSession(e, session, answers) is { } happened) found.Add(happened);
            if (e.Answer is not null) answers[(e.Step!, e.Visit)] = e.Answer;
            if (IsAboutStep(e) && !shown.Contains((e.Step!, e.Visit)) && OfStep(e, session, here) is { } said) found.Add(said);
        }
        return found.ToImmutable();
    }

    /// <summary>What happened to the session as a whole, or null.</summary>
    /// <param name="answers">What had been answered before, by step and visit.</param>
    static TranscriptEvent? OfSession(SessionEvent e, Session session, Dictionary<(string, int), AnswerValue> answers) => e.Kind switch
    {
        SessionEventKind.Waiting or SessionEventKind.HandedOver or SessionEventKind.Ticketed => new(e.Kind, e.At, e.Person, Text: e.Text),
        SessionEventKind.Moved => new(e.Kind, e.At, e.Person, Text: e.Version),
        SessionEventKind.WentBack => new(e.Kind, e.At, e.Person, TitleOf(e, session), Words: answers.TryGetValue((e.Step!, e.Visit), out var back) ? WordsOf(StepOf(e, session), back) : null),
        _ => null,
    };

    /// <summary>What was answered or noted stays in the record, also when its step was taken back or is not on the way any more.</summary>
    /// <param name="here">Notes that stand at the current step already.</param>
    static TranscriptEvent? OfStep(SessionEvent e, Session session, HashSet<SessionNote> here)
    {
        var note = e.Text is not null && here.Contains(new SessionNote(e.Text, e.At, e.Person)) ? null : e.Text;
        if (e.Answer is { } answer) return new(SessionEventKind.Answered, e.At, e.Person, TitleOf(e, session), note, WordsOf(StepOf(e, session), answer));
        return note is null ? null : new(SessionEventKind.Noted, e.At, e.Person, TitleOf(e, session), note);
    }

    static bool IsAboutStep(SessionEvent e) =>
        e.Step is not null && e.Kind is not (SessionEventKind.Started or SessionEventKind.Finished or SessionEventKind.WentBack);

    static Step? StepOf(SessionEvent e, Session session) => e.Step is null ? null : session.Flow.ById.GetValueOrDefault(e.Step);

    static string? TitleOf(SessionEvent e, Session session) => StepOf(e, session) is { Title: { Length: > 0 } title } ? title : e.Step;

    /// <param name="step">Null when the version that holds now has no such step.</param>
    static WrittenWords WordsOf(Step? step, AnswerValue answer) => step is null ? new WrittenWords(string.Join(", ", answer.Items), IsFree: true) : WrittenWords.Of(step, answer);
}
