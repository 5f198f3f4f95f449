using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>RELIABILITY A4 to A7: the disk is full, read-only or fails. Reading goes on, nothing that was not saved is acknowledged, and it heals by itself.</summary>
[Collection(OneAfterAnother.Name), Trait("Category", RootFactAttribute.Category)]
public sealed class DiskTests(ITestOutputHelper output)
{
    static readonly string[] KnowledgePages = ["/", "/entries/34513", "/search?q=34513", "/flows/sample", "/matrix/size-limits"];

    [RootFact]
    public async Task A_full_disk_refuses_answers_politely_and_heals_when_there_is_space()
    {
        using var disk = TemporaryDisk.InMemory("4m");
        using var site = new FaultSite { Data = Path.Combine(disk.Path, "data") };
        await site.StartAsync();
        var load = new SessionLoad();
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(site.Address, 4, stop.Token, goOn: true);
        // The rest of the disk is taken by something else; the log grows into what is left.
        await File.WriteAllBytesAsync(Path.Combine(disk.Path, "ballast"), new byte[2_500_000], CancellationToken.None);
        await FaultSite.UntilAsync(() => Task.FromResult(!load.Refusals.IsEmpty), "an answer is refused", 60);
        Assert.All(load.Refusals, s => Assert.Contains(s, new[] { HttpStatusCode.ServiceUnavailable, HttpStatusCode.InsufficientStorage }));
        await ReadingGoesOnAsync(site, load);

        disk.Remount("size=64m");
        var before = load.Acknowledged;
        var healed = await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > before), "an answer is taken again");
        await stop.CancelAsync();
        await running;
        output.WriteLine($"healed after {healed.TotalSeconds:F1} s; {load.Acknowledged} acknowledged");
        Assert.Empty(await load.FaultsAsync(site.Address));
    }

    [RootFact("mkfs.ext4")]
    public async Task A_disk_that_turns_read_only_keeps_what_was_acknowledged_readable()
    {
        using var disk = TemporaryDisk.Ext4("64M");
        using var site = new FaultSite { Data = Path.Combine(disk.Path, "data") };
        await site.StartAsync();
        var load = new SessionLoad();
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(site.Address, 4, stop.Token, goOn: true);
        await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > 50), "50 answers are taken");
        disk.Remount("abort");
        await FaultSite.UntilAsync(() => Task.FromResult(!load.Refusals.IsEmpty), "an answer is refused");
        await stop.CancelAsync();
        await running;
        await ReadingGoesOnAsync(site, load);
        Assert.Contains("storage-", await site.ReadyAsync(), StringComparison.Ordinal);
        Assert.Empty(await load.FaultsAsync(site.Address));
    }

    /// <summary>A site was killed, the disk came back read-only: what stands only in the log of the database is there too.</summary>
    [RootFact("mkfs.ext4")]
    public async Task A_disk_that_is_read_only_at_the_start_lets_everything_be_read()
    {
        using var disk = TemporaryDisk.Ext4("64M");
        using var site = new FaultSite { Data = Path.Combine(disk.Path, "data") };
        await site.StartAsync();
        var load = new SessionLoad();
        using (var stop = new CancellationTokenSource())
        {
            var running = load.RunAsync(site.Address, 4, stop.Token);
            await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > 50), "50 answers are taken");
            site.Process.Kill();
            await stop.CancelAsync();
            await running;
        }
        disk.Remount("ro");
        await site.StartAsync("degraded");
        Assert.Contains("storage-read-only", await site.ReadyAsync(), StringComparison.Ordinal);
        await ReadingGoesOnAsync(site, load);
        Assert.Empty(await load.FaultsAsync(site.Address));
        var refused = new SessionLoad();
        await refused.RunAsync(site.Address, 1, CancellationToken.None);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, Assert.Single(refused.Refusals));

        disk.Remount("rw");
        await FaultSite.UntilAsync(async () => (await site.ReadyAsync()).Contains("\"ready\"", StringComparison.Ordinal), "the site is ready again");
        Assert.Empty(await load.FaultsAsync(site.Address));
    }

    /// <summary>Syncs and writes fail from the n-th on. The first rounds fail at once, later ones in the middle of the load.</summary>
    [RootFact("strace")]
    public async Task Nothing_is_acknowledged_once_the_disk_fails()
    {
        var rounds = FaultRounds.OrShort(2);
        for (var round = 0; round < rounds; round++)
        {
            var fault = round % 2 == 0 ? "fsync,fdatasync:error=EIO" : "pwrite64:error=ENOSPC";
            var from = 1 + round * 7 % 500;
            using var site = new FaultSite();
            await site.StartAsync();
            var load = new SessionLoad();
            using var stop = new CancellationTokenSource();
            var running = load.RunAsync(site.Address, 4, stop.Token, goOn: true);
            await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > 20), "20 answers are taken");
            var calls = fault[..fault.IndexOf(':', StringComparison.Ordinal)];
            using var strace = Process.Start(new ProcessStartInfo("strace",
                ["-f", "-qq", "-p", site.Process.Id.ToString(CultureInfo.InvariantCulture), "-e", "trace=" + calls, "-e", $"inject={fault}:when={from}+", "-o", "/dev/null"]) { RedirectStandardError = true })!;
            await FaultSite.UntilAsync(() => Task.FromResult(!load.Refusals.IsEmpty), "an answer is refused", 60);
            await stop.CancelAsync();
            await running;
            Assert.All(load.Refusals, s => Assert.Equal(HttpStatusCode.ServiceUnavailable, s));
            strace.Kill();
            await strace.WaitForExitAsync();
            site.Process.Kill();
            await site.StartAsync();
            Assert.Empty(await load.FaultsAsync(site.Address));
            output.WriteLine($"{fault} from the {from}th on: {load.Acknowledged} acknowledged, {load.Refusals.Count} refused");
        }
    }

    static async Task ReadingGoesOnAsync(FaultSite site, SessionLoad load)
    {
        foreach (var page in KnowledgePages) Assert.Equal(HttpStatusCode.OK, await site.GetAsync(page));
        var walk = load.Walks.First(w => w.Acknowledged > 0);
        Assert.Equal(HttpStatusCode.OK, await site.GetAsync($"/api/v1/sessions/{walk.Token}"));
    }
}
