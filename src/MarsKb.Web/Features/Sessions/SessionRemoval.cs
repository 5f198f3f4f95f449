using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>Takes sessions out of the database with all that belongs to them.</summary>
static class SessionRemoval
{
    /// <summary>Sessions in one transaction: few enough that nobody who answers meanwhile waits long.</summary>
    public const int AtOnce = 100;

    /// <returns>How many; fewer than <see cref="AtOnce"/>: there are no more.</returns>
    public static int RemoveSome(MarsKbDbContext db, SessionFilter filter)
    {
        var ids = Matching(db, filter).OrderBy(s => s.Id).Take(AtOnce).Select(s => s.Id).ToList();
        // Events, tokens and codes go with it.
        return ids.Count == 0 ? 0 : db.Sessions.Where(s => ids.Contains(s.Id)).ExecuteDelete();
    }

    /// <summary>Versions of flows are kept as long as a session has begun with them or moved to them.</summary>
    public static int RemoveUnusedVersions(MarsKbDbContext db) => db.Database.ExecuteSql($"""
        DELETE FROM "FlowVersions"
        WHERE "Version" NOT IN (SELECT "Version" FROM "Sessions")
          AND "Version" NOT IN (SELECT "Version" FROM "SessionEvents" WHERE "Version" IS NOT NULL)
        """);

    static IQueryable<StoredSession> Matching(MarsKbDbContext db, SessionFilter filter) => filter switch
    {
        { Ticket: { } ticket, Before: null } when SessionStore.Fold(ticket) is var folded => db.Sessions.Where(s => s.TicketFolded == folded),
        { Ticket: null, Before: { } before } => db.Sessions.Where(s => s.ChangedAt < before),
        _ => throw new ArgumentException("Either a ticket or a time.", nameof(filter)),
    };
}
