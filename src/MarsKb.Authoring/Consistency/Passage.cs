using MarsKb.Entries;

namespace MarsKb.Consistency;

/// <summary>A line of content with what it stands in.</summary>
/// <param name="Path">Of the file, relative to the content folder.</param>
/// <param name="Section">Title of the cause, row or step.</param>
/// <param name="Html">Of the whole piece that the line is from; empty for all its lines but the first, and where there is none.</param>
/// <param name="Table">The table whose row it is, or the decision whose branch; these differ among themselves by design. Null outside of such.</param>
/// <param name="Row">Words of the row's name that its other rows do not all have.</param>
/// <param name="Title">What the item is about, read as part of the subject of a table's cell; else empty.</param>
sealed record Passage(KnowledgeItem? Item, string Key, string Path, string Section, string Text, string Html, string? Table = null, string Row = "", string Title = "")
{
    /// <summary>Items that are about different clouds or systems do not contradict each other.</summary>
    public bool MayConcern(Passage other)
    {
        if (Item is not Entry a || other.Item is not Entry b) return true;
        return Meet(a.AppliesTo.Clouds, b.AppliesTo.Clouds) && Meet(a.AppliesTo.OperatingSystems, b.AppliesTo.OperatingSystems);
    }

    static bool Meet(IReadOnlyCollection<string> a, IReadOnlyCollection<string> b) => a.Count == 0 || b.Count == 0 || a.Intersect(b, StringComparer.OrdinalIgnoreCase).Any();
}
