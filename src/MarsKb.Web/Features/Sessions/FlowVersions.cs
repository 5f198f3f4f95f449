using System.Collections.Concurrent;
using MarsKb.Flows;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Sessions;

/// <summary>The versions of flows that sessions use. Once read from the database they stay in memory: they never change.</summary>
public sealed class FlowVersions(TimeProvider time)
{
    readonly ConcurrentDictionary<string, Flow> read = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">No session has used this version.</exception>
    internal Flow Get(MarsKbDbContext db, string version) => read.GetOrAdd(version, v =>
    {
        var kept = db.FlowVersions.AsNoTracking().SingleOrDefault(f => f.Version == v) ?? throw new InvalidOperationException($"The flow version {v} is not kept.");
        return FlowArchive.Read(kept.Archive);
    });

    /// <summary>Keeps a version before a session begins to use it.</summary>
    internal void Keep(MarsKbDbContext db, Flow flow)
    {
        if (db.FlowVersions.Any(f => f.Version == flow.Version)) return;
        db.FlowVersions.Add(new FlowVersion { Version = flow.Version, Flow = flow.Key, Archive = FlowArchive.Write(flow), KeptAt = time.GetUtcNow().UtcDateTime });
        db.SaveChanges();
    }
}
