using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>RELIABILITY A1: the process is killed while people answer. What a kill cannot show, a missing sync, is for <see cref="PowerLossTests"/>.</summary>
[Collection(OneAfterAnother.Name), Trait("Category", "Faults")]
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task No_acknowledged_answer_is_lost_when_the_site_is_killed()
    {
        var rounds = FaultRounds.OrShort(4);
        var random = FaultRounds.Seeded(output);
        using var site = new FaultSite();
        var load = new SessionLoad();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            var start = await site.StartAsync();
            if (start > slowest) slowest = start;
            using var stop = new CancellationTokenSource();
            var running = load.RunAsync(site.Address, 4, stop.Token);
            var before = load.Acknowledged;
            await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > before + 20), "20 answers are taken");
            await Task.Delay(random.Next(0, 900), CancellationToken.None);
            site.Process.Kill();
            await stop.CancelAsync();
            await running;
        }
        await site.StartAsync();
        var faults = await load.FaultsAsync(site.Address);
        output.WriteLine($"{rounds} kills, {load.Acknowledged} answers acknowledged, {faults.Count} sessions with a fault, slowest start {slowest.TotalSeconds:F1} s");
        Assert.Empty(faults);
        Assert.True(load.Acknowledged > rounds * 10, $"Only {load.Acknowledged} answers were acknowledged: nothing is shown by that.");
        Assert.NotEmpty(load.Cut);

        await ControlAsync(site, load);
    }

    /// <summary>The control: one acknowledged answer is taken away, and the check must find it.</summary>
    static async Task ControlAsync(FaultSite site, SessionLoad load)
    {
        site.Process.Kill();
        var walk = load.Walks.MaxBy(w => w.Acknowledged)!;
        using (var db = new SqliteConnection($"Data Source={Path.Combine(site.Data, "marskb.db")};Pooling=False"))
        {
            db.Open();
            using var command = db.CreateCommand();
            command.CommandText = """
                DELETE FROM SessionEvents WHERE Revision >= $revision AND SessionId = (SELECT SessionId FROM SessionTokens WHERE Hash = $hash);
                UPDATE Sessions SET Revision = $revision - 1 WHERE Id = (SELECT SessionId FROM SessionTokens WHERE Hash = $hash);
                """;
            command.Parameters.AddWithValue("$revision", walk.Acknowledged);
            command.Parameters.AddWithValue("$hash", SHA256.HashData(Encoding.UTF8.GetBytes(walk.Token)));
            Assert.True(command.ExecuteNonQuery() > 0);
        }
        await site.StartAsync();
        Assert.Single(await load.FaultsAsync(site.Address));
    }
}
