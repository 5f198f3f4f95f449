using System.Globalization;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Pages.Shared;
using MarsKb.Searches;
using MarsKb.Security;
using Microsoft.AspNetCore.OutputCaching;

namespace MarsKb.Pages.Caching;

/// <summary>
/// Keeps a page as it was sent, for as long as it would be made the same again: for one load of the content, one theme, one way of compressing, and
/// whatever else is shown on it. Only addresses without a query are kept: what a ticket or a form adds is asked for once.
/// </summary>
/// <remarks>The content is taken from the request's services, so staff, who see drafts, have pages of their own.</remarks>
abstract class PageCache : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var kept = HttpMethods.IsGet(http.Request.Method) && !http.Request.QueryString.HasValue && !http.IsErrorPage();
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = kept;
        if (!kept) return ValueTask.CompletedTask;
        context.AllowLocking = true;
        var services = http.RequestServices;
        var knowledge = services.GetRequiredService<KnowledgeBase>();
        var vary = context.CacheVaryByRules;
        vary.HeaderNames = "Accept-Encoding";
        vary.QueryKeys = default;
        vary.VaryByValues["load"] = knowledge.Load.ToString(CultureInfo.InvariantCulture);
        vary.VaryByValues["theme"] = ThemeChoice.Of(services.GetRequiredService<SiteCookies>(), http.Request) ?? "";
        if (ItemOf(http, knowledge) is { } item && Shown(item, services) is { Length: > 0 } shown) vary.VaryByValues["shown"] = shown;
        return ValueTask.CompletedTask;
    }

    /// <summary>Somebody looks at a page that was kept: it counts as much as one that is made.</summary>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var services = context.HttpContext.RequestServices;
        if (ItemOf(context.HttpContext, services.GetRequiredService<KnowledgeBase>()) is not { } item) return ValueTask.CompletedTask;
        services.GetRequiredService<Feedback.ViewCounter>().Count(item.Key);
        services.GetRequiredService<SearchLog>().Opened(context.HttpContext.Request, item.Key);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>What the page shows that is not content, such as counts; empty when there is none.</summary>
    protected virtual string Shown(KnowledgeItem item, IServiceProvider services) => "";

    static KnowledgeItem? ItemOf(HttpContext http, KnowledgeBase knowledge) => http.Request.RouteValues["key"] is string key ? knowledge.Find(key) : null;
}
