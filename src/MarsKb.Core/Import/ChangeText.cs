using System.Collections.Immutable;
using MarsKb.Content;

namespace MarsKb.Import;

/// <summary>What another import changed, as lines: <c>entries/4711.md: changed title</c>, then what went and what came.</summary>
static class ChangeText
{
    const int MostLines = 12;
    const int LongestLine = 300;

    /// <param name="folder">The content folder; its flows are asked which of their steps lead to what changed.</param>
    public static ImmutableArray<string> Lines(List<ImportChange> changes, string folder)
    {
        if (changes.Count == 0) return [];
        var knowledge = Directory.Exists(Path.Combine(folder, "flows")) ? ContentLoader.Load(folder, DateOnly.MinValue).WithDrafts : KnowledgeBase.Empty;
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var entry in changes.OrderBy(c => c.Path, StringComparer.Ordinal).GroupBy(c => c.Path))
        {
            foreach (var change in entry)
            {
                var word = change.Kind switch { ChangeKind.Added => "added", ChangeKind.Removed => "removed", ChangeKind.Changed => "changed", _ => "conflict" };
                lines.Add($"{change.Path}: {word}{(change.Unit.Length > 0 ? " " + change.Unit : "")}");
                foreach (var line in change.Lines.Take(MostLines)) lines.Add("  " + (line.Length > LongestLine ? line[..LongestLine] + "…" : line));
                if (change.Lines.Count > MostLines) lines.Add($"  … {change.Lines.Count - MostLines} more lines");
            }
            foreach (var flow in knowledge.FlowsFor(Path.GetFileNameWithoutExtension(entry.Key))) lines.Add($"{entry.Key}: touches the flow '{flow.Flow}', step '{flow.Step}'");
        }
        return lines.ToImmutable();
    }
}
