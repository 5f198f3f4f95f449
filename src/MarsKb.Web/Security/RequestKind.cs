using Microsoft.AspNetCore.Diagnostics;

namespace MarsKb.Security;

/// <summary>What a request is for.</summary>
static class RequestKind
{
    /// <summary>True where programs ask: they get problem details instead of pages.</summary>
    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>True while an error page is made; the checks of the request have run by then.</summary>
    public static bool IsErrorPage(this HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
