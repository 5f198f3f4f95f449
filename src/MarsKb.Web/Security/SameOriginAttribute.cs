using MarsKb.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MarsKb.Security;

/// <summary>
/// For a page whose form carries no antiforgery token, so that pages with the form can be cached: a POST must show that it comes
/// from this site, by <c>Sec-Fetch-Site</c>, else <c>Origin</c>, else <c>Referer</c> (Internet Explorer sends no other). Without any of
/// them it is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SameOriginAttribute : Attribute, IAuthorizationFilter, IAntiforgeryPolicy
{
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return;
        if (!IsFromHere(request, context.HttpContext.RequestServices.GetRequiredService<MarsKbOptions>())) context.Result = new BadRequestResult();
    }

    internal static bool IsFromHere(HttpRequest request, MarsKbOptions options)
    {
        var headers = request.Headers;
        if (headers["Sec-Fetch-Site"] is [{ } site]) return site == "same-origin";
        if (headers.Origin is [{ } origin]) return IsThisSite(origin, request, options);
        return headers.Referer is [{ } referer] && IsThisSite(referer, request, options);
    }

    // The request's own host has passed the host check.
    internal static bool IsThisSite(string address, HttpRequest request, MarsKbOptions options) =>
        Uri.TryCreate(address, UriKind.Absolute, out var from)
        && (IsSame(from, $"{request.Scheme}://{request.Host.Value}") || options.BaseUrl is { } site && IsSame(from, site.AbsoluteUri));

    static bool IsSame(Uri from, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var to)
        && Uri.Compare(from, to, UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
