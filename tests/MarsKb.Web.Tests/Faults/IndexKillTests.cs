using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>The site is killed while it files and commits its search index. It always starts again, and answers from the content.</summary>
[Collection(OneAfterAnother.Name), Trait("Category", "Faults")]
public sealed class IndexKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Killed_while_it_indexes_it_starts_again_and_answers()
    {
        var rounds = FaultRounds.OrShort(3);
        var random = FaultRounds.Seeded(output);
        using var site = new FaultSite();
        var index = Path.Combine(site.Data, "index", "search");
        for (var round = 0; round < rounds; round++)
        {
            // New content each time, so that there is always something to file.
            for (var i = 0; i < 300; i++)
                TestContent.Write(site.Content, $"entries/{70_000 + i}.md", TestContent.Entry($"{70_000 + i}", $"Volume number{i} of edition{round} is lost"));
            using (var process = site.Launch())
            {
                SpinWait.SpinUntil(() => File.Exists(Path.Combine(index, "lock")), TimeSpan.FromSeconds(60));
                // The moment is the test: from before the first file to after the commit.
                await Task.Delay(random.Next(0, 1500));
                process.Kill();
            }
            output.WriteLine($"round {round}: {string.Join(' ', Directory.GetFiles(index).Select(Path.GetFileName))}");
            await site.StartAsync();
            Assert.Contains("/entries/70123", await SearchAsync(site, $"number123 edition{round}"), StringComparison.Ordinal);
            Assert.Contains("/entries/70007", await SearchAsync(site, "70007"), StringComparison.Ordinal);
            site.Process.Kill();
        }
    }

    static async Task<string> SearchAsync(FaultSite site, string query)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        return await client.GetStringAsync($"/api/v1/search?q={Uri.EscapeDataString(query)}");
    }
}
