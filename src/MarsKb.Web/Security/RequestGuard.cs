using MarsKb.Health;
using Microsoft.AspNetCore.Http.Features;

namespace MarsKb.Security;

/// <summary>Refuses what no page needs to look at: methods that nothing here has, hosts that are not this site's, bodies that are too large.</summary>
sealed class RequestGuard(RequestDelegate next, SiteHosts hosts, IEnumerable<LargerBody> larger)
{
    readonly LargerBody[] larger = [.. larger];

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Method is not ("GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS"))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD, POST";
            return Task.CompletedTask;
        }
        if (!HealthSetup.IsHealth(request.Path.Value ?? "") && !hosts.Allows(request.Host))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync("This site does not answer to the host name of the request. Its operators can set MarsKb:BaseUrl.\n");
        }
        var feature = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (feature is { IsReadOnly: false } && larger.FirstOrDefault(l => request.Path.Equals(l.Path, StringComparison.OrdinalIgnoreCase)) is { } body)
            feature.MaxRequestBodySize = body.Most;
        if (request.ContentLength > feature?.MaxRequestBodySize)
        {
            return RefuseBodyAsync(context);
        }
        return next(context);
    }

    static async Task RefuseBodyAsync(HttpContext context)
    {
        await OversizedBody.DiscardAsync(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
    }
}
