using System.Collections.Immutable;
using MarsKb.Flows.Steps;
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

    /// <summary>Characters that are kept of what it waits for and of the ticket, however little room there is.</summary>
    const int ShortestReason = 40, ShortestTicket = 30;

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
        var shortened = record with
        {
            Outcome = record.Outcome is { } outcome ? Shorten(outcome, measure) : null,
            Next = Cut(record.Next, measure.Value),
            End = record.End is { } end ? end with { Note = CutNote(end.Note, measure) } : null,
            WaitingFor = Cut(record.WaitingFor, Math.Max(measure.Note, ShortestReason)),
            NotesHere = Cut(record.NotesHere, measure),
            Steps = [.. record.Steps[left..].Select(s => Shorten(s, measure))],
            Aside = measure.Rest ? [.. record.Aside.Select(s => Shorten(s, measure))] : [],
            Events = measure.Rest ? [.. record.Events.Select(e => Shorten(e, measure))] : [],
            LeftOut = LeftOut(record, left, measure, max),
        };
        return measure.IsBare ? shortened with { Ticket = Cut(record.Ticket, ShortestTicket), BeganAt = null, Link = null } : shortened;
    }

    /// <summary>What is missing, counted in the whole record.</summary>
    /// <param name="left">Earliest answers that are left out.</param>
    static TranscriptLeftOut LeftOut(Transcript record, int left, Measure measure, int max)
    {
        var kept = record.Steps[left..];
        var notes = NotesOf(record, kept, measure);
        var cutNotes = measure.Note == 0 ? 0 : notes.Count(n => n.Length > measure.Note);
        var goneNotes = record.Steps[..left].Sum(s => s.Notes.Length) + (measure.Note == 0 ? notes.Count : 0);
        // An earlier value of an answer counts as an event, as it does where people read it.
        var goneEvents = kept.Sum(s => s.Earlier.Length - Earlier(s, measure).Length) + (measure.Rest ? 0 : record.Events.Length);
        return new TranscriptLeftOut(max, left, goneNotes, cutNotes, measure.Rest ? 0 : record.Aside.Length, goneEvents, !measure.Advice && HasAdvice(record.Outcome), measure.IsBare);
    }

    /// <summary>All that people wrote by way of a note. A reason for waiting is never left out, so it counts only where it may be cut.</summary>
    static List<string> NotesOf(Transcript record, ImmutableArray<TranscriptStep> steps, Measure measure)
    {
        var notes = steps.SelectMany(s => s.Notes).Concat(record.NotesHere).Select(n => n.Text).ToList();
        if (record.End?.Note is { } last) notes.Add(last);
        if (record.WaitingFor is { } reason && measure.Note > 0) notes.Add(reason);
        return notes;
    }

    static bool HasAdvice(OutcomeStep? outcome) => outcome is not null && !(outcome.Text.IsEmpty && outcome.Actions.IsEmpty && outcome.Attach.IsEmpty);

    static TranscriptEvent Shorten(TranscriptEvent e, Measure measure) =>
        e with { Text = Cut(e.Text, measure.Note), Words = e.Words is { } words ? Cut(words, measure.Value) : null };

    static TranscriptStep Shorten(TranscriptStep step, Measure measure) => step with
    {
        Title = QuotedText.Cut(step.Title, measure.Value),
        Answer = step.Answer with { Items = [.. step.Answer.Items.Select(i => QuotedText.Cut(i, measure.Value))] },
        Words = Cut(step.Words, measure.Value),
        Person = measure.IsBare ? null : step.Person,
        Notes = Cut(step.Notes, measure),
        Earlier = Earlier(step, measure),
    };

    static OutcomeStep Shorten(OutcomeStep outcome, Measure measure) => measure.Advice ? outcome : outcome with
    {
        Title = QuotedText.Cut(outcome.Title, Math.Max(measure.Value, 50)), Text = RichText.Empty, Actions = [], Attach = [], Cause = measure.IsBare ? null : outcome.Cause,
    };

    /// <summary>The latest one only, and none in the shortest record.</summary>
    static ImmutableArray<TranscriptEarlier> Earlier(TranscriptStep step, Measure measure) =>
        measure.IsBare ? [] : [.. step.Earlier.TakeLast(1).Select(e => e with { Words = Cut(e.Words, measure.Value) })];

    static WrittenWords Cut(WrittenWords words, int length) => words with { Text = QuotedText.Cut(words.Text, length) };

    static string? Cut(string? text, int length) => text is null ? null : QuotedText.Cut(text, length);

    static string? CutNote(string? note, Measure measure) => measure.Note == 0 ? null : Cut(note, measure.Note);

    static ImmutableArray<SessionNote> Cut(ImmutableArray<SessionNote> notes, Measure measure) =>
        measure.Note == 0 ? [] : [.. notes.Select(n => n with { Text = QuotedText.Cut(n.Text, measure.Note) })];
}
