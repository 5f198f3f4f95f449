namespace MarsKb.Import.Merge;

enum ChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>Upstream and somebody here changed the same: what stands here stays.</summary>
    Conflict,
}

/// <summary>What another import changes about an entry.</summary>
/// <param name="Path">Of the entry's file, relative to the output folder.</param>
/// <param name="Unit">Field or section; empty for the whole entry.</param>
/// <param name="Lines">The difference: lines that begin with <c>-</c> and <c>+</c>, in a conflict after <c>upstream</c> and <c>here</c>.</param>
sealed record ImportChange(ChangeKind Kind, string Path, string Unit, IReadOnlyList<string> Lines)
{
    /// <summary>True for fields that say only when the article was revised: they change with every revision.</summary>
    public bool IsDate => Unit is "reviewed" or "reviewBy" || Unit == "sources" && Kind == ChangeKind.Changed && Lines.All(l => l[2..].TrimStart().StartsWith("date:", StringComparison.Ordinal));

    /// <param name="upstream">What upstream made of it; null when it took it out.</param>
    /// <param name="here">What somebody here made of it; null when they took it out.</param>
    public static ImportChange Conflicting(string path, string unit, string before, string? upstream, string? here) => new(
        ChangeKind.Conflict, path, unit,
        [.. Side("upstream ", before, upstream), .. Side("here     ", before, here)]);

    static IEnumerable<string> Side(string who, string before, string? after) =>
        after is null ? [who + "taken out"] : LineDifference.Of(before, after).Select(l => who + l);
}
