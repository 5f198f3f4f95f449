using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>
/// What people leave behind. A class per database derives from it and holds what differs, and the migrations. The tables are described next to the
/// features that own them: storage knows none of them.
/// </summary>
public abstract class MarsKbDbContext(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.ApplyConfigurationsFromAssembly(typeof(MarsKbDbContext).Assembly);
}
