using System.Globalization;
using MarsKb.Bench;
using MarsKb.Content;
using MarsKb.Features.Sessions;
using MarsKb.Host;
using MarsKb.Storage;

// Usage: dotnet run -c Release --project bench/MarsKb.Bench.Answers -- [seconds per round, default 5] [--MarsKb:DataDirectory=<folder on the disk to measure>]
var seconds = args is [var first, ..] && int.TryParse(first, CultureInfo.InvariantCulture, out var given) ? given : 5;
var folder = Directory.CreateTempSubdirectory("marskb-bench-").FullName;
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = [$"--MarsKb:DataDirectory={folder}", "--MarsKb:RateLimit:PerMinute=0", "--Serilog:MinimumLevel:Default=Warning", "--urls=http://127.0.0.1:0", .. args.Where(a => a.StartsWith("--", StringComparison.Ordinal))],
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddMarsKb();
await using var app = builder.Build();
app.UseMarsKb();
await app.StartAsync();
var data = app.Services.GetRequiredService<DataFolder>();
var writer = app.Services.GetRequiredService<StorageWriter>();
while (writer.Closed is not null || app.Services.GetRequiredService<CurrentKnowledge>().Value.Flows.IsEmpty) await Task.Delay(20);
try
{
    var walkers = new Walkers(app.Services.GetRequiredService<SessionService>(), app.Services.GetRequiredService<CurrentKnowledge>().Value.Flows);
    await walkers.RunAsync(4, TimeSpan.FromSeconds(2)); // warm
    Console.WriteLine($"data on {new DriveInfo(data.Path).DriveFormat}, {Environment.ProcessorCount} cores, {seconds} s a round");
    for (var round = 1; round <= 3; round++)
    {
        var raw = RawCommits.PerSecond(data.Path, TimeSpan.FromSeconds(seconds));
        var four = await walkers.RunAsync(4, TimeSpan.FromSeconds(seconds));
        var fifty = await walkers.RunAsync(50, TimeSpan.FromSeconds(seconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"round {round}: raw commits {raw:F0}/s; 4 writers {four.PerSecond:F0}/s ({four.PerSecond / raw:P0} of raw), p99 {four.P99:F1} ms, {four.Cpu:F2} ms of processor each; 50 sessions {fifty.PerSecond:F0}/s, p50 {fifty.P50:F1} ms, p99 {fifty.P99:F1} ms, worst {fifty.Worst:F1} ms"));
    }
}
finally
{
    await app.StopAsync();
    Directory.Delete(folder, recursive: true);
}
