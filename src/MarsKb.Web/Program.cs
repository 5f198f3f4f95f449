using MarsKb.Host;
using MarsKb.Logging;

if (args is [HealthCheckCommand.Verb, .. var rest]) return await HealthCheckCommand.RunAsync(rest.FirstOrDefault());

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddMarsKb();
    await using var app = builder.Build();
    app.UseMarsKb();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartFailure.Explains(e))
{
    StartFailure.Report(e, Console.Error);
    return 1;
}

/// <summary>Public, so that tests can start the site.</summary>
public partial class Program;
