using MarsKb.Health;

namespace MarsKb.Host;

/// <summary><c>MarsKb.Web healthcheck</c>: asks the site on this machine whether it is alive, for containers that have no curl.</summary>
static class HealthCheckCommand
{
    public const string Verb = "healthcheck";

    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(4);

    /// <param name="address">Address of the site; null: the port that the environment names, as in the image.</param>
    /// <returns>0 when it is alive, else 1.</returns>
    public static async Task<int> RunAsync(string? address)
    {
        var port = Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS")?.Split(';')[0];
        var site = address ?? (port is null ? ServerSetup.DefaultUrl : $"http://127.0.0.1:{port}");
        using var client = new HttpClient { Timeout = LongestWait };
        try
        {
            using var reply = await client.GetAsync(new Uri(new Uri(site), HealthSetup.Prefix + "/live"));
            return reply.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or UriFormatException)
        {
            await Console.Error.WriteLineAsync("marskb: " + e.Message);
            return 1;
        }
    }
}
