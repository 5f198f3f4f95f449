using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MarsKb.Security.Staff;

/// <summary><c>Authorization: Bearer</c> with the staff key, for programs.</summary>
sealed class StaffKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, StaffKey key, SignInAttempts attempts)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!key.IsSet || Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        var client = Context.Connection.RemoteIpAddress;
        if (attempts.Wait(client) > TimeSpan.Zero) return Task.FromResult(AuthenticateResult.Fail("Too many wrong keys."));
        if (key.Is(header[Prefix.Length..].Trim()))
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(StaffSetup.Principal(key, Scheme.Name), Scheme.Name)));
        attempts.Count(client);
        return Task.FromResult(AuthenticateResult.Fail("Wrong key."));
    }

    // Pages lead to the sign-in page instead; see StaffRefusal.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => Task.CompletedTask;
}
