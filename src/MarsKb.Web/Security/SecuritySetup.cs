using MarsKb.Configuration;
using MarsKb.Security.Staff;
using Microsoft.AspNetCore.Mvc;

namespace MarsKb.Security;

static class SecuritySetup
{
    public static void AddSecurity(this IServiceCollection services, MarsKbOptions options)
    {
        services.AddSingleton<SiteHosts>();
        services.AddSingleton<SiteCookies>();
        services.AddProxies(options);
        services.AddRateLimit(options);
        services.AddKeyRing(options);
        services.AddStaff(options);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie = new SiteCookies(options).Builder("form");
            antiforgery.SuppressXFrameOptionsHeader = true; // every reply has it
        });
        // Razor Pages demand a token for every POST; pages say with [SameOrigin] or [IgnoreAntiforgeryToken] when they need none.
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new PageMethodFilter()));
    }

    public static void UseSecurityHeaders(this WebApplication app) => app.UseMiddleware<SecurityHeaders>();

    /// <summary>What may refuse a request. An error page that is made afterwards passes.</summary>
    public static void UseGuards(this WebApplication app, MarsKbOptions options) =>
        app.UseWhen(c => !c.IsErrorPage(), guarded =>
        {
            guarded.UseMiddleware<RequestGuard>();
            guarded.UseRateLimit(options);
        });
}
