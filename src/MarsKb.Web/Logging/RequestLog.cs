using System.Diagnostics;
using MarsKb.Health;

namespace MarsKb.Logging;

/// <summary>
/// One event for each request. A path is written only when the site knew it; else only the route: what people paste into
/// the address bar or the search box, tokens included, is not ours to keep. Queries are never written.
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
        if (status < 400) return path.Length <= LongestPath ? path : path[..LongestPath] + "…";
        var route = context.Features.Get<MatchedRoute>()?.Pattern;
        return route is null ? "(unknown address)" : "/" + route.TrimStart('/');
    }

    static string KnownMethod(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT" ? method : "(other)";
}

/// <summary>The route that the request itself matched, before an error page took over.</summary>
sealed record MatchedRoute(string? Pattern);
