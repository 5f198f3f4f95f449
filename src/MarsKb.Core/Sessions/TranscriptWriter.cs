using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MarsKb.Flows.Steps;
using MarsKb.Rendering;

namespace MarsKb.Sessions;

/// <summary>What stands in a written record, and in which order; how it looks is for those who derive from it.</summary>
abstract class TranscriptWriter(Transcript record)
{
    protected StringBuilder Out { get; } = new();

    bool IsBare => record.LeftOut is { IsBare: true };

    public string Write()
    {
        if (!IsBare) Title(record.Flow.Title);
        Facts();
        if (record.LeftOut is { } left) Paragraph(Text(left.Words));
        Answered();
        Here();
        Advice();
        Section("Set aside: answered, and then the way led elsewhere", record.Aside, s => Step(s, "-"));
        Section("What else happened", record.Events, Event);
        if (record.Link is { } link) Paragraph($"Read-only record: {Address(link)}");
        return Out.ToString();
    }

    void Answered()
    {
        if (!IsBare) Section("What was answered", record.Steps, s => Step(s, $"{s.Number}."));
        else foreach (var step in record.Steps) Step(step, $"{step.Number}.");
        if (record.End is not { } end || IsBare) return;
        var line = Meta(end.At, end.Person) + Answered(TranscriptEnd.Question, new WrittenWords(end.Words, false));
        Item(AfterSteps, line, [], end.Note is { } note ? [("Note:", note)] : []);
    }

