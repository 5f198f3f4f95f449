using System.Collections.Immutable;
using MarsKb.Content;

namespace MarsKb.Import.Merge;

/// <summary>What another import changed, as lines: <c>entries/4711.md: changed title</c>, then what went and what came, then the flows that it touches.</summary>
static class ChangeText
{
    const int MostLines = 20;

    /// <param name="folders">Content whose flows are asked which of their steps rest on what changed; one that is not there has none.</param>
    public static ImmutableArray<string> Lines(IReadOnlyCollection<ImportChange> changes, IEnumerable<string> folders)
    {
        if (changes.Count == 0) return [];
        var flows = folders.Where(f => Directory.Exists(Path.Combine(f, "flows"))).Select(Path.GetFullPath).Distinct().Select(f => new TouchedFlows(ContentLoader.Load(f, DateOnly.MinValue).WithDrafts)).ToList();
        var lines = ImmutableArray.CreateBuilder<string>();
        var dated = 0;
        foreach (var entry in changes.GroupBy(c => c.Path).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (entry.All(c => c.IsDate && c.Kind != ChangeKind.Conflict))
            {
                dated++;
                continue;
            }
            foreach (var change in entry.Where(c => !c.IsDate || c.Kind == ChangeKind.Conflict))
            {
                var word = change.Kind switch { ChangeKind.Added => "added", ChangeKind.Removed => "removed", ChangeKind.Changed => "changed", _ => "conflict" };
                lines.Add($"{change.Path}: {word}{(change.Unit.Length > 0 ? " " + change.Unit : "")}");
                foreach (var line in change.Lines.Take(MostLines)) lines.Add("  " + line);
                if (change.Lines.Count > MostLines) lines.Add($"  … {change.Lines.Count - MostLines} more lines");
            }
            var units = entry.Select(c => c.Unit).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (flow, step) in flows.SelectMany(f => f.By(Path.GetFileNameWithoutExtension(entry.Key), units)).Distinct()) lines.Add($"{entry.Key}: touches the flow '{flow}', step '{step}'");
        }
        if (dated > 0) lines.Add($"{dated} {(dated == 1 ? "entry" : "entries")}: only the date of the article changed");
        return lines.ToImmutable();
    }
}
