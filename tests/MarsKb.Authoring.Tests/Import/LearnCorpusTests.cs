using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MarsKb.Content;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Import;

/// <summary>The importer against labels that people made by reading real articles.</summary>
[Trait("Category", "Shared")]
public sealed class LearnCorpusTests(ITestOutputHelper log) : IDisposable
{
    readonly string output = Directory.CreateTempSubdirectory("marskb-learn").FullName;

    public void Dispose() => Directory.Delete(output, recursive: true);

    [Fact]
    public void The_goals_are_reached()
    {
        if (Shared is not { } shared) return;
        Importer.Run(Request(ImportFormat.Json), null, CancellationToken.None);
        var result = Path.Combine(output, "figures.json");
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(shared, "accept/import_eval.py"), Path.Combine(shared, "corpora/learn/gold.json"), output, "--json", result]) { RedirectStandardOutput = true })!;
        var text = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, text);
        using var figures = JsonDocument.Parse(File.ReadAllText(result));
        var rates = figures.RootElement.GetProperty("total").GetProperty("rates");
        foreach (var (name, goal) in new[] { ("recall", 0.95), ("precision", 0.95), ("codes", 0.98), ("message", 0.95), ("causes", 0.90), ("actions", 0.90) })
            Assert.True(rates.GetProperty(name).GetDouble() >= goal, string.Create(CultureInfo.InvariantCulture, $"{name} is below {goal}:\n{text}"));
    }

    [Fact]
    public void Drafts_of_real_articles_pass_the_check()
    {
        if (Shared is null) return;
        var outcome = Importer.Run(Request(ImportFormat.Entries), null, CancellationToken.None);
        var load = ContentLoader.Load(output, new DateOnly(2026, 11, 22));
        Assert.Empty(load.Diagnostics.Where(d => d.Severity == MarsKb.Diagnostics.Severity.Error));
        Assert.Equal(outcome.Entries + outcome.Guides, load.WithDrafts.Entries.Length);
    }

    string? Shared
    {
        get
        {
            if (SharedFolder.Path is { } shared && Directory.Exists(Path.Combine(shared, "corpora/learn"))) return shared;
            log.WriteLine("The corpus of articles is not here: passed over.");
            return null;
        }
    }

    ImportRequest Request(ImportFormat format) =>
        new([Path.Combine(Shared!, "corpora/learn"), Path.Combine(Shared!, "seeds/mars-troubleshoot.md")], output, format, "https://learn.test/docs", "CC BY 4.0");
}
