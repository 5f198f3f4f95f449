using System.Collections.Immutable;
using System.ComponentModel;
using MarsKb.Gaps;

namespace MarsKb.Documents;

/// <summary>Searches without a certain answer.</summary>
public sealed record GapsDocument(
    [property: Description("What is older is not looked at.")] DateTime Since,
    [property: Description("Days for which the site keeps searches; 0: it keeps none; null: it has not run with a log yet.")] int? KeepDays,
    [property: Description("All searches.")] int Searches,
    [property: Description("Those without a certain answer.")] int Uncertain,
    [property: Description("Those that found nothing at all.")] int Empty,
    [property: Description("Searches and choices that were not kept, ever: too many at once, or the storage refused.")] long Lost,
    DateTime? LostAt,
    [property: Description("Gaps in all; `gaps` holds no more than were asked for.")] int Total,
    [property: Description("By falling number of searches and wishes.")] ImmutableArray<GapDocument> Gaps)
{
    /// <param name="now">What the content of today answers to an example; null where that is not certain.</param>
    public static GapsDocument From(SearchGaps found, Func<string, AnsweredNow?> now) => new(
        found.Since, found.KeepDays, found.Searches, found.Uncertain, found.Empty, found.Lost, Utc(found.LostAt), found.Total,
        [.. found.Gaps.Select(g => new GapDocument(g.Code, g.Template, g.Count, g.Empty, g.Askers, g.First, g.Last, g.Example, g.Shown, g.Chosen, now(g.Example)))]);

    static DateTime? Utc(DateTime? stored) => stored is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null;
}

/// <summary>What several people did not find for certain.</summary>
public sealed record GapDocument(
    [property: Description("The code that all of them name first, or null.")] string? Code,
    [property: Description("Without a code: the words that they have in common.")] string? Template,
    [property: Description("Searches.")] int Count,
    [property: Description("Searches that found nothing at all.")] int Empty,
    [property: Description("People who asked for an entry.")] int Askers,
    DateTime First,
    DateTime Last,
    [property: Description("The last search, or the wish; secrets masked.")] string Example,
    [property: Description("What was shown best, by falling count.")] ImmutableArray<ShownResult> Shown,
    [property: Description("What was opened, by falling count.")] ImmutableArray<ChosenResult> Chosen,
    [property: Description("What the content of today answers for certain, or null.")] AnsweredNow? Now);

/// <summary>A certain answer that the content has by now.</summary>
public sealed record AnsweredNow(string Key, string Title, string Confidence);
