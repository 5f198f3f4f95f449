using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using MarsKb.Configuration;
using MarsKb.Documents;
using MarsKb.Gaps;
using MarsKb.Search;
using MarsKb.Security;
using MarsKb.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Searches;

/// <summary>
/// Keeps what people search for and what they were shown, for finding what is missing; nothing of who they are. Noting a search costs a place in a
/// queue: masking and saving happen behind it, once a second. Where that cannot keep up or nothing can be saved, searches are lost and counted.
/// </summary>
public sealed class SearchLog(MarsKbOptions options, StorageWriter writer, TimeProvider time, ILogger<SearchLog> log)
{
    /// <summary>Searches and choices that may wait, and so the most that are kept of one second: more is a flood, and keeping it would take the processor from those who search.</summary>
    internal const int LongestQueue = 512;

    /// <summary>Characters of searched text that may wait.</summary>
    internal const int MostWaiting = 1 << 20;

    /// <summary>Rows in one piece of work: whoever answers a question at the same moment waits no longer than for these.</summary>
    const int Batch = 100;

    /// <summary>A result that is opened later than this after the search is not counted as its answer.</summary>
    static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    readonly Channel<Note> queue = Channel.CreateBounded<Note>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    long lost, stated = -1;
    int waiting;

    /// <summary>Searches and choices that were not kept since the start.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>False where the log is switched off.</summary>
    public bool IsKept => options.KeepSearchesDays > 0;

    /// <summary>Somebody was answered.</summary>
    /// <param name="index">That answered: while it does not know all words yet, what it did not find says nothing.</param>
    public void Answered(HttpRequest request, string query, SearchResponse found, SearchIndex index)
    {
        if (!IsKept || query.Length == 0 || !index.IsComplete || !IsAsked(request)) return;
        var best = found.Hits.IsDefaultOrEmpty ? null : found.Hits[0];
        Add(new Note(time.GetUtcNow().UtcDateTime, query, found.Understood.Codes, found.Total, best?.Confidence, best?.Key, null));
    }

    /// <summary>Somebody opened this entry, table or flow: notes it when the request says that it comes from the results of a search.</summary>
    public void Opened(HttpRequest request, string key)
    {
        if (!IsKept || request.Headers.Referer is not [{ } referer] || !referer.Contains("/search?", StringComparison.Ordinal)) return;
        if (!IsAsked(request) || QueryOf(referer, request) is not { Length: > 0 } query) return;
        Add(new Note(time.GetUtcNow().UtcDateTime, query, [], 0, null, null, key));
    }

    /// <summary>False for what a browser fetches ahead, which nobody may ever look at, and for HEAD.</summary>
    static bool IsAsked(HttpRequest request) => !HttpMethods.IsHead(request.Method) && request.Headers["Sec-Purpose"].Count == 0;

    string? QueryOf(string referer, HttpRequest request) =>
        Uri.TryCreate(referer, UriKind.Absolute, out var from) && from.AbsolutePath == "/search" && SameOriginAttribute.IsThisSite(referer, request, options)
        && QueryHelpers.ParseQuery(from.Query).TryGetValue("q", out var q)
            ? SearchedText.Clean(q)
            : null;

    void Add(Note note)
    {
        if (Interlocked.Add(ref waiting, note.Query.Length) <= MostWaiting && queue.Writer.TryWrite(note)) return;
        Interlocked.Add(ref waiting, -note.Query.Length);
        Interlocked.Increment(ref lost);
    }

    /// <summary>Saves what has been noted. While the storage cannot be written it waits, as far as there is room.</summary>
    internal async Task FlushAsync()
    {
        if (writer.Closed is not null) return;
        var notes = new List<Note>(Batch);
        // Masking costs most of it, and a flood asks for the same.
        var known = new Dictionary<string, AskedText>(StringComparer.Ordinal);
        try
        {
            // No more than was there at the beginning, so that it ends.
            for (var left = queue.Reader.Count; left > 0;)
            {
                while (notes.Count < Math.Min(left, Batch) && queue.Reader.TryRead(out var note))
                {
                    Interlocked.Add(ref waiting, -note.Query.Length);
                    notes.Add(note);
                }
                if (notes.Count == 0) break;
                await SaveAsync(notes, known);
                left -= notes.Count;
                notes.Clear();
            }
            await StateAsync();
        }
        catch (StorageUnavailableException)
        {
            Interlocked.Add(ref lost, notes.Count);
        }
        catch (Exception e)
        {
            Interlocked.Add(ref lost, notes.Count);
            log.LogError(e, "Searches could not be logged");
        }
    }

    Task<int> SaveAsync(List<Note> notes, Dictionary<string, AskedText> known)
    {
        var rows = notes.ConvertAll(n => Row(n, known));
        return writer.WriteAsync(db =>
        {
            foreach (var row in rows)
                if (row.Chosen is null) db.Searches.Add(row);
            db.SaveChanges();
            foreach (var row in rows)
                if (row.Chosen is not null) Choose(db, row);
            return rows.Count;
        });
    }

    static LoggedSearch Row(Note note, Dictionary<string, AskedText> known)
    {
        if (!known.TryGetValue(note.Query, out var asked)) known.Add(note.Query, asked = AskedText.Of(note.Query));
        return new LoggedSearch
        {
            At = note.At,
            Query = asked.Text,
            Fingerprint = BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(asked.Text))),
            Template = asked.Template,
            Code = note.Codes.IsEmpty ? null : note.Codes[0],
            Codes = note.Codes.IsEmpty ? null : string.Join('\n', note.Codes),
            Hits = note.Hits,
            Confidence = note.Confidence is { } confidence ? Words.Of(confidence) : null,
            Best = note.Best,
            Chosen = note.Chosen,
        };
    }

    /// <summary>The last search for this text that led nowhere yet, else the last one: of two results that are opened the second is the answer.</summary>
    static void Choose(MarsKbDbContext db, LoggedSearch choice)
    {
        var since = choice.At - LongestLook;
        db.Database.ExecuteSql($"""
            UPDATE "Searches" SET "Chosen" = {choice.Chosen}
            WHERE "Id" = (SELECT "Id" FROM "Searches" WHERE "Fingerprint" = {choice.Fingerprint} AND "At" > {since} ORDER BY "Chosen" IS NULL DESC, "Id" DESC LIMIT 1)
            """);
    }

    /// <summary>Says in the database whether searches are kept, and how many were lost.</summary>
    async Task StateAsync()
    {
        var now = Lost;
        if (stated == now) return;
        var more = stated < 0 ? now : now - stated;
        var at = time.GetUtcNow().UtcDateTime;
        await writer.WriteAsync(db =>
        {
            var state = db.SearchLogState.SingleOrDefault(s => s.Id == SearchLogState.Only);
            if (state is null) db.SearchLogState.Add(state = new SearchLogState());
            state.KeepDays = options.KeepSearchesDays;
            state.Lost += more;
            if (more > 0) state.LostAt = at;
            return true;
        });
        stated = now;
        if (more > 0) log.LogWarning("{Lost} searches were answered and not logged: too many at once, or the storage refused them", more);
    }

    /// <param name="Chosen">Key of the result that was opened; null: this is the search itself.</param>
    readonly record struct Note(DateTime At, string Query, System.Collections.Immutable.ImmutableArray<string> Codes, int Hits, Confidence? Confidence, string? Best, string? Chosen);
}
