using MarsKb;
using MarsKb.Logging;
using Serilog;

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
finally
{
    await Log.CloseAndFlushAsync();
}

/// <summary>Public, so that tests can start the site.</summary>
public partial class Program;
