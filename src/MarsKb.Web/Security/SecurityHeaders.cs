using MarsKb.Configuration;

namespace MarsKb.Security;

/// <summary>The headers that every reply carries: pages, files, API, errors.</summary>
sealed class SecurityHeaders(RequestDelegate next, MarsKbOptions options)
{
    // From 'self', not 'none': Firefox checks the icon file of an SVG <use> against default-src.
    const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; frame-src 'none'; " +
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; require-trusted-types-for 'script'";

    const string NoFeatures =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), " +
        "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    /// <summary>A page may set a stricter one itself.</summary>
    internal const string ReferrerPolicy = "Referrer-Policy";

    const string TwoYears = "max-age=63072000; includeSubDomains";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Set, (context.Response.Headers, options.IsHttps));
        return next(context);
    }

    static Task Set(object state)
    {
        var (headers, https) = ((IHeaderDictionary, bool))state;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (headers[ReferrerPolicy].Count == 0) headers[ReferrerPolicy] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = NoFeatures;
        if (https) headers.StrictTransportSecurity = TwoYears;
        return Task.CompletedTask;
    }
}
