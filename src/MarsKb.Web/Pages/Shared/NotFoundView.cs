using System.Collections.Immutable;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Text;

namespace MarsKb.Pages.Shared;

/// <summary>A name that nothing has, and the names that look like it.</summary>
/// <param name="Name">What was asked for, at most 200 characters of it.</param>
public sealed record NotFoundView(string Name, ImmutableArray<KnowledgeItem> Alike)
{
    /// <summary>Share of common letter pairs from which two names look alike.</summary>
    const double Alikeness = 0.5;

    public static NotFoundView Of(KnowledgeBase knowledge, string name)
    {
        var shown = ShortText.Cut(name, 200);
        var pairs = Pairs(shown);
        return new(shown, [.. knowledge.Items
            .Select(i => (Item: i, Score: i.Codes.Concat(i.Aliases).Append(i.Key).Max(n => Likeness(pairs, Pairs(n)))))
            .Where(x => x.Score >= Alikeness)
            .OrderByDescending(x => x.Score).ThenBy(x => x.Item.Key, StringComparer.Ordinal)
            .Take(5).Select(x => x.Item)]);
    }

    // Dice's coefficient: twice the common pairs over all pairs.
    static double Likeness(HashSet<(char, char)> a, HashSet<(char, char)> b) =>
        a.Count + b.Count == 0 ? 0 : 2.0 * a.Count(b.Contains) / (a.Count + b.Count);

    static HashSet<(char, char)> Pairs(string name)
    {
        var letters = name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        return [.. letters.Zip(letters.Skip(1))];
    }
}
