using MarsKb.Security;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>Who answers: as the sign-in proxy says, else as typed once in this browser.</summary>
public sealed class SessionPerson(SiteCookies cookies)
{
    const string Cookie = "name";

    static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The name, or null when nobody said.</summary>
    public string? Of(HttpContext context) => context.Person() ?? WrittenText.Name(cookies.Read(context.Request, Cookie));

    /// <param name="name">Cleaned; null forgets it.</param>
    public void Keep(HttpContext context, string? name) => cookies.Write(context.Response, Cookie, name ?? "", name is null ? TimeSpan.Zero : Kept);
}
