using System.Globalization;
using MarsKb.Content;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using Microsoft.AspNetCore.OutputCaching;

namespace MarsKb.Pages.Caching;

/// <summary>
/// Keeps a page as it was sent, for as long as it would be made the same again: for one load of the content, one theme, one way of compressing, and
/// whatever else is shown on it.
/// </summary>
/// <remarks>The content is taken from the request's services, so staff, who see drafts, have pages of their own.</remarks>
abstract class PageCache : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var knowledge = services.GetRequiredService<KnowledgeBase>();
        var kept = HttpMethods.IsGet(http.Request.Method) && !http.IsErrorPage() && IsKept(http.Request, knowledge);
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = kept;
        if (!kept) return ValueTask.CompletedTask;
        context.AllowLocking = true;
        var vary = context.CacheVaryByRules;
        vary.HeaderNames = "Accept-Encoding";
        vary.QueryKeys = "*";
        vary.VaryByValues["load"] = knowledge.Load.ToString(CultureInfo.InvariantCulture);
        vary.VaryByValues["theme"] = ThemeChoice.Of(services.GetRequiredService<SiteCookies>(), http.Request) ?? "";
        if (Shown(http, knowledge) is { Length: > 0 } shown) vary.VaryByValues["shown"] = shown;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        Count(context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<KnowledgeBase>());
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether this address is asked for often enough: what a ticket or a form adds to it is asked for once.</summary>
    protected abstract bool IsKept(HttpRequest request, KnowledgeBase knowledge);

    /// <summary>What the page shows that is not content, such as counts; empty when there is none.</summary>
    protected virtual string Shown(HttpContext http, KnowledgeBase knowledge) => "";

    /// <summary>Somebody was given a page that was kept: counts and logs it as much as one that is made.</summary>
    protected abstract void Count(HttpContext http, KnowledgeBase knowledge);
}
