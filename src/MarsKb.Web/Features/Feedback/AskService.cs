using MarsKb.Storage;
using MarsKb.Triage;

namespace MarsKb.Features.Feedback;

/// <summary>Takes wishes for entries that are missing. Equal wishes are one wish with several askers.</summary>
public sealed class AskService(StorageWriter writer, TimeProvider time)
{
    /// <summary>Characters.</summary>
    public const int LongestWish = 1500;

    /// <summary>Characters.</summary>
    public const int LongestNote = 2000;

    /// <param name="wanted">The code or text that has no entry, up to <see cref="LongestWish"/> characters.</param>
    /// <param name="note">What the person adds, up to <see cref="LongestNote"/> characters, or null.</param>
    /// <param name="person">Name from the sign-in proxy, or null.</param>
    public async Task<AskResult> AskAsync(string wanted, string? note = null, string? person = null)
    {
        wanted = OneSpace(wanted);
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (wanted.Length == 0) return new(AskOutcome.NothingAsked);
        if (wanted.Length > LongestWish || note?.Length > LongestNote) return new(AskOutcome.TooLong);
        // What was searched for comes along unseen: secrets in it are not for the team.
        wanted = SecretMask.Apply(wanted);
        note = note is null ? null : SecretMask.Apply(note);
        var at = time.GetUtcNow().UtcDateTime;
        try
        {
            return new(AskOutcome.Saved, await writer.WriteAsync(db => Save(db, wanted, note, person, at)));
        }
        catch (StorageUnavailableException)
        {
            return new(AskOutcome.Unavailable);
        }
    }

    static int Save(MarsKbDbContext db, string wanted, string? note, string? person, DateTime at)
    {
        var folded = wanted.ToLowerInvariant();
        var ask = db.Asks.SingleOrDefault(a => a.Folded == folded);
        if (ask is null) db.Asks.Add(ask = new Ask { Wanted = wanted, Folded = folded, FirstAt = at });
        ask.Askers++;
        ask.LastAt = at;
        if (note is not null) ask.Notes.Add(new AskNote { Text = note, Person = person, At = at });
        return ask.Askers;
    }

    static string OneSpace(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <param name="Askers">How many have asked for it, this one included; set when saved.</param>
public readonly record struct AskResult(AskOutcome Outcome, int Askers = 0);

public enum AskOutcome
{
    Saved,

    /// <summary>The wish was blank.</summary>
    NothingAsked,

    TooLong,

    /// <summary>Nothing can be saved just now: keep what was typed, answer 503 and let the person try again.</summary>
    Unavailable,
}
