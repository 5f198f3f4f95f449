using System.Collections.Concurrent;

namespace MarsKb.Search;

/// <summary>
/// Answers to what was asked lately. An index never changes, so an answer stays right as long as the index lives. The same message is
/// asked for again and again: by the links of one ticket, by everybody whom the same failure hits, by reload and back.
/// </summary>
/// <remarks>Two generations: what was not asked for while the younger one filled up is forgotten. Bounded by number and by length.</remarks>
sealed class RecentAnswers
{
    const int Generation = 1024;
    const int LongestQuery = 2_000;

    readonly Lock turning = new();
    ConcurrentDictionary<SearchRequest, SearchResponse> young = new();
    ConcurrentDictionary<SearchRequest, SearchResponse> old = new();

    public SearchResponse GetOrAdd(SearchRequest request, Func<SearchRequest, SearchResponse> answer)
    {
        if (request.Query.Length > LongestQuery) return answer(request);
        var current = young;
        if (current.TryGetValue(request, out var known)) return known;
        if (!old.TryGetValue(request, out known)) known = answer(request);
        if (current.Count >= Generation) current = Turn(current);
        current[request] = known;
        return known;
    }

    ConcurrentDictionary<SearchRequest, SearchResponse> Turn(ConcurrentDictionary<SearchRequest, SearchResponse> full)
    {
        lock (turning)
        {
            if (young != full) return young;
            old = full;
            return young = new();
        }
    }
}
