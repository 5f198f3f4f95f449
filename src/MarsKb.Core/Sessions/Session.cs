using System.Collections.Immutable;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Text;

namespace MarsKb.Sessions;

/// <summary>
/// One person's walk through a flow: what happened, and what follows from it. Immutable. It keeps the version of the flow that it
/// began with; nothing but a <see cref="SessionEventKind.Moved"/> changes that.
/// </summary>
public sealed class Session
{
    /// <summary>Events that one session may have.</summary>
    public const int MostEvents = 5_000;

    readonly Dictionary<(string Step, int Visit), GivenAnswer> given;
    readonly Dictionary<(string Step, int Visit), ImmutableArray<SessionNote>> notes;

    Session(SessionReplay replay)
    {
        Events = replay.Events;
        Flow = replay.Flow;
        Ticket = replay.Ticket;
        WaitingFor = replay.Waiting;
        given = replay.Given;
        notes = replay.Notes;
        At = Events[0].Step;
        Finish = Events[^1].Kind == SessionEventKind.Finished ? Events[^1] : null;
        Position = FlowResolver.Resolve(Flow, [.. given.Where(g => !g.Value.IsTakenBack).Select(g => new StepAnswer(g.Key.Step, g.Value.Answer, g.Value.Visit))], At);
        Answers = [.. Position.Way.Select(a => Show(a.Step, a.Visit))];
        Aside = [.. Position.Aside.Select(a => Show(a.Step, a.Visit)).OrderBy(a => a.At)];
    }

    /// <summary>All that happened, by revision.</summary>
    public ImmutableArray<SessionEvent> Events { get; }

    public Flow Flow { get; }

    public string? Ticket { get; }

    /// <summary>What it waits for, or null.</summary>
    public string? WaitingFor { get; }

    /// <summary>The step that it began at, when not at the start.</summary>
    public string? At { get; }

    public int Revision => Events[^1].Revision;

    public Position Position { get; }

    /// <summary>The step to answer, or the outcome.</summary>
    public Step Current => Position.Current;

    /// <summary>The outcome that was reached, or null.</summary>
    public OutcomeStep? Outcome => Position.Outcome;

    /// <summary>On the way, in order.</summary>
    public ImmutableArray<SessionAnswer> Answers { get; }

    /// <summary>Answers that the way does not come to: kept, and taken again when it does.</summary>
    public ImmutableArray<SessionAnswer> Aside { get; }

    public SessionEvent? Finish { get; }

    public bool IsDone => Finish is not null;

    /// <summary>UTC.</summary>
    public DateTime StartedAt => Events[0].At;

    /// <summary>UTC; the latest event's time.</summary>
    public DateTime ChangedAt => Events[^1].At;

    /// <summary>What was answered here before and taken back or no longer fits, to be offered again; or null.</summary>
    public SessionAnswer? Offered => !Position.IsOutcome && given.ContainsKey((Current.Id, VisitOf(Current.Id))) ? Show(Current.Id, VisitOf(Current.Id)) : null;

    /// <summary>Notes on the current step, which has no answer yet.</summary>
    public ImmutableArray<SessionNote> NotesHere => notes.GetValueOrDefault((Current.Id, Position.IsOutcome ? 1 : VisitOf(Current.Id)), []);

    /// <param name="events">By revision, the first <see cref="SessionEventKind.Started"/>.</param>
    /// <param name="flowOf">The flow of a version; kept as long as a session needs it.</param>
    public static Session Replay(IReadOnlyList<SessionEvent> events, Func<string, Flow> flowOf) => new(new SessionReplay(events, flowOf));

    /// <summary>The same session as it was after an earlier event.</summary>
    public Session AsOf(int revision, Func<string, Flow> flowOf) =>
        revision == Revision ? this : Replay([.. Events.TakeWhile(e => e.Revision <= revision)], flowOf);

    /// <summary>The same session with one event more.</summary>
    public Session With(SessionEvent e, Func<string, Flow> flowOf) => Replay([.. Events, e], flowOf);

    /// <summary>Answers the current step, or changes what was answered at an earlier one.</summary>
    public SessionDecision Answer(string step, AnswerValue answer, string? note, DateTime at, string? person)
    {
        if (Refuse(note) is { } refusal) return refusal;
        if (Asked(step) is not { } asked)
            return SessionDecision.Refuse(Position.IsOutcome
                ? $"The flow has ended at '{Current.Id}'. An answer can change one of {Ways()}."
                : $"Nobody asks for '{ShortText.Excerpt(step)}' here. The step to answer is '{Current.Id}'{(Answers.IsEmpty ? "" : $"; an earlier answer that can be changed is one of {Ways()}")}.");
        if (asked.Step.Check(answer) is { } fault) return SessionDecision.Refuse(fault);
        var kind = asked.IsCurrent ? SessionEventKind.Answered : SessionEventKind.Changed;
        return SessionDecision.Take(Take(kind, at, person, note) with { Step = asked.Step.Id, Visit = asked.Visit, Answer = answer });
    }

