using System.Globalization;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>RELIABILITY A2: the power fails. A copy of the image below a mounted disk holds what was synced, and nothing else.</summary>
[Collection(OneAfterAnother.Name), Trait("Category", RootFactAttribute.Category)]
public sealed class PowerLossTests(ITestOutputHelper output)
{
    [RootFact("mkfs.ext4", "cp", "truncate")]
    public async Task No_acknowledged_answer_is_lost_when_the_power_fails()
    {
        var rounds = FaultRounds.OrShort(2);
        var random = FaultRounds.Seeded(output);
        var acknowledged = 0;
        for (var round = 0; round < rounds; round++)
        {
            using var disk = TemporaryDisk.Ext4("256M");
            using var site = new FaultSite { Data = Path.Combine(disk.Path, "data") };
            await site.StartAsync();
            var load = new SessionLoad();
            using var stop = new CancellationTokenSource();
            var running = load.RunAsync(site.Address, 4, stop.Token);
            await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > 20), "20 answers are taken");
            await Task.Delay(random.Next(0, 900), CancellationToken.None);
            site.Process.Signal("STOP");
            // What the clients have read by now was acknowledged before the power failed.
            var walks = load.Walks.ToDictionary(w => w, w => w.Acknowledged);
            using var after = disk.AfterPowerLoss();
            site.Process.Kill();
            await stop.CancelAsync();
            await running;
            site.Data = Path.Combine(after.Path, "data");
            await site.StartAsync();
            Assert.Empty(await load.FaultsAsync(site.Address, w => walks.GetValueOrDefault(w)));
            acknowledged += walks.Values.Sum();
            site.Process.Kill();
        }
        output.WriteLine($"{rounds} power losses, {acknowledged} answers acknowledged before them, 0 lost");
        Assert.True(acknowledged > rounds * 10, $"Only {acknowledged} answers were acknowledged: nothing is shown by that.");
    }

    /// <summary>The control: the same fault shows what a database loses that syncs less.</summary>
    [RootFact("mkfs.ext4", "cp", "truncate")]
    public void The_same_power_loss_takes_acknowledged_rows_where_synchronous_is_normal()
    {
        var (full, normal) = (Lost("FULL"), Lost("NORMAL"));
        output.WriteLine($"of 400 acknowledged rows each, FULL lost {full}, NORMAL lost {normal}");
        Assert.Equal(0, full);
        Assert.True(normal > 0, "The control lost nothing: the fault is not one.");
    }

    static int Lost(string synchronous)
    {
        const int rows = 400;
        using var disk = TemporaryDisk.Ext4("64M");
        using (var db = Open(disk))
        {
            Run(db, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA wal_autocheckpoint=0; CREATE TABLE Rows (N INTEGER)");
            for (var n = 0; n < rows; n++) Run(db, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO Rows VALUES ({n})"));
            using var after = disk.AfterPowerLoss();
            using var kept = Open(after);
            return rows - Count(kept);
        }
    }

    static int Count(SqliteConnection db)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM Rows";
        try
        {
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == 1) // not even the table was kept
        {
            return 0;
        }
    }

    static SqliteConnection Open(TemporaryDisk disk)
    {
        var db = new SqliteConnection($"Data Source={Path.Combine(disk.Path, "rows.db")};Pooling=False");
        db.Open();
        return db;
    }

    static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
