using MarsKb.Logging;
using MarsKb.Security;

namespace MarsKb.Host;

/// <summary>Errors leave as problem details below <c>/api</c>, as a page elsewhere.</summary>
static class ErrorPages
{
    /// <summary>A request that cannot be read is the sender's fault, not ours.</summary>
    public static void AddErrorPages(this IServiceCollection services) =>
        services.Configure<ExceptionHandlerOptions>(o => o.StatusCodeSelector = e =>
            e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(c => c.IsApi(), api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages();
        });
        // Razor Pages answers OPTIONS with 200 whatever the page is, an error page included.
        app.UseWhen(c => !c.IsApi() && !HttpMethods.IsOptions(c.Request.Method), pages =>
        {
            pages.UseExceptionHandler("/error");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
    }

    /// <summary>Remembers the route for the log before an error page replaces it.</summary>
    public static void UseMatchedRoute(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.IsErrorPage() && context.GetEndpoint() is RouteEndpoint endpoint)
            context.Features.Set(MatchedRoute.Of(endpoint));
        return next(context);
    });
}
