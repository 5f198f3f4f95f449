using System.Diagnostics;

namespace MarsKb.Infra;

/// <summary>The site as a process of its own, for what a test cannot do to itself: kill it, and read its exit code.</summary>
sealed class SiteProcess : IDisposable
{
    readonly Process process;
    readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task<string> errors;

    public SiteProcess(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0", .. settings])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            const string mark = "Now listening on: ";
            if (line.Data?.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at) address.TrySetResult(new Uri(line.Data[(at + mark.Length)..].Trim()));
        };
        process.BeginOutputReadLine();
        errors = process.StandardError.ReadToEndAsync();
    }

    public Task<Uri> AddressAsync() => address.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>As kill -9.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <returns>Exit code and what was written to standard error.</returns>
    public async Task<(int Code, string Errors)> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return (process.ExitCode, await errors);
    }

    public int Id => process.Id;

    /// <summary>As kill -TERM.</summary>
    public void Terminate() => Signal("TERM");

    /// <param name="signal">As <c>kill</c> names it: <c>TERM</c>, <c>STOP</c>.</param>
    public void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
