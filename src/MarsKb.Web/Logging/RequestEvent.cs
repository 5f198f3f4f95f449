using System.Diagnostics;
using MarsKb.Health;
using Serilog.AspNetCore;
using Serilog.Events;

namespace MarsKb.Logging;

/// <summary>
/// What the event of a request says. A path is written only when the site knew it and it lets nobody in; else only the route: what
/// people paste into the address bar or the search box, and the tokens of sessions, are not ours to keep. Queries are never written.
/// </summary>
static class RequestEvent
{
    const string Template = "HTTP {Method} {Path} {Status} in {Elapsed:0.0} ms from {Client} ({RequestId})";
    const int LongestPath = 200;

    public static void Describe(RequestLoggingOptions options)
    {
        options.MessageTemplate = Template;
        options.GetLevel = (context, _, thrown) => Level(context, thrown);
        options.GetMessageTemplateProperties = (context, path, elapsed, status) =>
        [
            Property("Method", KnownMethod(context.Request.Method)),
            Property("Path", Shown(context, path, status)),
            Property("Status", status),
            Property("Elapsed", elapsed),
            Property("Client", context.Connection.RemoteIpAddress?.ToString()),
            Property("RequestId", Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier),
        ];
    }

    static LogEventLevel Level(HttpContext context, Exception? thrown) => context.Response.StatusCode switch
    {
        _ when HealthSetup.IsHealth(context.Request.Path.Value ?? "") => LogEventLevel.Debug,
        _ when thrown is not null => LogEventLevel.Error,
        StatusCodes.Status500InternalServerError => LogEventLevel.Error,
        > StatusCodes.Status500InternalServerError => LogEventLevel.Warning,
        _ => LogEventLevel.Information,
    };

    static string Shown(HttpContext context, string path, int status)
    {
        var route = context.Features.Get<MatchedRoute>();
        if (status < 400 && route is not { IsSecret: true }) return path.Length <= LongestPath ? path : path[..LongestPath] + "…";
        return route?.Pattern is { } pattern ? "/" + pattern.TrimStart('/') : "(unknown address)";
    }

    static string KnownMethod(string method) =>
        method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" or "CONNECT" ? method : "(other)";

    static LogEventProperty Property(string name, object? value) => new(name, new ScalarValue(value));
}
