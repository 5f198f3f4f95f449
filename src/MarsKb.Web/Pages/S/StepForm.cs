using System.Collections.Immutable;
using System.Security.Cryptography;
using MarsKb.Features.Sessions;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;

namespace MarsKb.Pages.S;

/// <summary>The step of a session's page as a form: what was sent, what is wrong with it, and what is shown again.</summary>
public sealed class StepForm
{
    SessionView? view;

    /// <summary>The form that was sent and not taken, or not wholly.</summary>
    public SentForm Sent { get; private set; } = SentForm.None;

    public ImmutableArray<Mistake> Mistakes { get; private set; } = [];

    public FormTrouble? Trouble { get; private set; }

    /// <summary>The earlier answer that is to be changed, or null.</summary>
    public SessionAnswer? Changing { get; private set; }

    /// <summary>Sent along with every form of this page: what happened since then is a conflict.</summary>
    public int Revision { get; private set; }

    /// <summary>Sent along with every form of this page: what comes twice counts once.</summary>
    public string Key { get; private set; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Nothing happened in the session since what was sent was filled in.</summary>
    public bool IsFresh => !Session.IsDone && (Sent.Revision ?? Revision) == Revision;

    /// <summary>What was sent is about the step that is shown: it stands in its form.</summary>
    public bool IsStillAsked => Sent.Step == Shown.Id;

    /// <summary>What was sent answers a step that is not the one shown.</summary>
    public Step? SentElsewhere => Sent.Step is { } id && !IsStillAsked && Session.Flow.ById.TryGetValue(id, out var step) ? step : null;

    /// <summary>The step whose form is shown.</summary>
    public Step Shown => Changing?.Step ?? Session.Current;

    /// <summary>The form of the step to answer, or of the answer to change.</summary>
    public StepCard Card
    {
        get
        {
            var (given, notes) = Changing is { } earlier ? (earlier.Answer, earlier.Notes) : (Session.Offered?.Answer, Session.NotesHere);
            var url = view!.Url!;
            if (!IsStillAsked) return new StepCard(url, Shown, Changing is not null, given, IsSent: false, null, null, notes);
            var sent = Sent.AnswerTo(Shown);
            return new StepCard(url, Shown, Changing is not null, sent ?? given, sent is not null, Sent.Note, Sent.Reason, notes);
        }
    }

    Session Session => view!.Session;

    /// <summary>What is wrong with a field, or null.</summary>
    public string? MistakeIn(string field) => Mistakes.FirstOrDefault(m => m.Field == field)?.Text;

    /// <summary>True when the answer to this visit can be changed: the last one of its step, unless that is asked again just now.</summary>
    public bool CanChange(SessionAnswer answer) => ReferenceEquals(Changeable(answer.Step.Id), answer);

    internal void Take(SentForm sent) => Sent = sent;

    /// <summary>Shows the session as it is now.</summary>
    internal void Show(SessionView now)
    {
        view = now;
        Revision = now.Session.Revision;
    }

    internal void Change(string step) => Changing = Changeable(step);

    /// <summary>Comes back with what has to be put right.</summary>
    internal void Refuse(ImmutableArray<Mistake> mistakes)
    {
        Mistakes = mistakes;
        StayWithSent();
    }

    /// <summary>Comes back as it was sent, though nothing in it is wrong.</summary>
    internal void Fail(FormTrouble trouble)
    {
        Trouble = trouble;
        // Sent once more it is the same wish: if it was saved after all, it counts once.
        if (trouble is FormTrouble.Unsaved or FormTrouble.TooOld)
        {
            Key = Sent.Key ?? Key;
            Revision = Sent.Revision ?? Revision;
        }
        StayWithSent();
    }

    /// <summary>A note or a wait that was sent with a half-typed answer is kept; the answer stands in the form still.</summary>
    internal void KeepAnswer()
    {
        StayWithSent();
        Sent = Sent.WithoutNotes();
    }

    /// <summary>What was sent as an answer to its step; empty where nothing was, or the flow has no such step.</summary>
    internal AnswerValue Answer() =>
        Session.Flow.ById.TryGetValue(Sent.Step ?? "", out var asked) && Sent.AnswerTo(asked) is { } sent ? AsPasted(asked, sent) : AnswerValue.Of("");

    internal ImmutableArray<Mistake> CheckAnswer()
    {
        var asked = Sent.Step == Session.Current.Id ? Session.Current : Changeable(Sent.Step ?? "")?.Step;
        // Of a step that nobody asks for, the session says what it asks for instead.
        return asked is AskedStep step && WrongWith(step) is { } fault ? [new Mistake("answer", fault), .. CheckLength("note", Sent.Note)] : CheckLength("note", Sent.Note);
    }

    internal ImmutableArray<Mistake> CheckNote() =>
        WrittenText.Note(Sent.Note) is null ? [new("note", "Write something into the note")] : CheckLength("note", Sent.Note);

    internal ImmutableArray<Mistake> CheckReason() =>
        WrittenText.Note(Sent.Reason) is null ? [new("reason", "Say what it waits for")] : CheckLength("reason", Sent.Reason);

    internal ImmutableArray<Mistake> CheckResolved() =>
        Sent.Resolved is null ? [new("resolved", "Say whether it is solved")] : CheckLength("note", Sent.Note);

    internal ImmutableArray<Mistake> CheckTicket() =>
        WrittenText.Ticket(Sent.Reference) is null ? [new("reference", $"Enter a ticket number of at most {WrittenText.LongestTicket} characters")] : [];

    string? WrongWith(AskedStep step)
    {
        var fault = Sent.AnswerTo(step) is { } answer ? step.Check(answer) : "";
        if (fault is null) return null;
        // What can be chosen stands there to be chosen: the ids that the fault names say nothing to a person.
        var isChosen = step.Choices.Length > 0 && Sent.AnswerTo(step) is not { IsDontKnow: true };
        return fault.Length == 0 || isChosen ? "Choose one of the answers" : fault.TrimEnd('.');
    }

    static ImmutableArray<Mistake> CheckLength(string field, string? text) =>
        WrittenText.Note(text)?.Length > WrittenText.LongestNote ? [new(field, $"Shorten this to {WrittenText.LongestNote:N0} characters")] : [];

    SessionAnswer? Changeable(string step) =>
        Session.IsDone || (!Session.Position.IsOutcome && Session.Current.Id == step) ? null : Session.Answers.LastOrDefault(a => a.Step.Id == step);

    /// <summary>The value that was found in a pasted text stands in the field to be corrected; left as it is, the text itself stays the answer.</summary>
    AnswerValue AsPasted(Step step, AnswerValue sent)
    {
        var offered = Session.Current.Id == step.Id ? Session.Offered : null;
        var earlier = (Changeable(step.Id) ?? offered)?.Answer;
        return earlier is not null && step.FoundIn(earlier) is { } found && found == sent.Items[0].Trim() ? earlier : sent;
    }

    void StayWithSent()
    {
        if (view is not null && Trouble is not (FormTrouble.Conflict or FormTrouble.Ended) && Sent.Step is { } step) Changing = Changeable(step);
    }
}
