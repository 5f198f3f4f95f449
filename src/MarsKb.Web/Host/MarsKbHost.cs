using MarsKb.Api;
using MarsKb.Configuration;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;
using MarsKb.Features.Sessions;
using MarsKb.Features.Triage;
using MarsKb.Health;
using MarsKb.Logging;
using MarsKb.Pages.Caching;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using MarsKb.Security.Staff;
using MarsKb.Storage;

namespace MarsKb.Host;

/// <summary>Puts the site together. Each part adds itself beside its feature.</summary>
public static class MarsKbHost
{
    /// <summary>Reads and checks the configuration and registers everything.</summary>
    /// <exception cref="WrongConfigurationException">A setting is wrong; the message has one line each.</exception>
    /// <exception cref="StorageUnavailableException">The SQLite that is loaded can damage databases.</exception>
    public static WebApplicationBuilder AddMarsKb(this WebApplicationBuilder builder)
    {
        var options = builder.AddMarsKbOptions();
        SqliteRelease.Require();
        builder.AddLogging(options);
        builder.AddServer();
        builder.AddStaticFiles();
        builder.Services.AddHealth();
        builder.Services.AddContent(options);
        builder.Services.AddFeatures(options);
        builder.Services.AddSecurity(options);
        builder.Services.AddErrorPages();
        builder.Services.AddCompression();
        builder.Services.AddSingleton(Rendition.Site);
        builder.Services.AddPageCache();
        builder.Services.AddRazorPages();
        builder.Services.AddMarsKbApi();
        return builder;
    }

    /// <summary>What pages ask beside the content; an export has it too, without anything behind it.</summary>
    internal static void AddFeatures(this IServiceCollection services, MarsKbOptions options)
    {
        services.AddStorage(options);
        services.AddFeedback();
        services.AddSessions();
        services.AddSearches();
        services.AddTriage();
    }

    /// <summary>The order of the pipeline, and all endpoints.</summary>
    public static WebApplication UseMarsKb(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<MarsKbOptions>();
        app.UseProxies(options);
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseGuards(options);
        app.UseRouting();
        app.UseMatchedRoute();
        app.UseAuthentication();
        app.UseStaffKey();
        app.UseAuthorization();
        // Pages are kept as they leave: compressed.
        app.UseOutputCache();
        app.UseResponseCompression();
        app.MapHealth();
        app.MapMarsKbApi();
        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        return app;
    }
}
