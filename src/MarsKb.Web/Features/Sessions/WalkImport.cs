using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Sessions;
using MarsKb.Storage;
using MarsKb.Text;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>Takes a walk that was saved without the site into it, as a session.</summary>
public static class WalkImport
{
    internal const string Ending = ".walk";

    /// <param name="file">As an exported page has saved it.</param>
    /// <param name="content">Read where no site runs: the flows of the file's version are looked for in it too.</param>
    /// <param name="patience">How long to wait until a running site begins with it.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be written.</exception>
    /// <inheritdoc cref="SiteInbox.Ask" path="/exception"/>
    public static WalkAnswer Take(DataFolder folder, byte[] file, Func<KnowledgeBase?> content, TimeSpan patience) =>
        SiteInbox.Ask(folder, Ending, file, patience, () =>
        {
            try
            {
                if (content() is not { } knowledge) return WalkAnswer.Refuse("The content cannot be read.");
                var walk = SavedWalk.Read(file);
                using var db = new SqliteStore(folder).OpenWriter(CancellationToken.None);
                using var transaction = db.Database.BeginTransaction();
                var answer = Take(db, new SessionStore(new FlowVersions(TimeProvider.System), new RecentSessions()), walk, knowledge, DateTime.UtcNow);
                db.SaveChanges();
                transaction.Commit();
                return answer;
            }
            catch (SavedWalkException refused)
            {
                return WalkAnswer.Refuse(refused.Message);
            }
            catch (Exception e) when (StorageFault.Of(e) is { } trouble)
            {
                throw new StorageUnavailableException(trouble, e);
            }
        });

    /// <summary>The same with a context at hand; whoever calls saves the changes.</summary>
    /// <exception cref="SavedWalkException">It does not fit, or its flow is not known.</exception>
    internal static WalkAnswer Take(MarsKbDbContext db, SessionStore store, SavedWalk walk, KnowledgeBase knowledge, DateTime now)
    {
        // The same walk is one session, however often its file comes.
        var startKey = SessionTokens.Hash("walk\n" + walk.Id);
        if (db.Sessions.SingleOrDefault(s => s.StartKey == startKey) is { } before)
        {
            if (!before.IsDone && before.Revision < walk.Entries.Length + 1) throw new SavedWalkException($"An earlier state of this walk was taken in before. Its session is open: go on there. Record: /t/{SessionTokens.ReadToken(before.Secret)}");
            return Answer(before, null, isNew: false, knowledge);
        }
        var flow = FlowOf(db, walk, knowledge);
        var events = walk.Walk(flow, now);
        var (secret, token) = (SessionTokens.Secret(), SessionTokens.Random());
        var stored = new StoredSession { Flow = flow.Key, Version = flow.Version, Secret = secret, ReadTokenHash = SessionTokens.Hash(SessionTokens.ReadToken(secret)), StartKey = startKey };
        stored.Tokens.Add(new WriteToken { Hash = SessionTokens.Hash(token), MadeAt = now });
        store.Add(db, stored, flow, events);
        db.SaveChanges();
        return Answer(stored, token, isNew: true, knowledge);
    }

    /// <summary>The very version that was walked: of the content, else as sessions keep it. What the file itself might say of a flow is not asked.</summary>
    static Flow FlowOf(MarsKbDbContext db, SavedWalk walk, KnowledgeBase knowledge)
    {
        if (knowledge.Flows.FirstOrDefault(f => f.Version == walk.Version && f.Key == walk.Flow) is { } now) return now;
        if (db.FlowVersions.AsNoTracking().SingleOrDefault(f => f.Version == walk.Version && f.Flow == walk.Flow) is { } kept) return FlowArchive.Read(kept.Archive);
        var same = knowledge.Flows.FirstOrDefault(f => f.Key == walk.Flow || f.Aliases.Contains(walk.Flow, StringComparer.OrdinalIgnoreCase));
        throw new SavedWalkException(same is null
            ? $"There is no flow '{ShortText.Excerpt(walk.Flow)}' here."
            : $"The flow '{same.Key}' is at version {same.Version} here, and the walk is one of version '{ShortText.Excerpt(walk.Version)}', which no session has kept. Stop the site and name the content of that time with --content.");
    }

    static WalkAnswer Answer(StoredSession stored, string? token, bool isNew, KnowledgeBase knowledge) => new(
        isNew, knowledge.Flows.FirstOrDefault(f => f.Key == stored.Flow)?.Title ?? stored.Flow, stored.Ticket, stored.IsDone, stored.Answers,
        "/t/" + SessionTokens.ReadToken(stored.Secret), token is null || stored.IsDone ? null : "/s/" + token, null) { Flow = stored.Flow, CauseEntry = stored.CauseEntry };
}

/// <summary>What came of a file.</summary>
/// <param name="IsNew">False when the same walk was taken in before.</param>
/// <param name="RecordUrl">Path of the record.</param>
/// <param name="Url">Path at which an open session goes on; null where it is done, or was taken in before.</param>
/// <param name="Fault">Why it is not taken in, or null.</param>
public sealed record WalkAnswer(bool IsNew, string Title, string? Ticket, bool IsDone, int Answers, string RecordUrl, string? Url, string? Fault)
{
    internal string Flow { get; init; } = "";

    internal string? CauseEntry { get; init; }

    internal static WalkAnswer Refuse(string why) => new(false, "", null, false, 0, "", null, why);
}
