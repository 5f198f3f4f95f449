using MarsKb.Features.Feedback;
using MarsKb.Features.Sessions;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Cli.Infra;

/// <summary>A data folder of its own, as a stopped site leaves it, with one piece of feedback.</summary>
sealed class DataFixture : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("marskb-cli-data-").FullName;

    public DataFixture(string key = "34513")
    {
        Folder = new DataFolder(Path.Combine(root, "data"));
        Folder.Create();
        using var db = new SqliteStore(Folder).OpenWriter(default);
        db.Feedback.Add(new GivenFeedback { Receipt = Guid.NewGuid(), EntryKey = key, Revision = "r" });
        db.SaveChanges();
    }

    public DataFolder Folder { get; }

    public string File(string name) => Path.Combine(root, name);

    public string[] Keys()
    {
        using var db = new SqliteStore(Folder).OpenReader();
        return [.. db.Feedback.Select(f => f.EntryKey)];
    }

    /// <summary>Sessions of one ticket, without events.</summary>
    public void AddSessions(string ticket, int number, DateTime changedAt)
    {
        using var db = new SqliteStore(Folder).OpenWriter(default);
        if (!db.FlowVersions.Any()) db.FlowVersions.Add(new FlowVersion { Version = "v", Flow = "sample", Archive = "{}" });
        for (var i = 0; i < number; i++)
            db.Sessions.Add(new StoredSession { Flow = "sample", Version = "v", Ticket = ticket, TicketFolded = ticket.ToUpperInvariant(), ChangedAt = changedAt, Secret = [1], ReadTokenHash = Guid.NewGuid().ToByteArray() });
        db.SaveChanges();
    }

    public void Write(Action<MarsKbDbContext> write)
    {
        using var db = new SqliteStore(Folder).OpenWriter(default);
        write(db);
        db.SaveChanges();
    }

    public string[] Tickets()
    {
        using var db = new SqliteStore(Folder).OpenReader();
        return [.. db.Sessions.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Ticket!)];
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
