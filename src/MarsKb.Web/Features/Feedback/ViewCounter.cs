using System.Collections.Concurrent;
using System.Collections.Immutable;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Feedback;

/// <summary>
/// Counts what people look up. Counting and asking cost no disk: counts are saved every few seconds, and a crash loses no
/// more than those.
/// </summary>
public sealed class ViewCounter(StorageWriter writer, TimeProvider time) : IRemembered
{
    /// <summary>Days that are kept in memory, today included.</summary>
    public const int LongestPeriod = 31;

    static readonly TimeSpan RankingAge = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<(string Key, DateOnly Day), int> unsaved = new();
    readonly ConcurrentDictionary<int, Ranking> rankings = new();
    volatile ConcurrentDictionary<(string Key, DateOnly Day), int> saved = new();
    DateOnly firstKept;

    /// <summary>Somebody looked at this entry or table.</summary>
    /// <param name="key">Its key as written in the content.</param>
    public void Count(string key) => unsaved.AddOrUpdate((key, Today), 1, (_, n) => n + 1);

    /// <summary>What was looked up most.</summary>
    /// <param name="days">Today and the days before it, 1 to <see cref="LongestPeriod"/>.</param>
    /// <param name="count">Most keys to return.</param>
    /// <returns>By falling count, then key; a key may be gone from the content meanwhile. Up to two seconds old.</returns>
    public ImmutableArray<(string Key, int Count)> MostLookedUp(int days, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, LongestPeriod);
        if (!rankings.TryGetValue(days, out var ranking) || time.GetElapsedTime(ranking.At) > RankingAge)
            rankings[days] = ranking = new Ranking(time.GetTimestamp(), Rank(Today.AddDays(1 - days)));
        return ranking.Keys.Length <= count ? ranking.Keys : ranking.Keys[..count];
    }

    /// <summary>Saves what was counted since. Counts that cannot be saved are kept for the next time.</summary>
    internal async Task FlushAsync()
    {
        if (unsaved.IsEmpty || writer.Closed is not null) return;
        var counts = unsaved.ToArray();
        try
        {
            await writer.WriteAsync(db => Save(db, counts));
        }
        catch (StorageUnavailableException)
        {
            return;
        }
        foreach (var (view, n) in counts)
        {
            saved.AddOrUpdate(view, n, (_, before) => before + n);
            if (unsaved.AddOrUpdate(view, 0, (_, now) => now - n) == 0) unsaved.TryRemove(KeyValuePair.Create(view, 0));
        }
        ForgetOldDays();
    }

    void IRemembered.Load(MarsKbDbContext db)
    {
        var first = Today.AddDays(1 - LongestPeriod);
        saved = new(db.Views.AsNoTracking().Where(v => v.Day >= first).AsEnumerable()
            .Select(v => KeyValuePair.Create((v.EntryKey, v.Day), v.Count)));
    }

    void ForgetOldDays()
    {
        var first = Today.AddDays(1 - LongestPeriod);
        if (first == firstKept) return;
        foreach (var view in saved.Keys.Where(v => v.Day < first)) saved.TryRemove(view, out _);
        firstKept = first;
    }

    static int Save(MarsKbDbContext db, KeyValuePair<(string Key, DateOnly Day), int>[] counts)
    {
        foreach (var ((key, day), n) in counts)
            db.Database.ExecuteSql($"""
                INSERT INTO "EntryViews" ("EntryKey", "Day", "Count") VALUES ({key}, {day}, {n})
                ON CONFLICT ("EntryKey", "Day") DO UPDATE SET "Count" = "EntryViews"."Count" + excluded."Count"
                """);
        return counts.Length;
    }

    ImmutableArray<(string Key, int Count)> Rank(DateOnly first) =>
    [
        .. saved.Concat(unsaved)
            .Where(v => v.Key.Day >= first && v.Value > 0)
            .GroupBy(v => v.Key.Key, (key, views) => (key, views.Sum(v => v.Value)), StringComparer.Ordinal)
            .OrderByDescending(v => v.Item2).ThenBy(v => v.key, StringComparer.Ordinal)
            .Take(100),
    ];

    DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    sealed record Ranking(long At, ImmutableArray<(string Key, int Count)> Keys);
}
