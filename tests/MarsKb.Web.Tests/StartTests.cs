using System.Diagnostics;
using System.Net;
using MarsKb.Infra;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb;

/// <summary>Starting, stopping and being killed, as a process.</summary>
public sealed class StartTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("marskb-start-").FullName;

    [Fact]
    public async Task Wrong_settings_end_the_start_with_a_line_each()
    {
        using var site = new SiteProcess("--MarsKb:BaseUrl=nowhere", "--MarsKb:RateLimit:PerMinute=lots", $"--MarsKb:DataDirectory={data}");
        var (code, errors) = await site.ExitAsync();
        Assert.Equal(1, code);
        var lines = errors.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("marskb: MarsKb:BaseUrl: 'nowhere'", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("marskb: MarsKb:RateLimit:PerMinute: 'lots'", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_a_line()
    {
        using var first = new SiteProcess($"--MarsKb:DataDirectory={data}");
        var address = await first.AddressAsync();
        using var second = new SiteProcess($"--MarsKb:DataDirectory={data}", "--urls", address.GetLeftPart(UriPartial.Authority));
        var (code, errors) = await second.ExitAsync();
        Assert.Equal(1, code);
        Assert.Contains("address already in use", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.OrdinalIgnoreCase);
        first.Terminate();
        Assert.Equal(0, (await first.ExitAsync()).Code);
    }

    /// <summary>Row A12, the short form.</summary>
    [Fact]
    public async Task Killed_at_any_moment_of_its_start_it_starts_again_with_its_schema_whole()
    {
        const int rounds = 10, seed = 20261122;
        var random = new Random(seed);
        var folder = new DataFolder(data);
        for (var round = 0; round < rounds; round++)
        {
            using var site = new SiteProcess($"--MarsKb:DataDirectory={data}");
            await StorageFixture.Until(() => File.Exists(folder.Database));
            await Task.Delay(random.Next(0, 400)); // the moment is the test
            site.Kill();
            // A start that got through leaves nothing to be killed in.
            if (IsWhole(folder)) foreach (var file in Directory.GetFiles(data, "marskb.db*")) File.Delete(file);
        }
        using var last = new SiteProcess($"--MarsKb:DataDirectory={data}");
        using var client = new HttpClient { BaseAddress = await last.AddressAsync() };
        var since = Stopwatch.GetTimestamp();
        while ((await client.GetAsync("/healthz/ready")).StatusCode != HttpStatusCode.OK)
        {
            // 10 s are promised; the machine of a test may be busy. A start that hangs does so for ever.
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30), "Not ready within 30 s.");
            await Task.Delay(50);
        }
        Assert.Contains("\"degraded\":[]", await client.GetStringAsync("/healthz/ready"), StringComparison.Ordinal);
        last.Terminate();
        Assert.Equal(0, (await last.ExitAsync()).Code);

        using var db = new SqliteStore(new DataFolder(data)).OpenWriter(default);
        Assert.Empty(db.Database.GetPendingMigrations());
        using var check = db.Database.GetDbConnection().CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
    }

    static bool IsWhole(DataFolder folder)
    {
        using var db = new SqliteStore(folder).OpenReader();
        try
        {
            return !db.Database.GetPendingMigrations().Any();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
