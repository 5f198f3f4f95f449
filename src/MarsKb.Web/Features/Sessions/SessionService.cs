using System.Text.Json;
using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Flows.Steps;
using MarsKb.Sessions;
using MarsKb.Storage;
using MarsKb.Text;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>
/// Everything that can be done with sessions, for pages and API alike. What is accepted is on disk. Null means: no such session.
/// </summary>
public sealed class SessionService(StorageWriter writer, StorageReader reader, SessionStore store, RecentSessions recent, CauseCounts causes, FlowResults results, CurrentKnowledge current, TimeProvider time)
{
    const string KeyReused = "This Idempotency-Key was used for another request in this session. Choose a new key for each request.";

    DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens the session of a token for writing.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read just now.</exception>
    public async Task<SessionHandle?> OpenAsync(string token, CancellationToken cancel = default) =>
        await FindAsync(token, cancel) is { } view ? new SessionHandle(view) : null;

    /// <summary>The session of a token for writing, to be looked at only.</summary>
    /// <exception cref="StorageUnavailableException">It cannot be read just now.</exception>
    public Task<SessionView?> FindAsync(string token, CancellationToken cancel = default) =>
        ReadAsync(db => SessionStore.ByToken(db, SessionTokens.Hash(token)), token, cancel);

    /// <summary>The session of a token for reading.</summary>
    public Task<SessionView?> FindByReadTokenAsync(string readToken, CancellationToken cancel = default) =>
        ReadAsync(db => SessionStore.ByReadToken(db, SessionTokens.Hash(readToken)), null, cancel);

    async Task<SessionView?> ReadAsync(Func<MarsKbDbContext, StoredSession?> find, string? token, CancellationToken cancel)
    {
        var found = await reader.ReadAsync(db => find(db) is { } stored ? View(stored, store.Load(db, stored), token) : null, cancel);
        if (found is not null) recent.Keep(found.Id, found.Session);
        return found;
    }

    /// <summary>Begins a session of a flow of the content.</summary>
    /// <returns>Refused when the step to begin at is unknown or an answer does not fit.</returns>
    public async Task<SessionResult> StartAsync(Flow flow, SessionStart start)
    {
        if (start.At is { } at && !(flow.ById.TryGetValue(at, out var first) && first.IsShown))
            return new(SessionOutcome.Refused, null, $"The flow '{flow.Key}' has no step '{ShortText.Excerpt(at)}' to begin at.");
        var events = new List<SessionEvent> { new(0, SessionEventKind.Started, Now) { Version = flow.Version, Text = WrittenText.Ticket(start.Ticket), Step = start.At, Person = start.Person } };
        foreach (var (step, answer) in start.Answers ?? [])
        {
            if (flow.FindAsked(step) is not { } asked) return new(SessionOutcome.Refused, null, $"The flow '{flow.Key}' does not ask for '{ShortText.Excerpt(step)}'.");
            if (asked.Check(answer) is { } fault) return new(SessionOutcome.Refused, null, $"'{ShortText.Excerpt(step)}': {fault}");
            events.Add(new(events.Count, SessionEventKind.Known, events[0].At) { Step = step, Visit = 1, Answer = answer, Person = start.Person });
        }
        return await WriteAsync(db => Start(db, flow, start, events));
    }

    SessionResult Start(MarsKbDbContext db, Flow flow, SessionStart start, List<SessionEvent> events)
    {
        var startKey = start.Key is null ? null : SessionTokens.Hash($"{flow.Key}\n{start.Key}");
        if (startKey is not null && db.Sessions.SingleOrDefault(s => s.StartKey == startKey) is { } begun)
            return new(SessionOutcome.Accepted, View(begun, store.AsBegun(db, store.Load(db, begun)), SessionTokens.ForKey(begun.Secret, start.Key!)));
        var secret = SessionTokens.Secret();
        var token = start.Key is null ? SessionTokens.Random() : SessionTokens.ForKey(secret, start.Key);
        var stored = new StoredSession { Flow = flow.Key, Version = flow.Version, Secret = secret, ReadTokenHash = SessionTokens.Hash(SessionTokens.ReadToken(secret)), StartKey = startKey };
        stored.Tokens.Add(new WriteToken { Hash = SessionTokens.Hash(token), MadeAt = events[0].At });
        var session = store.Add(db, stored, flow, events);
        db.SaveChanges(); // gives it its id
        return new(SessionOutcome.Accepted, View(stored, session, token));
    }

