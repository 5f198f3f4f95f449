using System.Collections.Immutable;
using MarsKb.Flows;
using MarsKb.Rendering;

namespace MarsKb.Sessions;

/// <summary>
/// Shortens a record to so many characters. Outcome, cause and the latest answers stay longest; first to go are the ends of notes, then what
/// was set aside, what the outcome says, the earliest answers. What is missing is said.
/// </summary>
public static class TranscriptFit
{
    /// <summary>Fewest characters that somebody may ask for.</summary>
    public const int Least = 200;

    /// <summary>Most characters that somebody may ask for.</summary>
    public const int Most = 100_000;

    const int All = int.MaxValue;

    static readonly Measure[] Measures =
    [
        new(Steps: All, Note: 300, Value: 300, Rest: true, Advice: true),
        new(Steps: All, Note: 300, Value: 300, Rest: false, Advice: true),
        new(Steps: All, Note: 300, Value: 300, Rest: false, Advice: false),
        new(Steps: All, Note: 100, Value: 100, Rest: false, Advice: false),
        new(Steps: 3, Note: 100, Value: 100, Rest: false, Advice: false),
        new(Steps: 0, Note: 0, Value: 80, Rest: false, Advice: false),
        new(Steps: 0, Note: 0, Value: 50, Rest: false, Advice: false, IsBare: true),
    ];

    /// <summary>The fullest record that fits; null when not even the shortest does.</summary>
    /// <param name="length">Characters that a record takes once written.</param>
    public static Transcript? Fit(Transcript record, int max, Func<Transcript, int> length)
    {
        if (length(record) <= max) return record;
        foreach (var measure in Measures)
        {
            if (measure.Steps == All)
            {
                if (Shorten(record, measure, max) is var whole && length(whole) <= max) return whole;
                continue;
            }
            if (length(Shorten(record, measure, max)) > max) continue;
            // As many of the latest answers as there is room for.
            var (fits, tooMany) = (Math.Min(measure.Steps, record.Steps.Length), record.Steps.Length + 1);
            while (tooMany - fits > 1)
            {
                var half = (fits + tooMany) / 2;
                if (length(Shorten(record, measure with { Steps = half }, max)) <= max) fits = half;
                else tooMany = half;
            }
            return Shorten(record, measure with { Steps = fits }, max);
        }
        return null;
    }

    /// <param name="Steps">Latest answers that are kept.</param>
    /// <param name="Note">Characters of a note; 0 for none.</param>
    /// <param name="Value">Characters of a question or an answer.</param>
    /// <param name="Rest">What was set aside and what else happened is kept.</param>
    sealed record Measure(int Steps, int Note, int Value, bool Rest, bool Advice, bool IsBare = false);

    static Transcript Shorten(Transcript record, Measure measure, int max)
    {
        var left = Math.Max(0, record.Steps.Length - measure.Steps);
        var steps = record.Steps[left..];
        var notes = steps.SelectMany(s => s.Notes).Concat(record.NotesHere).Select(n => n.Text).ToList();
        if (record.End?.Note is { } last) notes.Add(last);
        if (record.WaitingFor is { } reason && measure.Note > 0) notes.Add(reason);
        var (goneEarlier, goneNotes) = (steps.Sum(s => s.Earlier.Length - Earlier(s, measure).Length), record.Steps[..left].Sum(s => s.Notes.Length));
        return record with
        {
            Ticket = record.Ticket is { } ticket && measure.IsBare ? QuotedText.Cut(ticket, 30) : record.Ticket,
            Outcome = record.Outcome is { } outcome ? Shorten(outcome, measure) : null,
            Next = record.Next is { } next ? QuotedText.Cut(next, measure.Value) : null,
            End = record.End is { } end ? end with { Note = Cut(end.Note, measure.Note) } : null,
            WaitingFor = record.WaitingFor is { } waiting ? QuotedText.Cut(waiting, Math.Max(measure.Note, 40)) : null,
            NotesHere = Cut(record.NotesHere, measure.Note),
            BeganAt = measure.IsBare ? null : record.BeganAt,
            Steps = [.. steps.Select(s => Shorten(s, measure))],
            Aside = measure.Rest ? [.. record.Aside.Select(s => Shorten(s, measure))] : [],
            Events = measure.Rest ? [.. record.Events.Select(e => e with { Text = e.Text is null ? null : QuotedText.Cut(e.Text, measure.Note), Words = Cut(e.Words, measure.Value) })] : [],
            Link = measure.IsBare ? null : record.Link,
            LeftOut = new TranscriptLeftOut(
                max, left,
                goneNotes + (measure.Note == 0 ? notes.Count : 0),
                measure.Note == 0 ? 0 : notes.Count(n => n.Length > measure.Note),
                measure.Rest ? 0 : record.Aside.Length,
                goneEarlier + (measure.Rest ? 0 : record.Events.Length),
                !measure.Advice && record.Outcome is { } o && !(o.Text.IsEmpty && o.Actions.IsEmpty && o.Attach.IsEmpty),
                measure.IsBare),
        };
    }

    static TranscriptStep Shorten(TranscriptStep step, Measure measure) => step with
    {
        Title = QuotedText.Cut(step.Title, measure.Value),
        Answer = step.Answer with { Items = [.. step.Answer.Items.Select(i => QuotedText.Cut(i, measure.Value))] },
        Words = Cut(step.Words, measure.Value),
        Person = measure.IsBare ? null : step.Person,
        Notes = Cut(step.Notes, measure.Note),
        Earlier = Earlier(step, measure),
    };

    static Step Shorten(Step outcome, Measure measure) => measure.Advice ? outcome : outcome with
    {
        Title = QuotedText.Cut(outcome.Title, Math.Max(measure.Value, 50)), Text = RichText.Empty, Actions = [], Attach = [], Cause = measure.IsBare ? null : outcome.Cause,
    };

    /// <summary>The latest one only, and none in the shortest record.</summary>
    static ImmutableArray<TranscriptEarlier> Earlier(TranscriptStep step, Measure measure) =>
        measure.IsBare ? [] : [.. step.Earlier.TakeLast(1).Select(e => e with { Words = Cut(e.Words, measure.Value) })];

    static WrittenWords Cut(WrittenWords words, int length) => words with { Text = QuotedText.Cut(words.Text, length) };

    static WrittenWords? Cut(WrittenWords? words, int length) => words is { } w ? Cut(w, length) : null;

    static string? Cut(string? note, int length) => note is null || length == 0 ? null : QuotedText.Cut(note, length);

    static ImmutableArray<SessionNote> Cut(ImmutableArray<SessionNote> notes, int length) =>
        length == 0 ? [] : [.. notes.Select(n => n with { Text = QuotedText.Cut(n.Text, length) })];
}
