namespace MarsKb.Pages.Shared;

/// <summary>Light or dark, kept in a cookie; without one the system decides.</summary>
public static class ThemeChoice
{
    const string Cookie = "theme", SecureCookie = "__Host-theme";

    /// <summary><c>light</c>, <c>dark</c>, or null for the system's choice.</summary>
    public static string? Of(HttpRequest request) => Known(request.Cookies[SecureCookie]) ?? Known(request.Cookies[Cookie]);

    /// <param name="theme">Anything but <c>light</c> and <c>dark</c> takes the choice back.</param>
    /// <param name="https">True where browsers reach the site over TLS.</param>
    public static void Set(HttpResponse response, string? theme, bool https)
    {
        var options = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = https, Path = "/", IsEssential = true };
        var name = https ? SecureCookie : Cookie;
        if (Known(theme) is { } known)
        {
            options.MaxAge = TimeSpan.FromDays(365);
            response.Cookies.Append(name, known, options);
        }
        else
        {
            response.Cookies.Delete(name, options);
        }
    }

    static string? Known(string? theme) => theme is "light" or "dark" ? theme : null;
}
