using System.Collections.Concurrent;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>
/// Sessions that somebody works on, so that an answer does not read all that was answered before. An event is never changed and an id never used
/// again: a session is the same wherever its id and revision are.
/// </summary>
public sealed class RecentSessions
{
    const int Most = 1_000;

    readonly ConcurrentDictionary<long, Session> byId = new();

    /// <summary>The session as it is at this revision, or null.</summary>
    internal Session? Find(long id, int revision) => byId.TryGetValue(id, out var session) && session.Revision == revision ? session : null;

    /// <summary>Keeps what has been committed; nothing else, since a revision that was rolled back may come again with another content.</summary>
    internal void Keep(long id, Session session)
    {
        if (byId.Count >= Most)
            foreach (var (other, _) in byId.Take(Most / 10)) byId.TryRemove(other, out _);
        byId.AddOrUpdate(id, session, (_, known) => known.Revision > session.Revision ? known : session);
    }

    /// <summary>Forgets all: some have been deleted.</summary>
    internal void Clear() => byId.Clear();
}
