using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MarsKb.Search;

/// <summary>Finds which documents are new and which are still there.</summary>
static class DocumentChanges
{
    /// <returns>For each older document its new number, rising, or -1; and the numbers of the documents that are new.</returns>
    public static (int[] Numbers, List<int> Added) Between(SearchDocument[] older, SearchDocument[] newer)
    {
        var numbers = new int[older.Length];
        Array.Fill(numbers, -1);
        var places = new Dictionary<SearchDocument, Queue<int>>(SameText.Comparer);
        for (var d = 0; d < older.Length; d++)
        {
            if (!places.TryGetValue(older[d], out var same)) places.Add(older[d], same = new Queue<int>(1));
            same.Enqueue(d);
        }
        var added = new List<int>();
        var last = -1;
        for (var d = 0; d < newer.Length; d++)
        {
            // One that has changed its place counts as new, so that numbers rise.
            if (places.TryGetValue(newer[d], out var same) && same.TryPeek(out var before) && before > last) numbers[last = same.Dequeue()] = d;
            else added.Add(d);
        }
        return (numbers, added);
    }

    /// <summary>Two documents are the same when all their texts are.</summary>
    sealed class SameText : IEqualityComparer<SearchDocument>
    {
        public static readonly SameText Comparer = new();

        public bool Equals(SearchDocument? x, SearchDocument? y) =>
            ReferenceEquals(x, y) || (x is not null && y is not null
                && x.Key == y.Key && x.Kind == y.Kind && x.Component == y.Component && x.Title == y.Title && x.Url == y.Url
                && Same(x.Codes, y.Codes) && Same(x.Aliases, y.Aliases) && Same(x.Messages, y.Messages) && Same(x.Covers, y.Covers) && Same(x.Asked, y.Asked) && Same(x.Translations, y.Translations)
                && x.Lead == y.Lead && x.CauseText == y.CauseText && x.ActionText == y.ActionText);

        public int GetHashCode([DisallowNull] SearchDocument document) => HashCode.Combine(document.Key, document.Title, document.Url, document.CauseText.Length);

        static bool Same(ImmutableArray<string> x, ImmutableArray<string> y) => x.AsSpan().SequenceEqual(y.AsSpan());
    }
}