    /// <summary>Answers the current step, or changes an earlier answer.</summary>
    public Task<SessionResult?> AnswerAsync(SessionHandle session, string step, AnswerValue answer, string? note, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["answer", step, answer.IsList, answer.Items, note, guard.Revision], s => s.Answer(step, answer, WrittenText.Note(note), Now, guard.Person));

    /// <summary>Takes the last answer back; it is offered again.</summary>
    public Task<SessionResult?> BackAsync(SessionHandle session, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["back", guard.Revision], s => s.Back(Now, guard.Person));

    /// <summary>Says how it ended, which closes the session.</summary>
    public Task<SessionResult?> FinishAsync(SessionHandle session, bool resolved, string? note, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["outcome", resolved, note, guard.Revision], s => s.End(resolved, WrittenText.Note(note), Now, guard.Person));

    public Task<SessionResult?> NoteAsync(SessionHandle session, string step, string? note, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["note", step, note, guard.Revision], s => s.Note(step, WrittenText.Note(note), Now, guard.Person));

    /// <param name="reason">What it waits for; blank when it waits no longer.</param>
    public Task<SessionResult?> WaitAsync(SessionHandle session, string? reason, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["wait", reason, guard.Revision], s => s.Wait(WrittenText.Note(reason), Now, guard.Person));

    /// <summary>Names the ticket that the session belongs to.</summary>
    public Task<SessionResult?> NameTicketAsync(SessionHandle session, string? ticket, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["ticket", ticket, guard.Revision], s => WrittenText.Ticket(ticket) is { } reference
            ? s.NameTicket(reference, Now, guard.Person)
            : SessionDecision.Refuse($"Enter a ticket number of at most {WrittenText.LongestTicket} characters."));

    /// <summary>Moves to the version of the flow that the content has now.</summary>
    /// <param name="version">The version that the person was shown.</param>
    public Task<SessionResult?> MoveAsync(SessionHandle session, string version, ChangeGuard guard) =>
        ChangeAsync(session, guard, ["move", version, guard.Revision], (db, s) =>
        {
            if (NewerOf(s) is not { } newer || newer.Version != version) return SessionDecision.Refuse("The flow has changed again meanwhile. Look at what would hold now.");
            var decision = s.Move(newer, Now, guard.Person);
            if (decision.Event is not null) store.Keep(db, newer);
            return decision;
        });

    /// <summary>The latest open session of a ticket in a flow, or null.</summary>
    public Task<SessionSummary?> OpenForAsync(string ticket, string flow, CancellationToken cancel = default) =>
        reader.ReadAsync(db => OpenFor(db, ticket, flow) is { } stored ? Summary(stored) : null, cancel);

    /// <summary>Goes on with the open session of a ticket: gives a new token for writing, which the record shows as a hand-over.</summary>
    /// <param name="key">Chosen at random by the client: the same key gives the same token.</param>
    /// <returns>Null when the ticket has no open session of this flow.</returns>
    public Task<SessionResult?> ResumeByTicketAsync(string ticket, string flow, string? person, string? key) => WriteAsync(db =>
    {
        if (OpenFor(db, ticket, flow) is not { } stored) return null;
        var session = store.Load(db, stored);
        var repeatKey = key is null ? null : SessionTokens.Hash(key);
        var token = key is null ? SessionTokens.Random() : SessionTokens.ForKey(stored.Secret, key);
        if (repeatKey is not null && db.SessionEvents.Any(e => e.SessionId == stored.Id && e.RepeatKey == repeatKey))
            return new SessionResult(SessionOutcome.Accepted, View(stored, session, token));
        return HandOver(db, stored, session, token, "from the ticket", person, repeatKey);
    }, null);

