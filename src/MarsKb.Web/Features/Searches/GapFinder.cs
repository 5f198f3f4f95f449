using System.Collections.Immutable;
using MarsKb.Features.Feedback;
using MarsKb.Gaps;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Searches;

/// <summary>Puts searches without a certain answer together by code, else by message, and counts the wishes with them.</summary>
public static class GapFinder
{
    /// <summary>Wishes that are looked at, those of most people first.</summary>
    const int MostWishes = 500;

    /// <summary>Results named for each gap.</summary>
    const int MostResults = 3;

    /// <summary>Of a data folder, also while a site runs on it.</summary>
    /// <param name="since">UTC.</param>
    /// <param name="most">Gaps to return.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be read, or is not of this version.</exception>
    public static SearchGaps Read(DataFolder folder, DateTime since, int most)
    {
        using var reader = new StorageReader(new SqliteStore(folder));
        return reader.Read(db => Find(db, since, most));
    }

    internal static SearchGaps Find(MarsKbDbContext db, DateTime since, int most)
    {
        var state = db.SearchLogState.AsNoTracking().SingleOrDefault();
        var open = db.Searches.AsNoTracking().Where(s => s.At >= since && s.Confidence != "exact" && s.Confidence != "strong");
        var groups = open.GroupBy(s => new { s.Code, Template = s.Code == null ? s.Template : null })
            .Select(g => new { g.Key.Code, g.Key.Template, Count = g.Count(), Empty = g.Count(s => s.Hits == 0), First = g.Min(s => s.At), Last = g.Max(s => s.At) });
        var wishes = Wishes(db, since);
        var asked = wishes.Values.ToList();
        var (codes, templates) = (asked.Select(w => w.Key.Code).OfType<string>().ToList(), asked.Select(w => w.Key.Template).OfType<string>().ToList());

        var gaps = groups.OrderByDescending(g => g.Count).ThenByDescending(g => g.Last).Take(most).ToList()
            .Concat(groups.Where(g => codes.Contains(g.Code!) || templates.Contains(g.Template!)).ToList())
            .Select(g => new Group(g.Code, g.Template, g.Count, g.Empty, g.First, g.Last))
            .DistinctBy(g => g.Key).Select(g => new Gap(g, wishes.GetValueOrDefault(g.Key))).ToList();
        var searched = gaps.Select(g => g.Key).ToHashSet();
        var onlyAsked = asked.Where(w => !searched.Contains(w.Key)).ToList();
        gaps.AddRange(onlyAsked.Select(w => new Gap(new Group(w.Key.Code, w.Key.Template, 0, 0, w.First, w.Last), w)));
        gaps = [.. gaps.OrderByDescending(g => g.Weight).ThenByDescending(g => g.Last).ThenBy(g => g.Key.Code ?? g.Key.Template, StringComparer.Ordinal).Take(most)];

        LookAt(open, gaps.ToDictionary(g => g.Key));
        return new SearchGaps(
            since, state?.KeepDays, db.Searches.Count(s => s.At >= since), open.Count(), open.Count(s => s.Hits == 0), state?.Lost ?? 0, state?.LostAt,
            [.. gaps.Select(g => g.ToResult())], groups.Count() + onlyAsked.Count);
    }

    /// <summary>What was shown and chosen, and an example: one pass over the searches.</summary>
    static void LookAt(IQueryable<LoggedSearch> open, Dictionary<Key, Gap> gaps)
    {
        foreach (var s in open.OrderBy(s => s.Id).Select(s => new { s.Code, s.Template, s.Query, s.Best, s.Confidence, s.Chosen }).AsEnumerable())
        {
            if (!gaps.TryGetValue(new Key(s.Code, s.Code is null ? s.Template : null), out var gap)) continue;
            gap.Example = s.Query;
            if (s.Best is not null) Count(gap.Shown, (s.Best, s.Confidence!));
            if (s.Chosen is not null) Count(gap.Chosen, s.Chosen);
        }

        static void Count<T>(Dictionary<T, int> counts, T of) where T : notnull => counts[of] = counts.GetValueOrDefault(of) + 1;
    }

    static Dictionary<Key, Wish> Wishes(MarsKbDbContext db, DateTime since)
    {
        var wishes = new Dictionary<Key, Wish>();
        foreach (var ask in db.Asks.AsNoTracking().Where(a => a.LastAt >= since).OrderByDescending(a => a.Askers).Take(MostWishes))
        {
            var code = AskedText.CodeIn(ask.Wanted);
            var key = new Key(code, code is null ? AskedText.Of(ask.Wanted).Template : null);
            wishes[key] = wishes.TryGetValue(key, out var same)
                ? same with { Askers = same.Askers + ask.Askers, First = ask.FirstAt < same.First ? ask.FirstAt : same.First, Last = ask.LastAt > same.Last ? ask.LastAt : same.Last }
                : new Wish(key, ask.Wanted, ask.Askers, ask.FirstAt, ask.LastAt);
        }
        return wishes;
    }

    readonly record struct Key(string? Code, string? Template);

    sealed record Group(string? Code, string? Template, int Count, int Empty, DateTime First, DateTime Last)
    {
        public Key Key => new(Code, Template);
    }

    sealed record Wish(Key Key, string Text, int Askers, DateTime First, DateTime Last);

    sealed class Gap(Group searches, Wish? wish)
    {
        public Key Key => searches.Key;

        public int Weight => searches.Count + (wish?.Askers ?? 0);

        public DateTime Last => wish is not null && wish.Last > searches.Last ? wish.Last : searches.Last;

        public string? Example { get; set; }

        public Dictionary<(string Key, string Confidence), int> Shown { get; } = [];

        public Dictionary<string, int> Chosen { get; } = [];

        public SearchGap ToResult() => new(
            Key.Code, Key.Template, searches.Count, searches.Empty, wish?.Askers ?? 0,
            Utc(wish is not null && wish.First < searches.First ? wish.First : searches.First), Utc(Last),
            Example ?? AskedText.Of(wish!.Text).Text,
            [.. Shown.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Key, StringComparer.Ordinal).Take(MostResults).Select(s => new ShownResult(s.Key.Key, s.Key.Confidence, s.Value))],
            [.. Chosen.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(MostResults).Select(s => new ChosenResult(s.Key, s.Value))]);
    }

    static DateTime Utc(DateTime stored) => DateTime.SpecifyKind(stored, DateTimeKind.Utc);
}
