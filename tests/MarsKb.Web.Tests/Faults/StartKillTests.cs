using MarsKb.Features.Feedback;
using MarsKb.Features.Sessions;
using MarsKb.Storage;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>RELIABILITY A12: the site is killed while it makes its database, or brings that of the first version up to date. It always starts again.</summary>
/// <remarks>The control is in <see cref="SqliteStoreTests"/>: what a killed migration leaves behind makes EF Core alone wait for ever.</remarks>
[Collection(OneAfterAnother.Name), Trait("Category", "Faults")]
public sealed class StartKillTests(ITestOutputHelper output)
{
    // 10 s are promised; the machine that runs the tests of a commit may be busy. A start that hangs does so for ever.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(FaultRounds.IsLong ? 10 : 30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_moment_of_its_start_it_starts_again_with_its_schema_whole(bool fromTheFirstVersion)
    {
        var rounds = FaultRounds.OrShort(5);
        var random = FaultRounds.Seeded(output);
        var killed = new Dictionary<string, int>();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < rounds; round++)
        {
            using var site = new FaultSite();
            var folder = new DataFolder(site.Data);
            if (fromTheFirstVersion) OldDatabase.Write(folder);
            using (var process = site.Launch())
            {
                // Every other time in the middle of writing its schema, else anywhere; the moment is the test.
                var writing = round % 2 == 0;
                SpinWait.SpinUntil(() => writing ? new FileInfo(folder.Log) is { Exists: true, Length: > 0 } : File.Exists(folder.Lock), TimeSpan.FromSeconds(60));
                await Task.Delay(random.Next(0, writing ? 100 : 3000));
                process.Kill();
            }
            var state = State(folder);
            killed[state] = killed.GetValueOrDefault(state) + 1;

            var ready = await site.StartAsync();
            if (ready > slowest) slowest = ready;
            Assert.True(ready < Longest, $"Ready after {ready.TotalSeconds:F1} s.");
            site.Process.Terminate();
            if (!OperatingSystem.IsWindows()) Assert.Equal(0, (await site.Process.ExitAsync()).Code);
            using var db = new SqliteStore(folder).OpenReader();
            Assert.Null(SqliteCheck.Full(db, default));
            Assert.Equal(fromTheFirstVersion ? OldDatabase.Feedback : 0, db.Feedback.Count());
            Assert.Equal(0, db.Sessions.Count());
        }
        output.WriteLine($"{rounds} kills: {string.Join(", ", killed.OrderBy(k => k.Key).Select(k => $"{k.Value} {k.Key}"))}; slowest start after one {slowest.TotalSeconds:F1} s");
    }

    /// <summary>What the kill left. Read from a copy, since whoever opens the original tidies up.</summary>
    static string State(DataFolder folder)
    {
        if (!File.Exists(folder.Database)) return "before the database";
        var copy = new DataFolder(Directory.CreateTempSubdirectory("marskb-killed-").FullName);
        try
        {
            File.Copy(folder.Database, copy.Database);
            if (File.Exists(folder.Log)) File.Copy(folder.Log, copy.Log);
            using var db = new SqliteStore(copy).OpenReader();
            var applied = SqliteStore.Applied(db)?.Count ?? 0;
            return $"with {applied} migrations";
        }
        finally
        {
            Directory.Delete(copy.Path, recursive: true);
        }
    }
}
