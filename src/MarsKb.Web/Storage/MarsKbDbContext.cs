using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>What people leave behind. A class per database derives from it and holds what differs, and the migrations.</summary>
public abstract class MarsKbDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<GivenFeedback> Feedback => Set<GivenFeedback>();

    public DbSet<Ask> Asks => Set<Ask>();

    public DbSet<EntryViews> Views => Set<EntryViews>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<GivenFeedback>(feedback =>
        {
            feedback.ToTable("Feedback");
            feedback.HasIndex(f => f.Receipt).IsUnique();
            feedback.HasIndex(f => f.EntryKey);
        });
        modelBuilder.Entity<Ask>(ask =>
        {
            ask.ToTable("Asks");
            ask.HasIndex(a => a.Folded).IsUnique();
            ask.HasMany(a => a.Notes).WithOne().HasForeignKey(n => n.AskId);
        });
        modelBuilder.Entity<AskNote>().ToTable("AskNotes");
        modelBuilder.Entity<EntryViews>(views =>
        {
            views.ToTable("EntryViews");
            views.HasKey(v => new { v.EntryKey, v.Day });
            views.HasIndex(v => v.Day);
        });
    }
}
