using System.Diagnostics;
using MarsKb.Cli.Infra;

namespace MarsKb.Cli;

/// <summary>The real program: streams, encoding, exit code.</summary>
public sealed class ProcessTests(ContentFixture content) : IClassFixture<ContentFixture>
{
    [Theory]
    [InlineData(0, "lint", "{content}")]
    [InlineData(1, "show", "nothing-has-this-name", "--content", "{content}")]
    [InlineData(2, "nothing")]
    public async Task The_exit_code_reaches_the_shell(int exit, params string[] args)
    {
        var (code, output, error) = await RunAsync([.. args.Select(a => a.Replace("{content}", content.Folder, StringComparison.Ordinal))]);

        Assert.True(code == exit, error);
        Assert.Empty(output);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Text_is_UTF8_without_mark_or_colour_in_a_pipe()
    {
        var (code, output, _) = await RunAsync(["show", "34513", "--content", content.Folder]);

        Assert.Equal(0, code);
        Assert.StartsWith("34513  Invalid", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
    }

    static async Task<(int Exit, string Out, string Error)> RunAsync(IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "marskb.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