    /// <summary>The sessions that carry a ticket, latest first, at most 200.</summary>
    public async Task<IReadOnlyList<SessionSummary>> ForTicketAsync(string ticket, CancellationToken cancel = default)
    {
        var folded = SessionStore.Fold(ticket);
        return await reader.ReadAsync(db => db.Sessions.AsNoTracking().Where(s => s.TicketFolded == folded).OrderByDescending(s => s.Id).Take(200).AsEnumerable().Select(Summary).ToList(), cancel) ?? [];
    }

    /// <summary>Makes a code to type at another device: once, within 15 minutes. An earlier code of the session is void.</summary>
    /// <returns>Null when the session has been deleted meanwhile.</returns>
    public async Task<ResumeCodeResult?> MakeResumeCodeAsync(SessionHandle session)
    {
        if (session.View.Session.IsDone) return new(SessionOutcome.Done);
        var code = SessionTokens.ResumeCode();
        var until = Now + ResumeCodeResult.Lifetime;
        try
        {
            var isKept = await writer.WriteAsync(db => KeepCode(db, session.Id, code, until));
            return isKept ? new(SessionOutcome.Accepted, code, until) : null;
        }
        catch (StorageUnavailableException)
        {
            return new(SessionOutcome.Unavailable);
        }
    }

    /// <returns>False when there is no such session any more.</returns>
    bool KeepCode(MarsKbDbContext db, long id, string code, DateTime until)
    {
        if (!db.Sessions.Any(s => s.Id == id)) return false;
        db.ResumeCodes.Where(c => c.SessionId == id || c.ValidUntil < Now).ExecuteDelete();
        db.ResumeCodes.Add(new ResumeCode { Hash = SessionTokens.Hash(code), SessionId = id, ValidUntil = until });
        return true;
    }

    /// <summary>Goes on with a session by its code, which is used up.</summary>
    /// <returns>Null when the code is wrong, used or too old.</returns>
    public async Task<SessionResult?> ResumeByCodeAsync(string? typed, string? person)
    {
        if (SessionTokens.ReadCode(typed) is not { } code) return null;
        var hash = SessionTokens.Hash(code);
        return await WriteAsync(db =>
        {
            var now = Now;
            if (db.ResumeCodes.SingleOrDefault(c => c.Hash == hash && c.ValidUntil >= now) is not { } kept) return null;
            db.ResumeCodes.Remove(kept);
            var stored = db.Sessions.Single(s => s.Id == kept.SessionId);
            var session = store.Load(db, stored);
            return session.IsDone ? null : HandOver(db, stored, session, SessionTokens.Random(), "with a resume code", person, null);
        }, null);
    }

    SessionResult HandOver(MarsKbDbContext db, StoredSession stored, Session session, string token, string how, string? person, byte[]? repeatKey)
    {
        var decision = session.HandOver(how, Now, person);
        if (decision.Event is not { } e) return new(SessionOutcome.Refused, null, decision.Refusal);
        db.SessionTokens.Add(new WriteToken { Hash = SessionTokens.Hash(token), SessionId = stored.Id, MadeAt = e.At });
        return new(SessionOutcome.Accepted, View(stored, store.Add(db, stored, session, e, repeatKey), token));
    }

    Task<SessionResult?> ChangeAsync(SessionHandle session, ChangeGuard guard, object?[] request, Func<Session, SessionDecision> decide) =>
        ChangeAsync(session, guard, request, (_, s) => decide(s));

    async Task<SessionResult?> ChangeAsync(SessionHandle session, ChangeGuard guard, object?[] request, Func<MarsKbDbContext, Session, SessionDecision> decide)
    {
        var result = await WriteAsync(db => Change(db, session, guard, request, decide), new SessionResult(SessionOutcome.Unavailable, session.View));
        if (result is not { Outcome: SessionOutcome.Accepted, View.Session: { IsDone: true } done }) return result;
        await causes.LearnAsync(done.Outcome?.Cause?.Entry);
        await results.LearnAsync(done.Flow.Key);
        return result;
    }

