using System.Net;
using MarsKb.Infra;

namespace MarsKb.Faults;

/// <summary>The site as a process, on content of its own, started and killed at will on one data folder.</summary>
sealed class FaultSite : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("marskb-fault-").FullName;
    readonly List<SiteProcess> started = [];

    public FaultSite()
    {
        TestContent.WriteTo(Content);
        TestContent.Write(Content, "flows/sample.yaml", SampleFlow.Yaml);
        Data = Path.Combine(folder, "data");
    }

    public string Content => Path.Combine(folder, "content");

    /// <summary>Set to a folder on another disk before the first start.</summary>
    public string Data { get; set; }

    public SiteProcess Process => started[^1];

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts and waits until answers can be given, or until the site says why not.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync(string expectedStatus = "ready")
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        started.Add(Launch());
        Address = await Process.AddressAsync();
        var status = "";
        await UntilAsync(
            async () => (status = await ReadyAsync()).Contains($"\"status\":\"{expectedStatus}\"", StringComparison.Ordinal), () => $"the site is {expectedStatus}; it says {status}");
        return System.Diagnostics.Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Starts and waits for nothing; whoever calls ends it.</summary>
    public SiteProcess Launch() =>
        new("--MarsKb:ContentDirectory", Content, "--MarsKb:DataDirectory", Data, "--MarsKb:RateLimit:PerMinute", "0", "--Serilog:MinimumLevel:Default", "Information");

    public async Task<string> ReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        return await (await client.GetAsync("/healthz/ready")).Content.ReadAsStringAsync();
    }

    public async Task<HttpStatusCode> GetAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        return (await client.GetAsync(path)).StatusCode;
    }

    public static Task<TimeSpan> UntilAsync(Func<Task<bool>> holds, string what, int seconds = 60) => UntilAsync(holds, () => what, seconds);

    static async Task<TimeSpan> UntilAsync(Func<Task<bool>> holds, Func<string> what, int seconds = 60)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds < seconds, $"Within {seconds} s it did not come about that {what()}.");
            await Task.Delay(20);
        }
        return System.Diagnostics.Stopwatch.GetElapsedTime(began);
    }

    public void Dispose()
    {
        foreach (var process in started) process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
