using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace MarsKb.Security.Staff;

/// <summary>What somebody who is not staff gets: nothing at all where no key is set, else the sign-in page; programs a 401.</summary>
sealed class StaffRefusal(StaffKey key) : IAuthorizationMiddlewareResultHandler
{
    readonly AuthorizationMiddlewareResultHandler usual = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !policy.Requirements.OfType<StaffRequirement>().Any()) return usual.HandleAsync(next, context, policy, authorizeResult);
        if (!key.IsSet)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (!context.IsApi() && context.Request.Headers.Authorization.Count == 0) return context.ChallengeAsync(StaffSetup.CookieScheme);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
