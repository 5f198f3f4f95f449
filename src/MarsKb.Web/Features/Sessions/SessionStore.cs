using MarsKb.Flows;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>Sessions in the database. All is done within the context of whoever calls.</summary>
public sealed class SessionStore(FlowVersions versions, RecentSessions recent)
{
    static readonly Func<MarsKbDbContext, byte[], StoredSession?> FindByToken = EF.CompileQuery((MarsKbDbContext db, byte[] hash) =>
        (from token in db.Set<WriteToken>() where token.Hash == hash join session in db.Set<StoredSession>() on token.SessionId equals session.Id select session).SingleOrDefault());

    static readonly Func<MarsKbDbContext, long, StoredSession?> FindById =
        EF.CompileQuery((MarsKbDbContext db, long id) => db.Set<StoredSession>().SingleOrDefault(s => s.Id == id));

    static readonly Func<MarsKbDbContext, long, IEnumerable<StoredEvent>> FindEvents = EF.CompileQuery((MarsKbDbContext db, long id) =>
        db.Set<StoredEvent>().AsNoTracking().Where(e => e.SessionId == id).OrderBy(e => e.Revision).AsQueryable());

    internal static StoredSession? ByToken(MarsKbDbContext db, byte[] hash) => FindByToken(db, hash);

    internal static StoredSession? ById(MarsKbDbContext db, long id) => FindById(db, id);

    internal static StoredSession? ByReadToken(MarsKbDbContext db, byte[] hash) => db.Sessions.SingleOrDefault(s => s.ReadTokenHash == hash);

    internal Session Load(MarsKbDbContext db, StoredSession stored) =>
        recent.Find(stored.Id, stored.Revision) ?? Session.Replay([.. FindEvents(db, stored.Id).Select(e => e.ToEvent())], v => versions.Get(db, v));

    internal void Keep(MarsKbDbContext db, Flow flow) => versions.Keep(db, flow);

    /// <summary>Adds a session with its first events.</summary>
    internal Session Add(MarsKbDbContext db, StoredSession stored, Flow flow, IReadOnlyList<SessionEvent> events)
    {
        versions.Keep(db, flow);
        var session = Session.Replay(events, v => versions.Get(db, v));
        Summarise(stored, session);
        stored.Events.AddRange(events.Select(e => e.ToRow()));
        db.Sessions.Add(stored);
        return session;
    }

    /// <summary>Adds an event to a tracked session.</summary>
    internal Session Add(MarsKbDbContext db, StoredSession stored, Session session, SessionEvent e, byte[]? repeatKey = null, byte[]? request = null)
    {
        var next = session.With(e, v => versions.Get(db, v));
        Summarise(stored, next);
        var row = e.ToRow();
        row.SessionId = stored.Id;
        row.RepeatKey = repeatKey;
        row.RequestHash = request;
        db.SessionEvents.Add(row);
        return next;
    }

    internal Session AsOf(MarsKbDbContext db, Session session, int revision) => session.AsOf(revision, v => versions.Get(db, v));

    /// <summary>The session as it was when it began.</summary>
    internal Session AsBegun(MarsKbDbContext db, Session session) =>
        AsOf(db, session, session.Events.TakeWhile(e => e.Kind is SessionEventKind.Started or SessionEventKind.Known).Last().Revision);

    /// <summary>The form in which references that differ only in case are equal.</summary>
    internal static string Fold(string ticket) => ticket.ToUpperInvariant();

    static void Summarise(StoredSession stored, Session session)
    {
        stored.Flow = session.Flow.Key;
        stored.Version = session.Flow.Version;
        stored.Ticket = session.Ticket;
        stored.TicketFolded = session.Ticket is null ? null : Fold(session.Ticket);
        stored.Revision = session.Revision;
        stored.IsDone = session.IsDone;
        stored.Answers = session.Answers.Length;
        var outcome = session.Outcome;
        stored.Outcome = outcome?.Id;
        stored.OutcomeKind = outcome?.Kind.ToString();
        stored.CauseEntry = outcome?.Cause?.Entry;
        stored.Cause = outcome?.Cause?.Cause;
        stored.Resolved = session.Finish?.Resolved;
        stored.StartedAt = session.StartedAt;
        stored.ChangedAt = session.ChangedAt;
    }
}
