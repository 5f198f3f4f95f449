using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;
using MarsKb.Features.Sessions;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>From the oldest schema to today's.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task What_the_first_version_kept_is_there_in_this_one()
    {
        await using var storage = new StorageFixture();
        OldDatabase.Write(storage.Folder);
        using (var before = storage.Store.OpenReader()) Assert.Equal("20261122031832_First", Assert.Single(SqliteStore.Applied(before)!));
        var writer = await storage.StartAsync();
        var (feedback, ask, views) = await writer.WriteAsync(db => (db.Feedback.OrderBy(f => f.Id).ToList(), db.Asks.Include(a => a.Notes).Single(), db.Views.Single()));
        Assert.Equal(OldDatabase.Feedback, feedback.Count);
        Assert.Equal(("34513", true, (string?)null), (feedback[0].EntryKey, feedback[0].Helped, feedback[0].Note));
        Assert.Equal(("100110", false, "It did nothing."), (feedback[2].EntryKey, feedback[2].Helped, feedback[2].Note));
        Assert.Equal(("0xDEADBEEF", 2, "Seen on two servers."), (ask.Wanted, ask.Askers, ask.Notes.Single().Text));
        Assert.Equal(("34513", new DateOnly(2026, 11, 21), 42), (views.EntryKey, views.Day, views.Count));
        Assert.Equal((0, 0), await writer.WriteAsync(db => (db.Sessions.Count(), db.Searches.Count())));
        Assert.Empty(storage.Health.Troubles);
    }

    [Fact]
    public async Task Migrated_and_made_anew_the_schema_is_the_same()
    {
        await using var old = new StorageFixture();
        OldDatabase.Write(old.Folder);
        await using var made = new StorageFixture();
        using var migrated = old.Store.OpenWriter(default);
        using var fresh = made.Store.OpenWriter(default);
        Assert.Equal(Schema(fresh), Schema(migrated));
        Assert.Null(SqliteCheck.Full(migrated, default));
    }

    [Fact]
    public async Task The_migrations_lead_to_the_model()
    {
        await using var storage = new StorageFixture();
        using var db = storage.Store.OpenWriter(default);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    static List<string> Schema(MarsKbDbContext db) => [.. db.Database.SqlQuery<string>($"SELECT name || ': ' || COALESCE(sql, '') AS \"Value\" FROM sqlite_master ORDER BY name")];
}
