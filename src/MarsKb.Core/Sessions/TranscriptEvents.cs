using System.Collections.Immutable;
using MarsKb.Flows;

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
            var step = e.Step is null ? null : session.Flow.ById.GetValueOrDefault(e.Step);
            var title = e.Step is null ? null : step is { Title.Length: > 0 } ? step.Title : e.Step;
            switch (e.Kind)
            {
                case SessionEventKind.Waiting or SessionEventKind.HandedOver or SessionEventKind.Ticketed:
                    found.Add(new(e.Kind, e.At, e.Person, Text: e.Text));
                    break;
                case SessionEventKind.Moved:
                    found.Add(new(e.Kind, e.At, e.Person, Text: e.Version));
                    break;
                case SessionEventKind.WentBack:
                    found.Add(new(e.Kind, e.At, e.Person, title, Words: answers.TryGetValue((e.Step!, e.Visit), out var back) ? WordsOf(step, back) : null));
                    break;
            }
            if (e.Answer is not null) answers[(e.Step!, e.Visit)] = e.Answer;
            // What was answered or noted stays in the record, also when its step was taken back or is not on the way any more.
            if (e.Step is null || e.Kind is SessionEventKind.Started or SessionEventKind.Finished or SessionEventKind.WentBack || shown.Contains((e.Step, e.Visit))) continue;
            var note = e.Text is not null && here.Contains(new SessionNote(e.Text, e.At, e.Person)) ? null : e.Text;
            if (e.Answer is { } answer) found.Add(new(SessionEventKind.Answered, e.At, e.Person, title, note, WordsOf(step, answer)));
            else if (note is not null) found.Add(new(SessionEventKind.Noted, e.At, e.Person, title, note));
        }
        return found.ToImmutable();
    }

    /// <param name="step">Null when the version that holds now has no such step.</param>
    static WrittenWords WordsOf(Step? step, AnswerValue answer) => step is null ? new WrittenWords(string.Join(", ", answer.Items), IsFree: true) : WrittenWords.Of(step, answer);
}
