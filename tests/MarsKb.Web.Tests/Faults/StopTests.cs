using System.Net;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>RELIABILITY C4: the site is told to stop under load.</summary>
[Collection(MarsKb.Infra.Alone.Name), Trait("Category", "Faults")]
public sealed class StopTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_site_that_is_told_to_stop_finishes_what_it_has_begun()
    {
        if (OperatingSystem.IsWindows())
        {
            output.WriteLine("Left out: there is no SIGTERM on Windows.");
            return;
        }
        var rounds = FaultRounds.OrShort(2);
        using var site = new FaultSite();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            await site.StartAsync();
            var load = new SessionLoad();
            using var stop = new CancellationTokenSource();
            var running = load.RunAsync(site.Address, 4, stop.Token);
            await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > 20), "20 answers are taken");
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            site.Process.Terminate();
            var (code, errors) = await site.Process.ExitAsync();
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(began);
            if (took > slowest) slowest = took;
            await stop.CancelAsync();
            await running;
            Assert.Equal(0, code);
            Assert.Equal("", errors);
            Assert.True(took < TimeSpan.FromSeconds(10), $"It took {took.TotalSeconds:F1} s to stop.");
            // A connection that is refused after the stop is no cut reply; one that ends in the middle of it is.
            Assert.DoesNotContain(load.Cut, e => e is HttpIOException or IOException || e.InnerException is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded });
            Assert.All(load.Refusals, s => Assert.Equal(HttpStatusCode.ServiceUnavailable, s));
            await site.StartAsync();
            Assert.Empty(await load.FaultsAsync(site.Address));
            site.Process.Kill();
        }
        output.WriteLine($"{rounds} stops under load, slowest {slowest.TotalSeconds:F1} s");
    }
}
