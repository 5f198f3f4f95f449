using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Security;

/// <summary>A page answers the methods it has handlers for. Razor Pages alone shows the page for any other, TRACE included.</summary>
sealed class PageMethodFilter : IAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the antiforgery check: a PUT is not a bad form.</summary>
    public int Order => -1_000_000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.IsErrorPage() || HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return;
        if (context.ActionDescriptor is not CompiledPageActionDescriptor page) return;
        var methods = page.HandlerMethods?.Select(h => h.HttpMethod.ToUpperInvariant()).Distinct().ToList() ?? [];
        if (methods.Contains(http.Request.Method)) return;
        http.Response.Headers.Allow = string.Join(", ", methods.Union(["GET", "HEAD"]).Order(StringComparer.Ordinal));
        context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }
}
