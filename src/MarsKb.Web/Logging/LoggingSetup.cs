using System.Globalization;
using MarsKb.Configuration;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace MarsKb.Logging;

static class LoggingSetup
{
    const int KeptFiles = 14;
    const long LargestFile = 64L << 20;

    /// <summary>Console for people, a JSON file a day in the data folder for programs. Levels are set under <c>Serilog:MinimumLevel</c>.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, MarsKbOptions options)
    {
        var logger = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            // It writes whole addresses, tokens and queries included, whatever level somebody sets for the rest.
            .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<WithoutRequestPath>()
            .WriteTo.Console(new OneLineFormatter(
                new MessageTemplateTextFormatter("{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} [{Level:u3}] {Message:lj}", CultureInfo.InvariantCulture), appendException: true))
            .WriteTo.File(
                new OneLineFormatter(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture), appendException: false),
                Path.Combine(options.DataDirectory, "logs", "marskb-.json"),
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: KeptFiles, fileSizeLimitBytes: LargestFile, rollOnFileSizeLimit: true)
            .CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }

    /// <summary>One event for each request.</summary>
    public static void UseRequestLog(this WebApplication app) => app.UseMiddleware<RequestLog>();
}
