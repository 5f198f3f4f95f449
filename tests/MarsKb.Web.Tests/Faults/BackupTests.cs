using System.Diagnostics;
using MarsKb.Features.Sessions;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace MarsKb.Faults;

/// <summary>RELIABILITY A11: backups of a site on which people answer. Each restores and has every answer that was acknowledged before it began.</summary>
[Collection(OneAfterAnother.Name), Trait("Category", "Faults")]
public sealed class BackupTests(ITestOutputHelper output) : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("marskb-backups-").FullName;

    [Fact]
    public async Task Every_backup_under_load_restores_with_all_that_was_acknowledged_before()
    {
        var rounds = FaultRounds.OrShort(5);
        using var site = new FaultSite();
        await site.StartAsync();
        var live = new DataFolder(site.Data);
        var load = new SessionLoad();
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(site.Address, 4, stop.Token);
        var (whole, copies, slowest, began) = (0, 0, TimeSpan.Zero, Stopwatch.GetTimestamp());
        for (var round = 0; round < rounds; round++)
        {
            var soFar = load.Acknowledged;
            await FaultSite.UntilAsync(() => Task.FromResult(load.Acknowledged > soFar + 50), "50 answers are taken");
            var acknowledged = load.Walks.ToDictionary(w => w.Token, w => w.Acknowledged);
            var since = Stopwatch.GetTimestamp();
            var backup = Path.Combine(folder, "backup.db");
            DataBackup.Write(live, backup);
            if (Stopwatch.GetElapsedTime(since) is var took && took > slowest) slowest = took;
            var restored = new DataFolder(Path.Combine(folder, $"restored-{round}"));
            DataBackup.Restore(restored, backup);
            Assert.Empty(Faults(restored, acknowledged));
            whole++;
            Directory.Delete(restored.Path, recursive: true);

            // The control: the same at the same moment with cp.
            var copied = new DataFolder(Path.Combine(folder, $"copied-{round}"));
            copied.Create();
            acknowledged = load.Walks.ToDictionary(w => w.Token, w => w.Acknowledged);
            CopyFile(live.Database, copied.Database);
            if (Faults(copied, acknowledged).Count == 0) copies++;
            Directory.Delete(copied.Path, recursive: true);
        }
        var rate = load.Acknowledged / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await stop.CancelAsync();
        await running;
        output.WriteLine($"{whole} of {rounds} backups under {rate:F0} answers/s restored whole, the slowest took {slowest.TotalMilliseconds:F0} ms; of as many copies with cp {copies} had all.");
        Assert.Empty(load.Refusals);
        Assert.Empty(await load.FaultsAsync(site.Address));
        Assert.True(copies < rounds, "cp never lost anything: this test shows nothing.");
    }

    [Fact]
    public void Many_sessions_are_restored_within_a_minute()
    {
        var sessions = FaultRounds.IsLong ? 100_000 : 2_000;
        var live = new DataFolder(Path.Combine(folder, "many"));
        live.Create();
        using (var db = new SqliteStore(live).OpenWriter(default)) Fill(db, sessions);
        var backup = Path.Combine(folder, "backup.db");
        var since = Stopwatch.GetTimestamp();
        var size = DataBackup.Write(live, backup);
        var written = Stopwatch.GetElapsedTime(since);
        since = Stopwatch.GetTimestamp();
        var restored = new DataFolder(Path.Combine(folder, "restored"));
        DataBackup.Restore(restored, backup);
        var took = Stopwatch.GetElapsedTime(since);
        output.WriteLine($"{sessions:N0} sessions with 10 events each, {size / 1e6:F0} MB: backup {written.TotalSeconds:F1} s, restore {took.TotalSeconds:F1} s");
        using (var db = new SqliteStore(restored).OpenReader()) Assert.Equal((sessions, sessions * 10), (db.Sessions.Count(), db.SessionEvents.Count()));
        Assert.True(took < TimeSpan.FromSeconds(60));
    }

    /// <summary>One line for each session that lacks an acknowledged answer, or one for all when the database is not whole.</summary>
    static List<string> Faults(DataFolder data, Dictionary<string, int> acknowledged)
    {
        try
        {
            using var db = new SqliteStore(data).OpenReader();
            if (SqliteCheck.Full(db, default) is { } damage) return [damage];
            return [.. acknowledged.Where(w => w.Value > 0).Select(w => Fault(db, w.Key, w.Value)).OfType<string>()];
        }
        catch (SqliteException e)
        {
            return [e.Message];
        }
    }

    static string? Fault(MarsKbDbContext db, string token, int least)
    {
        if (SessionStore.ByToken(db, SessionTokens.Hash(token)) is not { } session) return $"a session of {least} acknowledged answers is missing";
        var notes = db.SessionEvents.AsNoTracking().Where(e => e.SessionId == session.Id && e.Kind == nameof(SessionEventKind.Answered)).OrderBy(e => e.Revision).Select(e => e.Text).ToList();
        if (notes.Count < least) return $"{notes.Count} answers of {least} acknowledged";
        return notes.Select((note, n) => note == SessionLoad.Walk.Note(n) ? null : $"answer {n} is another one").OfType<string>().FirstOrDefault();
    }

    static void CopyFile(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
    }

    static void Fill(MarsKbDbContext db, int sessions)
    {
        using var transaction = db.Database.BeginTransaction();
        db.Database.ExecuteSqlRaw($$"""
            INSERT INTO "FlowVersions" VALUES ('v', 'sample', '{}', '2026-01-01 00:00:00');
            INSERT INTO "Sessions" ("Flow", "Version", "Ticket", "TicketFolded", "Revision", "IsDone", "Answers", "StartedAt", "ChangedAt", "Secret", "ReadTokenHash")
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{sessions}})
              SELECT 'sample', 'v', 'INC-' || i, 'INC-' || i, 9, 0, 9, '2026-01-01 00:00:00', '2026-01-01 00:00:00', randomblob(32), randomblob(32) FROM n;
            INSERT INTO "SessionTokens" SELECT randomblob(32), "Id", '2026-01-01 00:00:00' FROM "Sessions";
            INSERT INTO "SessionEvents" ("SessionId", "Revision", "Kind", "At", "Step", "Visit", "Answer", "Text", "RepeatKey", "RequestHash")
              WITH RECURSIVE r(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 9)
              SELECT "Id", i, 'Answered', '2026-01-01 00:00:00', 'console', 1, '"no"', hex(randomblob(60)), randomblob(32), randomblob(32) FROM "Sessions", r;
            """.Replace("{}", "{{}}", StringComparison.Ordinal));
        transaction.Commit();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
