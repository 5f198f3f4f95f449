using MarsKb.Configuration;

namespace MarsKb.Security;

/// <summary>Cookies of this site: not for scripts, not for other sites, and over TLS bound to exactly this host.</summary>
public sealed class SiteCookies(MarsKbOptions options)
{
    /// <summary>The full name of a cookie.</summary>
    public string Name(string name) => (options.IsHttps ? "__Host-" : "") + "marskb-" + name;

    public string? Read(HttpRequest request, string name) => request.Cookies[Name(name)];

    /// <param name="keep">How long; null: until the browser is closed.</param>
    public void Write(HttpResponse response, string name, string value, TimeSpan? keep = null)
    {
        var cookie = Builder(name).Build(response.HttpContext);
        cookie.MaxAge = keep;
        response.Cookies.Append(Name(name), value, cookie);
    }

    internal CookieBuilder Builder(string name) => new()
    {
        Name = Name(name),
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        SecurePolicy = options.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
        IsEssential = true,
    };
}
