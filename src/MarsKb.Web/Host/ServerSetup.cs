using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MarsKb.Host;

/// <summary>How the process runs, and the limits of the web server (RFC 9112 parsing is Kestrel's own).</summary>
static class ServerSetup
{
    public const string DefaultUrl = "http://localhost:5080";

    public static void AddServer(this WebApplicationBuilder builder)
    {
        if (!HasAddress(builder.Configuration)) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(Limit);
        // Each does something only where systemd or Windows has started the process.
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(o => o.ServiceName = "MarsKb");
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
    }

    static bool HasAddress(ConfigurationManager configuration) =>
        configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 }
        || configuration[WebHostDefaults.HttpPortsKey] is { Length: > 0 }
        || configuration[WebHostDefaults.HttpsPortsKey] is { Length: > 0 }
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.MaxConcurrentConnections = 1000;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = 1 << 20;
        limits.MaxRequestLineSize = 8 << 10;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestHeaderCount = 100;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
