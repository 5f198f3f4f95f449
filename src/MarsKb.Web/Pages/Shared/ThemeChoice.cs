using MarsKb.Security;

namespace MarsKb.Pages.Shared;

/// <summary>Light or dark, kept in a cookie; without one the system decides.</summary>
public static class ThemeChoice
{
    /// <summary>What somebody chose who wants neither.</summary>
    public const string System = "system";

    const string Cookie = "theme";

    /// <summary><c>light</c>, <c>dark</c>, or null for the system's choice.</summary>
    public static string? Of(SiteCookies cookies, HttpRequest request) => cookies.Read(request, Cookie) is "light" or "dark" ? cookies.Read(request, Cookie) : null;

    /// <param name="theme">Anything but <c>light</c> and <c>dark</c> gives the choice back to the system.</param>
    public static void Set(SiteCookies cookies, HttpResponse response, string? theme)
    {
        if (theme is "light" or "dark") cookies.Write(response, Cookie, theme, TimeSpan.FromDays(365));
        else cookies.Write(response, Cookie, System, TimeSpan.Zero);
    }
}
