using System.Diagnostics;
using MarsKb.Health;

namespace MarsKb.Logging;

/// <summary>
/// One event for each request. A path is written only when the site knew it and it lets nobody in; else only the route: what people
/// paste into the address bar or the search box, and the tokens of sessions, are not ours to keep. Queries are never written.
/// </summary>
sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    const int LongestPath = 200;

    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        var path = context.Request.Path.Value ?? "";
        try
        {
            await next(context);
        }
        finally
        {
            var status = context.Response.StatusCode;
            var level = HealthSetup.IsHealth(path) ? LogLevel.Debug : status == 500 ? LogLevel.Error : status > 500 ? LogLevel.Warning : LogLevel.Information;
            if (log.IsEnabled(level))
                log.Log(level, "HTTP {Method} {Path} {Status} in {Elapsed:0.0} ms from {Client} ({RequestId})",
                    KnownMethod(context.Request.Method), Shown(context, path, status), status,
                    Stopwatch.GetElapsedTime(start).TotalMilliseconds, context.Connection.RemoteIpAddress?.ToString(),
                    Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        }
    }

    static string Shown(HttpContext context, string path, int status)
    {
        var route = context.Features.Get<MatchedRoute>();
        if (status < 400 && route is not { HasToken: true }) return path.Length <= LongestPath ? path : path[..LongestPath] + "…";
        return route?.Pattern is { } pattern ? "/" + pattern.TrimStart('/') : "(unknown address)";
    }

    static string KnownMethod(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT" ? method : "(other)";
}

/// <summary>The route that the request itself matched, before an error page took over.</summary>
/// <param name="HasToken">True when a part of the path is a token: whoever knows it may come in.</param>
sealed record MatchedRoute(string? Pattern, bool HasToken)
{
    public static MatchedRoute Of(RouteEndpoint endpoint) =>
        new(endpoint.RoutePattern.RawText, endpoint.RoutePattern.Parameters.Any(p => p.Name.EndsWith("token", StringComparison.OrdinalIgnoreCase)));
}
