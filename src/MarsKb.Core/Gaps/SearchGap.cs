using System.Collections.Immutable;

namespace MarsKb.Gaps;

/// <summary>Searches without a certain answer.</summary>
/// <param name="Since">UTC; what is older is not looked at.</param>
/// <param name="KeepDays">Days for which the site keeps searches; 0: it keeps none; null: no site has said so yet.</param>
/// <param name="Searches">All of them, those with a certain answer included.</param>
/// <param name="Uncertain">Those without one.</param>
/// <param name="Empty">Those that found nothing at all.</param>
/// <param name="Lost">Searches and choices that were not kept, ever.</param>
/// <param name="Gaps">By falling number of searches and wishes.</param>
/// <param name="Total">Gaps in all; <paramref name="Gaps"/> holds no more than were asked for.</param>
public sealed record SearchGaps(DateTime Since, int? KeepDays, int Searches, int Uncertain, int Empty, long Lost, DateTime? LostAt, ImmutableArray<SearchGap> Gaps, int Total);

/// <summary>What several people searched for, or asked for, and did not find for certain.</summary>
/// <param name="Code">The code that all of them name first, or null.</param>
/// <param name="Template">Without a code: the words that they have in common, without what varies.</param>
/// <param name="Count">Searches.</param>
/// <param name="Empty">Searches that found nothing at all.</param>
/// <param name="Askers">People who asked for an entry.</param>
/// <param name="First">UTC.</param>
/// <param name="Last">UTC.</param>
/// <param name="Example">The last search, or the wish; masked.</param>
/// <param name="Shown">What was shown best, by falling count.</param>
/// <param name="Chosen">What was opened, by falling count.</param>
public sealed record SearchGap(
    string? Code, string? Template, int Count, int Empty, int Askers, DateTime First, DateTime Last, string Example,
    ImmutableArray<ShownResult> Shown, ImmutableArray<ChosenResult> Chosen);

/// <param name="Confidence">As in the API.</param>
public sealed record ShownResult(string Key, string Confidence, int Count);

public sealed record ChosenResult(string Key, int Count);
