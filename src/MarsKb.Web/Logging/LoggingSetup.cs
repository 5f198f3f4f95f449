using System.Globalization;
using MarsKb.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;

namespace MarsKb.Logging;

static class LoggingSetup
{
    const int KeptFiles = 14;
    const long LargestFile = 64L << 20;

    /// <summary>Console for people, a file a day of compact JSON in the data folder for programs. Levels are set under <c>Serilog:MinimumLevel</c>.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, MarsKbOptions options) =>
        builder.Host.UseSerilog((context, services, logger) => logger
            .ReadFrom.Configuration(context.Configuration)
            .ReadFrom.Services(services)
            // It writes whole addresses, tokens and queries included, whatever level somebody sets for the rest.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutRequestPath>()
            .WriteTo.Console(new OneLineFormatter(
                new MessageTemplateTextFormatter("{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} [{Level:u3}] {Message:lj}", CultureInfo.InvariantCulture), appendException: true))
            .WriteTo.File(
                new OneLineFormatter(new RenderedCompactJsonFormatter(), appendException: false),
                Path.Combine(options.DataDirectory, "logs", "marskb-.json"),
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: KeptFiles, fileSizeLimitBytes: LargestFile, rollOnFileSizeLimit: true),
            // Each site has its own: tests run several in one process.
            preserveStaticLogger: true);

    /// <summary>One event for each request.</summary>
    public static void UseRequestLog(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        RequestEvent.Describe(options);
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
    });
}
