using System.Collections.Concurrent;
using MarsKb.Flows.Steps;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>Which causes it was: counted over the closed sessions of this site, kept in memory.</summary>
/// <remarks>
/// A cause counts when its session ended with the failure gone, or handed over or not supported with the cause found. A session that ended "still failing"
/// at a cause that should have been mended says nothing about causes.
/// </remarks>
public sealed class CauseCounts(StorageReader reader) : IRemembered
{
    /// <summary>Closed sessions from which on the order of causes is what this site has seen.</summary>
    public const int Enough = 5;

    readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, int>> byEntry = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sessions by cause id of an entry; empty when there are none.</summary>
    public IReadOnlyDictionary<string, int> Of(string entryKey) => byEntry.GetValueOrDefault(entryKey) ?? EmptyCounts;

    /// <summary>Reads the counts of an entry again.</summary>
    internal async Task LearnAsync(string? entryKey)
    {
        if (entryKey is null) return;
        try
        {
            var counted = await reader.ReadAsync(db => Count(db, entryKey));
            byEntry[entryKey] = counted.GetValueOrDefault(entryKey) ?? EmptyCounts;
        }
        catch (StorageUnavailableException)
        {
            // They are read again when storage works.
        }
    }

    /// <summary>Reads all counts again.</summary>
    internal async Task LearnAllAsync()
    {
        try
        {
            Replace(await reader.ReadAsync(db => Count(db, null)));
        }
        catch (StorageUnavailableException)
        {
            // As above.
        }
    }

    void IRemembered.Load(MarsKbDbContext db) => Replace(Count(db, null));

    void Replace(Dictionary<string, IReadOnlyDictionary<string, int>> counted)
    {
        byEntry.Clear();
        foreach (var (entry, counts) in counted) byEntry[entry] = counts;
    }

    static Dictionary<string, IReadOnlyDictionary<string, int>> Count(MarsKbDbContext db, string? entryKey) => db.Sessions.AsNoTracking()
        .Where(s => s.IsDone && s.CauseEntry != null && (entryKey == null || s.CauseEntry == entryKey))
        .Where(s => s.Resolved == true || s.OutcomeKind == nameof(OutcomeKind.Escalate) || s.OutcomeKind == nameof(OutcomeKind.NotSupported))
        .GroupBy(s => new { s.CauseEntry, s.Cause })
        .Select(g => new { g.Key.CauseEntry, g.Key.Cause, Count = g.Count() })
        .AsEnumerable()
        .GroupBy(c => c.CauseEntry!, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, int>)g.ToDictionary(c => c.Cause!, c => c.Count, StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);

    static readonly IReadOnlyDictionary<string, int> EmptyCounts = new Dictionary<string, int>();
}
