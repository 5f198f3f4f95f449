using System.Collections.Concurrent;
using System.Globalization;
using MarsKb.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Core;
using Serilog.Events;

namespace MarsKb.Infra;

/// <summary>
/// The site with folders of its own. In memory by default: <c>factory.CreateClient()</c>. On a real port:
/// <c>factory.UseKestrel(0); factory.StartServer();</c>, then <see cref="WebApplicationFactory{T}.ClientOptions"/> has the address.
/// </summary>
public class SiteFactory : WebApplicationFactory<Program>
{
    readonly string folder = Directory.CreateTempSubdirectory("marskb-test-").FullName;
    readonly Dictionary<string, string?> settings = [];
    readonly List<Action<IServiceCollection>> services = [];

    public SiteFactory()
    {
        Directory.CreateDirectory(ContentFolder);
        TestContent.WriteTo(ContentFolder);
        Set("MarsKb:ContentDirectory", ContentFolder);
        Set("MarsKb:DataDirectory", DataFolder);
        Set("MarsKb:ReloadDelay", "00:00:00.100");
        Set("MarsKb:RateLimit:PerMinute", "0");
    }

    public string ContentFolder => Path.Combine(folder, "content");

    public string DataFolder => Path.Combine(folder, "data");

    /// <summary>What the site logged so far, rendered, without the exceptions.</summary>
    public ConcurrentQueue<LoggedEvent> Logged { get; } = new();

    /// <summary>Call before the site is started.</summary>
    public SiteFactory Set(string key, string? value)
    {
        settings[key] = value;
        return this;
    }

    /// <summary>The repository's own content in place of the small one. Call before the site is started.</summary>
    public SiteFactory WithRealContent() => Set("MarsKb:ContentDirectory", Repository.Content);

    /// <summary>Call before the site is started.</summary>
    public SiteFactory With(Action<IServiceCollection> configure)
    {
        services.Add(configure);
        return this;
    }

    /// <summary>Starts on a loopback port that the kernel chooses.</summary>
    public Uri StartOnPort()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    /// <summary>Waits until the database is open too; pages do not need it.</summary>
    public async Task WaitUntilReadyAsync()
    {
        var writer = Services.GetRequiredService<StorageWriter>();
        await StorageFixture.Until(() => writer.Closed is null);
    }

    /// <summary>As in production: the factory would choose Development, which shows other error pages and caches no file.</summary>
    protected override IHost CreateHost(IHostBuilder builder) => base.CreateHost(builder.UseEnvironment(Environments.Production));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureServices(s => s.AddSingleton<ILogEventSink>(new LogCapture(Logged)));
        foreach (var configure in services) builder.ConfigureServices(configure);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}

public sealed record LoggedEvent(LogEventLevel Level, string Category, string Text, Exception? Exception);

sealed class LogCapture(ConcurrentQueue<LoggedEvent> events) : ILogEventSink
{
    public void Emit(LogEvent logEvent) =>
        events.Enqueue(new LoggedEvent(logEvent.Level, Category(logEvent), logEvent.RenderMessage(CultureInfo.InvariantCulture), logEvent.Exception));

    static string Category(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName) is ScalarValue { Value: string category } ? category : "";
}
