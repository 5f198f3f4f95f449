using MarsKb.Api;
using MarsKb.Content;
using MarsKb.Health;
using MarsKb.Logging;
using MarsKb.Security;
using MarsKb.Storage;

namespace MarsKb;

/// <summary>Puts the site together. Each part adds itself beside its feature.</summary>
public static class MarsKbHost
{
    /// <summary>Reads and checks the configuration and registers everything.</summary>
    /// <exception cref="WrongConfigurationException">A setting is wrong; the message has one line each.</exception>
    public static WebApplicationBuilder AddMarsKb(this WebApplicationBuilder builder)
    {
        var options = builder.AddMarsKbOptions();
        builder.AddLogging(options);
        builder.WebHost.UseStaticWebAssets();
        builder.AddServer();
        builder.Services.AddHealth();
        builder.Services.AddContent();
        builder.Services.AddStorage(options);
        builder.Services.AddSecurity(options);
        builder.Services.AddRazorPages();
        builder.Services.AddMarsKbApi();
        return builder;
    }

    /// <summary>The order of the pipeline, and all endpoints.</summary>
    public static WebApplication UseMarsKb(this WebApplication app)
    {
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseRouting();
        app.UseMatchedRoute();
        app.MapHealth();
        app.MapMarsKbApi();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }
}
