using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;

namespace MarsKb.Pages.Caching;

/// <summary>Pages of entries and of whole tables, by their keys.</summary>
class ItemPageCache : PageCache
{
    public const string Table = "table";

    protected override bool IsKept(HttpRequest request, KnowledgeBase knowledge) => !request.QueryString.HasValue && ItemOf(request, knowledge) is not null;

    protected override void Count(HttpContext http, KnowledgeBase knowledge)
    {
        var item = ItemOf(http.Request, knowledge)!;
        http.RequestServices.GetRequiredService<ViewCounter>().Count(item.Key);
        http.RequestServices.GetRequiredService<SearchLog>().Opened(http.Request, item.Key);
    }

    protected static KnowledgeItem? ItemOf(HttpRequest request, KnowledgeBase knowledge) => request.RouteValues["key"] is string key ? knowledge.Find(key) : null;
}
