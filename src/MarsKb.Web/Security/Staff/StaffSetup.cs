using System.Security.Claims;
using MarsKb.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace MarsKb.Security.Staff;

/// <summary>The staff surface. A page asks for it with <c>[Authorize(StaffSetup.Policy)]</c>.</summary>
public static class StaffSetup
{
    public const string Policy = "Staff";
    public const string SignInPath = "/staff/sign-in";

    internal const string CookieScheme = "StaffCookie";
    internal const string KeyScheme = "StaffKey";

    const string StampClaim = "stamp";

    internal static void AddStaff(this IServiceCollection services, MarsKbOptions options)
    {
        services.AddSingleton<StaffKey>();
        services.AddSingleton<SignInAttempts>();
        services.AddSingleton<IAuthorizationHandler, StaffHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, StaffRefusal>();
        services.AddAuthentication(CookieScheme)
            .AddCookie(CookieScheme, cookie =>
            {
                cookie.Cookie = new SiteCookies(options).Builder("staff");
                cookie.LoginPath = SignInPath;
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.Events.OnValidatePrincipal = EndWhenTheKeyChangedAsync;
            })
            .AddScheme<AuthenticationSchemeOptions, StaffKeyHandler>(KeyScheme, null);
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy
            .AddAuthenticationSchemes(CookieScheme, KeyScheme)
            .AddRequirements(new StaffRequirement()));
    }

    /// <summary>Makes a program that sends the key staff on every page and route, as the cookie does for people, not only where staff alone may go.</summary>
    internal static void UseStaffKey(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.Headers.Authorization.Count > 0 && (await context.AuthenticateAsync(KeyScheme)).Principal is { } program) context.User.AddIdentities(program.Identities);
        await next(context);
    });

    internal static ClaimsPrincipal Principal(StaffKey key, string scheme) =>
        new(new ClaimsIdentity([new Claim(StampClaim, key.Stamp)], scheme));

    internal static bool IsStaff(ClaimsPrincipal user, StaffKey key) =>
        key.IsSet && user.Identities.Any(i => i.IsAuthenticated && i.HasClaim(StampClaim, key.Stamp));

    /// <summary>For what shows staff more than others: by cookie or by key; where no key is set, whoever sits at this machine.</summary>
    internal static bool IsStaff(HttpContext context, StaffKey key) => key.IsSet ? IsStaff(context.User, key) : StaffKey.IsLocal(context);

    static Task EndWhenTheKeyChangedAsync(CookieValidatePrincipalContext context)
    {
        if (context.Principal is not { } user || !IsStaff(user, context.HttpContext.RequestServices.GetRequiredService<StaffKey>())) context.RejectPrincipal();
        return Task.CompletedTask;
    }
}

sealed class StaffRequirement : IAuthorizationRequirement;

sealed class StaffHandler(StaffKey key) : AuthorizationHandler<StaffRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, StaffRequirement requirement)
    {
        if (key.IsSet ? StaffSetup.IsStaff(context.User, key) : context.Resource is HttpContext http && StaffKey.IsLocal(http)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