    /// <summary>Takes the last answer back.</summary>
    public SessionDecision Back(DateTime at, string? person)
    {
        if (Refuse(null) is { } refusal) return refusal;
        if (Answers.IsEmpty) return SessionDecision.Refuse("This is the first step: there is no answer to go back to.");
        var last = Answers[^1];
        return SessionDecision.Take(Take(SessionEventKind.WentBack, at, person, null) with { Step = last.Step.Id, Visit = last.Visit });
    }

    /// <summary>Says whether the failure is gone, and ends the session.</summary>
    public SessionDecision End(bool resolved, string? note, DateTime at, string? person)
    {
        if (Refuse(note) is { } refusal) return refusal;
        return Position.IsOutcome
            ? SessionDecision.Take(Take(SessionEventKind.Finished, at, person, note) with { Step = Current.Id, Resolved = resolved })
            : SessionDecision.Refuse($"The flow has not come to an outcome yet. The step to answer is '{Current.Id}'.");
    }

    /// <summary>Adds a note to an answered step, or to the current one.</summary>
    public SessionDecision Note(string step, string? note, DateTime at, string? person)
    {
        if (Refuse(note) is { } refusal) return refusal;
        if (note is null) return SessionDecision.Refuse("Write something into the note.");
        var visit = Asked(step)?.Visit ?? (Current.Id == step ? 1 : 0);
        return visit == 0
            ? SessionDecision.Refuse($"The way has not come to '{ShortText.Excerpt(step)}'.")
            : SessionDecision.Take(Take(SessionEventKind.Noted, at, person, note) with { Step = step, Visit = visit });
    }

    /// <param name="reason">What it waits for; null when it waits no longer.</param>
    public SessionDecision Wait(string? reason, DateTime at, string? person)
    {
        if (Refuse(reason) is { } refusal) return refusal;
        return reason == WaitingFor
            ? SessionDecision.Refuse(reason is null ? "This session waits for nothing." : "It waits for that already.")
            : SessionDecision.Take(Take(SessionEventKind.Waiting, at, person, reason));
    }

    /// <param name="ticket">A cleaned reference.</param>
    public SessionDecision NameTicket(string ticket, DateTime at, string? person)
    {
        if (Refuse(null) is { } refusal) return refusal;
        return ticket == Ticket ? SessionDecision.Refuse($"It carries {ticket} already.") : SessionDecision.Take(Take(SessionEventKind.Ticketed, at, person, ticket));
    }

    /// <param name="how">How somebody came to it, such as "from the ticket".</param>
    public SessionDecision HandOver(string how, DateTime at, string? person) =>
        Refuse(null) ?? SessionDecision.Take(Take(SessionEventKind.HandedOver, at, person, how));

    /// <summary>What would hold in another version of the flow.</summary>
    public SessionMove Preview(Flow newer)
    {
        var given = Answers.Concat(Aside).Select(a => new StepAnswer(a.Step.Id, a.Answer, a.Visit)).ToList();
        var position = FlowResolver.Resolve(newer, given, At);
        var holds = position.Way.Select(a => (a.Step, a.Visit)).ToHashSet();
        return new SessionMove(newer, [.. Answers.Where(a => holds.Contains((a.Step.Id, a.Visit)))], [.. Answers.Where(a => !holds.Contains((a.Step.Id, a.Visit)))], position.Current);
    }

    /// <summary>Moves to another version, as <see cref="Preview"/> shows it.</summary>
    public SessionDecision Move(Flow newer, DateTime at, string? person)
    {
        if (Refuse(null) is { } refusal) return refusal;
        return newer.Version == Flow.Version
            ? SessionDecision.Refuse("This session walks through that version already.")
            : SessionDecision.Take(Take(SessionEventKind.Moved, at, person, null) with { Version = newer.Version });
    }

    SessionEvent Take(SessionEventKind kind, DateTime at, string? person, string? text) => new(Revision + 1, kind, at) { Person = person, Text = text };

    SessionDecision? Refuse(string? note)
    {
        if (IsDone) return SessionDecision.Closed;
        if (Events.Length >= MostEvents) return SessionDecision.Refuse($"This session has {MostEvents:N0} entries, which is all it can hold. Start a new one.");
        return note?.Length > WrittenText.LongestNote ? SessionDecision.Refuse($"The note is too long: up to {WrittenText.LongestNote:N0} characters are kept.") : null;
    }

    /// <summary>The current step first: in a loop the way may have come to it before.</summary>
    (Step Step, int Visit, bool IsCurrent)? Asked(string step)
    {
        if (!Position.IsOutcome && step == Current.Id) return (Current, VisitOf(step), true);
        for (var i = Answers.Length - 1; i >= 0; i--)
            if (Answers[i].Step.Id == step) return (Answers[i].Step, Answers[i].Visit, false);
        return null;
    }

    int VisitOf(string step) => Answers.Count(a => a.Step.Id == step) + 1;

    SessionAnswer Show(string step, int visit)
    {
        var answer = given[(step, visit)];
        return answer.On(Flow.ById.GetValueOrDefault(step) ?? answer.Asked, notes.GetValueOrDefault((step, visit), []));
    }

    string Ways() => string.Join(", ", Answers.Select(a => a.Step.Id).Distinct());
}
