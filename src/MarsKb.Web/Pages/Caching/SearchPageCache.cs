using MarsKb.Content;
using MarsKb.Features.Searches;
using MarsKb.Pages.Search;

namespace MarsKb.Pages.Caching;

/// <summary>Pages of results: the same failure is looked up by many.</summary>
sealed class SearchPageCache : PageCache
{
    public const string Name = "search";

    // Whole pastes are searched for once.
    const int LongestQuery = 1000;

    protected override bool IsKept(HttpRequest request, KnowledgeBase knowledge)
    {
        if (!knowledge.Search.IsComplete || request.QueryString.Value is not { Length: > 0 and <= LongestQuery }) return false;
        foreach (var (name, values) in request.Query)
            if (values.Count != 1 || name is not ("q" or "kind" or "component" or "page" or "verbatim")) return false;
        return true;
    }

    protected override void Count(HttpContext http, KnowledgeBase knowledge)
    {
        var log = http.RequestServices.GetRequiredService<SearchLog>();
        if (!log.IsKept) return;
        var query = http.Request.Query;
        var view = SearchView.Read(query["q"], query["kind"], query["component"], query["page"], query["verbatim"], knowledge);
        // The index remembers what it answered lately.
        if (view.IsQuestion) log.Answered(http.Request, view.Query, knowledge.Search.Search(view.ToRequest()), knowledge.Search);
    }
}