    /// <summary>Nothing, where there is nothing in it.</summary>
    void Section<T>(string heading, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsEmpty) return;
        Heading(heading);
        foreach (var item in items) write(item);
    }

    /// <summary>Marker of what stands below the answers without a number.</summary>
    protected abstract string AfterSteps { get; }

    /// <summary>The product's words on one line.</summary>
    protected abstract string Text(string words);

    /// <param name="text">Written by <see cref="Text"/>.</param>
    protected abstract string Strong(string text);

    protected abstract string Address(string link);

    protected abstract void Title(string words);

    protected abstract void Heading(string words);

    protected abstract void Fact(string label, string value);

    protected abstract void Paragraph(string line);

    /// <param name="line">What stands beside the marker.</param>
    /// <param name="below">Further lines.</param>
    /// <param name="quotes">What people wrote, each below a line that says what it is.</param>
    protected abstract void Item(string marker, string line, IReadOnlyList<string> below, IReadOnlyList<(string Lead, string Text)> quotes);

    /// <summary>The product's words on several lines.</summary>
    protected abstract void Block(string marker, string text);

    protected abstract string Meta(string words);

    void Facts()
    {
        Fact("Outcome", Text(record.Verdict.Words()));
        if (record.WaitingFor is { } reason) Fact("Waiting for", Said(new(QuotedText.Cut(QuotedText.OneLine(reason), QuotedText.LongestInline), true)));
        if (record.Outcome is { } outcome) Fact(Label(outcome), Text(outcome.Title) + (outcome.Cause is { } c ? Text($" (entry {c.Entry}, cause {c.Cause})") : ""));
        if (record.Next is { } next) Fact("Next", Text(next));
        if (record.Ticket is { } ticket) Fact("Ticket", Said(new(ticket, true)));
        if (IsBare) return;
        Fact("Time", Text(TranscriptTimes.Span(record.StartedAt, record.ChangedAt)));
        Fact("Flow", Text($"{record.Flow.Key}, version {record.Flow.Version}"));
        if (record.BeganAt is { } at) Fact("Began at", Text($"{at} (the steps before it were skipped)"));
    }

    static string Label(OutcomeStep outcome) => outcome switch
    {
        { Cause: not null } => "Cause",
        { Kind: OutcomeKind.Escalate } => "Next",
        _ => "Found",
    };

    void Step(TranscriptStep step, string marker)
    {
        var below = new List<string>();
        if (step.IsKnown) below.Add(Text("From the link, not asked."));
        var quotes = new List<(string, string)>();
        foreach (var (words, at) in step.Earlier)
            if (IsLong(words)) quotes.Add(($"Changed at {Short(at)}, was:", words.Text));
            else below.Add(Text($"Changed at {Short(at)}, was: ") + Said(words));
        var line = Meta(step.At, step.Person);
        if (IsLong(step.Words))
        {
            line += Strong(Text(step.Title));
            quotes.Insert(0, ("Answer:", step.Words.Text));
        }
        else line += Answered(step.Title, step.Words);
        quotes.AddRange(step.Notes.Select(n => Note(n, step.At, step.Person)));
        Item(marker, line, below, quotes);
    }

    void Here()
    {
        if (record.NotesHere.IsEmpty) return;
        Item(AfterSteps, Text(record.Next is { } next ? $"Not answered yet: {next}" : $"At the outcome: {record.Outcome!.Title}"), [], [.. record.NotesHere.Select(n => Note(n, default, null))]);
    }

    void Advice()
    {
        if (record.Outcome is not { } outcome) return;
        if (!outcome.Text.IsEmpty)
        {
            Heading("What was found");
            Block("", outcome.Text.Text);
        }
        if (!outcome.Actions.IsEmpty)
        {
            Heading(outcome.Actions.Length == 1 ? "Last thing to do" : "Last things to do");
            for (var i = 0; i < outcome.Actions.Length; i++) Block(string.Create(CultureInfo.InvariantCulture, $"{i + 1}."), outcome.Actions[i].Content.Text);
        }
        if (outcome.Attach.IsEmpty) return;
        Heading("To send along");
        foreach (RichText what in outcome.Attach) Block("-", what.Text);
    }

    void Event(TranscriptEvent e)
    {
        var line = Text(LineOf(e));
        if (e.Kind == SessionEventKind.Ticketed) line += Said(new(e.Text ?? "", true));
        if (e.Words is { } words && !IsLong(words)) line += Text(e.Kind == SessionEventKind.WentBack ? " (was: " : " (") + Said(words) + Text(")");
        Item("-", Meta(e.At, e.Person) + line, [], [.. QuotesOf(e)]);
    }

    static string LineOf(TranscriptEvent e) => e.Kind switch
    {
        SessionEventKind.Waiting when e.Text is null => "Waits no longer.",
        SessionEventKind.Waiting => "Waits for something.",
        SessionEventKind.HandedOver => $"Gone on elsewhere, {e.Text}.",
        SessionEventKind.Moved => $"Moved to version {e.Text} of the flow.",
        SessionEventKind.Ticketed => "Ticket named: ",
        SessionEventKind.WentBack => $"Went back to: {e.Title}",
        SessionEventKind.Answered => $"Answered: {e.Title}",
        _ => $"Noted at: {e.Title}",
    };

    static IEnumerable<(string Lead, string Text)> QuotesOf(TranscriptEvent e)
    {
        if (e.Words is { } words && IsLong(words)) yield return ("Answer:", words.Text);
        if (e.Text is not { } text) yield break;
        if (e.Kind == SessionEventKind.Waiting) yield return ("For:", text);
        else if (e.Kind is SessionEventKind.Noted or SessionEventKind.Answered) yield return ("Note:", text);
    }

    (string Lead, string Text) Note(SessionNote note, DateTime at, string? person)
    {
        var by = note.Person is { } who && who != person ? $" by {QuotedText.Inline(who)}" : "";
        var when = note.At == at ? "" : $", {Short(note.At)}";
        return ($"Note{by}{when}:", note.Text);
    }

    string Answered(string title, WrittenWords words)
    {
        var ends = title.Length > 0 && title[^1] is '?' or ':' or '.';
        return $"{Strong(Text(ends ? title : title + ":"))} {Said(words)}";
    }

    static bool IsLong(WrittenWords words) => words.IsFree && !QuotedText.FitsLine(words.Text);

    string Said(WrittenWords words) => Text(words.IsFree ? QuotedText.Inline(words.Text) : QuotedText.OneLine(words.Text));

    string Meta(DateTime at, string? person) => IsBare ? "" : Meta(person is null ? Short(at) : $"{Short(at)}, {QuotedText.Inline(person)}");

    string Short(DateTime at) => TranscriptTimes.Short(at, record.StartedAt);
}
