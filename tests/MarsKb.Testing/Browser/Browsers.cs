using Microsoft.Playwright;

namespace MarsKb.Browser;

/// <summary>Finds a Chromium, Chrome or Edge on this machine, or has Playwright install one.</summary>
static class Browsers
{
    const string Setting = "MARSKB_TEST_BROWSER";

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable", "chrome", "msedge"];

    // Tests may run as root in a container, where the sandbox cannot; all they open is their own site.
    static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <exception cref="InvalidOperationException">There is none; the message is one line that says what to do.</exception>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        if (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } chosen)
            return File.Exists(chosen) ? await StartAsync(playwright, chosen) : throw None($"{Setting} names {chosen}, which is not there");
        if (OnPath() is { } found) return await StartAsync(playwright, found);
        foreach (var channel in new[] { "chrome", "msedge" })
        {
            try
            {
                return await playwright.Chromium.LaunchAsync(new() { Channel = channel, Args = Arguments });
            }
            catch (PlaywrightException)
            {
                // Not on this machine; try the next.
            }
        }
        if (!File.Exists(playwright.Chromium.ExecutablePath)) Microsoft.Playwright.Program.Main(["install", "chromium"]);
        return File.Exists(playwright.Chromium.ExecutablePath) ? await StartAsync(playwright, playwright.Chromium.ExecutablePath) : throw None("none was found and none could be installed");
    }

    static Task<IBrowser> StartAsync(IPlaywright playwright, string program) => playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments });

    static string? OnPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending))).FirstOrDefault(File.Exists);
    }

    static InvalidOperationException None(string why) => new(
        $"The browser tests need Chromium, Chrome or Edge: {why}. Install one, set {Setting} to its path, or leave them out with --filter Category!=Browser.");
}
