using System.Collections.Concurrent;
using MarsKb.Content;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Feedback;

/// <summary>Takes answers to "Did this help?" and knows how many there are.</summary>
public sealed class FeedbackService(StorageWriter writer, CurrentKnowledge current, TimeProvider time) : IRemembered
{
    /// <summary>Characters.</summary>
    public const int LongestNote = 2000;

    readonly ConcurrentDictionary<string, FeedbackCount> counts = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="key">Key of an entry or table, an alias or a code that names one.</param>
    /// <param name="note">What was missing, up to <see cref="LongestNote"/> characters, or null.</param>
    /// <param name="receipt">From an earlier answer of the same person, to change it or to add a note; null for a new answer. The same receipt counts once.</param>
    /// <returns>Saved means: on disk.</returns>
    public async Task<FeedbackResult> GiveAsync(string key, bool helped, string? note = null, Guid? receipt = null)
    {
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (note?.Length > LongestNote) return new(FeedbackOutcome.NoteTooLong);
        var knowledge = current.Value;
        if (knowledge.Resolve(key).Items is not [var item]) return new(FeedbackOutcome.UnknownEntry);
        var given = new GivenFeedback
        {
            Receipt = receipt ?? Guid.NewGuid(),
            EntryKey = item.Key,
            Helped = helped,
            Note = note,
            At = time.GetUtcNow().UtcDateTime,
            Revision = knowledge.Revision,
        };
        try
        {
            var count = await writer.WriteAsync(db => Save(db, given));
            counts[item.Key] = count;
            return new(FeedbackOutcome.Saved, given.Receipt);
        }
        catch (StorageUnavailableException)
        {
            return new(FeedbackOutcome.Unavailable);
        }
    }

    /// <summary>How many answers this entry has; from memory.</summary>
    public FeedbackCount CountOf(string key) => counts.GetValueOrDefault(key);

    void IRemembered.Load(MarsKbDbContext db)
    {
        var stored = db.Feedback.GroupBy(f => f.EntryKey)
            .Select(g => new { g.Key, Total = g.Count(), Helped = g.Count(f => f.Helped) })
            .AsNoTracking().ToList();
        foreach (var entry in stored) counts[entry.Key] = new FeedbackCount(entry.Helped, entry.Total - entry.Helped);
    }

    static FeedbackCount Save(MarsKbDbContext db, GivenFeedback given)
    {
        if (db.Feedback.SingleOrDefault(f => f.Receipt == given.Receipt) is not { } earlier) db.Feedback.Add(given);
        else if (earlier.EntryKey == given.EntryKey)
        {
            earlier.Helped = given.Helped;
            earlier.Note = given.Note ?? earlier.Note;
        }
        db.SaveChanges();
        return new FeedbackCount(
            db.Feedback.Count(f => f.EntryKey == given.EntryKey && f.Helped),
            db.Feedback.Count(f => f.EntryKey == given.EntryKey && !f.Helped));
    }
}

/// <param name="Receipt">Set when saved.</param>
public readonly record struct FeedbackResult(FeedbackOutcome Outcome, Guid Receipt = default);

public enum FeedbackOutcome
{
    Saved,

    /// <summary>No single entry or table has this name.</summary>
    UnknownEntry,

    /// <summary>Longer than <see cref="FeedbackService.LongestNote"/>.</summary>
    NoteTooLong,

    /// <summary>Nothing can be saved just now: keep what was typed, answer 503 and let the person try again.</summary>
    Unavailable,
}

public readonly record struct FeedbackCount(int Helped, int DidNotHelp)
{
    public int Total => Helped + DidNotHelp;
}
