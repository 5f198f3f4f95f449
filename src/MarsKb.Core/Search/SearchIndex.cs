using System.Collections.Immutable;

namespace MarsKb.Search;

/// <summary>Finds entries for what somebody pasted. Built once per content load, asked by many threads at once.</summary>
public sealed class SearchIndex
{
    public static SearchIndex Build(IEnumerable<SearchDocument> documents) => new();

    /// <summary>Hits by falling score, then key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1 to 100.</exception>
    public SearchResponse Search(SearchRequest request) => throw new NotImplementedException();

    /// <summary>Completions while typing, codes first.</summary>
    /// <param name="limit">1 to 100.</param>
    public ImmutableArray<Suggestion> Suggest(string prefix, int limit = 8) => throw new NotImplementedException();
}
