using System.Diagnostics;
using MarsKb.Cli.Infra;

namespace MarsKb.Cli;

/// <summary>Verbs that only read content load neither the site nor a database: each runs as a process that tells what it has loaded.</summary>
public sealed class LoadedAssembliesTests : IDisposable
{
    static readonly string[] OfTheSite = ["MarsKb.Web", "MarsKb.Export", "Microsoft.AspNetCore.", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "Serilog"];

    readonly ContentFixture content = new();
    readonly DataFixture data = new();
    readonly string folder = Directory.CreateTempSubdirectory("marskb-loaded-").FullName;

    public LoadedAssembliesTests()
    {
        content.Write("flows/a-flow.yaml", ContentFixture.Flow);
        File.WriteAllText(Path.Combine(folder, "agent.log"), "Invalid vault credentials were provided. (ID: 34513)\n");
        File.WriteAllText(Path.Combine(folder, "article.md"), "# Troubleshoot\n\n## Error 34513\n\nInvalid vault credentials.\n");
    }

    public void Dispose()
    {
        content.Dispose();
        data.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("lint {content}")]
    [InlineData("lint {content} --truth")]
    [InlineData("search invalid vault --json --content {content}")]
    [InlineData("show 34513 --json --content {content}")]
    [InlineData("show a-flow --content {content}")]
    [InlineData("check --server-core --json --content {content}")]
    [InlineData("triage {folder}/agent.log --json --content {content}")]
    [InlineData("import {folder}/article.md --out {folder}/drafts")]
    [InlineData("flows check --content {content}")]
    [InlineData("flows paths a-flow --content {content}")]
    [InlineData("flows graph a-flow --content {content}")]
    public async Task What_only_reads_content_loads_nothing_of_the_site(string line)
    {
        var loaded = await LoadedAsync(line);
        Assert.Contains("MarsKb.Core", loaded.Append(line == "--help" ? "MarsKb.Core" : ""));
        Assert.DoesNotContain(loaded, a => OfTheSite.Any(s => a.StartsWith(s, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("gaps --data {data} --content {content}", "Microsoft.EntityFrameworkCore")]
    [InlineData("export --out {folder}/export --content {content}", "Microsoft.AspNetCore.Mvc.RazorPages")]
    public async Task What_needs_the_site_is_seen_to_load_it(string line, string assembly)
    {
        var loaded = await LoadedAsync(line);
        Assert.Contains("MarsKb.Web", loaded);
        Assert.Contains(assembly, loaded);
    }

    async Task<string[]> LoadedAsync(string line)
    {
        var list = Path.Combine(folder, "loaded.txt");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "marskb.dll"));
        foreach (var argument in line.Split(' '))
            start.ArgumentList.Add(argument
                .Replace("{content}", content.Folder, StringComparison.Ordinal)
                .Replace("{data}", data.Folder.Path, StringComparison.Ordinal)
                .Replace("{folder}", folder, StringComparison.Ordinal));
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(LoadedAssembliesTests).Assembly.Location;
        start.Environment[StartupHook.Setting] = list;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        await output;
        // The flow of the test content confirms no cause, which flows check reports; all else finds nothing.
        var expected = line.StartsWith("flows check", StringComparison.Ordinal) ? 1 : 0;
        Assert.True(process.ExitCode == expected, await error);
        Assert.DoesNotContain("Unhandled exception", await error, StringComparison.Ordinal);
        return await File.ReadAllLinesAsync(list);
    }
}