    /// <returns>Null when the session has been deleted meanwhile.</returns>
    SessionResult? Change(MarsKbDbContext db, SessionHandle handle, ChangeGuard guard, object?[] request, Func<MarsKbDbContext, Session, SessionDecision> decide)
    {
        if (SessionStore.ById(db, handle.Id) is not { } stored) return null;
        var session = store.Load(db, stored);
        var (repeatKey, requestHash) = guard.Key is null ? default : (SessionTokens.Hash(guard.Key), SessionTokens.Hash(JsonSerializer.Serialize(request)));
        if (repeatKey is not null && Earlier(db, stored.Id, repeatKey) is { } earlier)
            return earlier.RequestHash.AsSpan().SequenceEqual(requestHash)
                ? new(SessionOutcome.Accepted, Seen(store.AsOf(db, session, earlier.Revision)))
                : new(SessionOutcome.KeyReused, Seen(session), KeyReused);
        if (session.IsDone) return new(SessionOutcome.Done, Seen(session), SessionDecision.Closed.Refusal);
        if (guard.Revision is { } seen && seen != session.Revision) return new(SessionOutcome.Conflict, Seen(session), Overtaken(session, seen));
        var decision = decide(db, session);
        return decision.Event is { } e
            ? new(SessionOutcome.Accepted, Seen(store.Add(db, stored, session, e, repeatKey, requestHash)))
            : new(SessionOutcome.Refused, Seen(session), decision.Refusal);

        SessionView Seen(Session now) => View(stored, now, handle.Token);
    }

    /// <summary>What the same request has written before, or null.</summary>
    static StoredEvent? Earlier(MarsKbDbContext db, long session, byte[] repeatKey) =>
        db.SessionEvents.AsNoTracking().SingleOrDefault(e => e.SessionId == session && e.RepeatKey == repeatKey);

    static string Overtaken(Session session, int seen) =>
        $"The session is at revision {session.Revision}, not {seen}: something was answered meanwhile. Look at where it is now.";

    async Task<SessionResult> WriteAsync(Func<MarsKbDbContext, SessionResult> work) => (await WriteAsync(work, null))!;

    /// <param name="unavailable">The result when nothing can be saved.</param>
    async Task<SessionResult?> WriteAsync(Func<MarsKbDbContext, SessionResult?> work, SessionResult? unavailable)
    {
        try
        {
            var result = await writer.WriteAsync(work);
            if (result is { Outcome: SessionOutcome.Accepted, View: { } view }) recent.Keep(view.Id, view.Session);
            return result;
        }
        catch (StorageUnavailableException e)
        {
            return (unavailable ?? new SessionResult(SessionOutcome.Unavailable, null)) with { Message = e.Trouble.Detail };
        }
    }

    SessionView View(StoredSession stored, Session session, string? token) => new(session, token, SessionTokens.ReadToken(stored.Secret), token is null ? null : NewerOf(session)) { Id = stored.Id };

    Flow? NewerOf(Session session) =>
        !session.IsDone && current.Value.Flows.FirstOrDefault(f => f.Key == session.Flow.Key || f.Aliases.Contains(session.Flow.Key, StringComparer.OrdinalIgnoreCase)) is { } now && now.Version != session.Flow.Version ? now : null;

    static StoredSession? OpenFor(MarsKbDbContext db, string ticket, string flow)
    {
        var folded = SessionStore.Fold(ticket);
        return db.Sessions.Where(s => s.TicketFolded == folded && s.Flow == flow && !s.IsDone).OrderByDescending(s => s.Id).FirstOrDefault();
    }

    SessionSummary Summary(StoredSession stored)
    {
        var flow = current.Value.Flows.FirstOrDefault(f => f.Key == stored.Flow);
        return new(
            stored.Flow, flow?.Title ?? stored.Flow, stored.Ticket, stored.IsDone, stored.Resolved, stored.Answers,
            stored.Outcome is null ? null : flow?.ById.GetValueOrDefault(stored.Outcome)?.Title ?? stored.Outcome,
            stored.OutcomeKind is null ? null : Enum.Parse<OutcomeKind>(stored.OutcomeKind),
            DateTime.SpecifyKind(stored.StartedAt, DateTimeKind.Utc), DateTime.SpecifyKind(stored.ChangedAt, DateTimeKind.Utc), SessionTokens.ReadToken(stored.Secret));
    }
}

/// <param name="Code">Eight characters, when made.</param>
/// <param name="ValidUntil">UTC.</param>
public sealed record ResumeCodeResult(SessionOutcome Outcome, string? Code = null, DateTime ValidUntil = default)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
}
