using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MarsKb.Features.Feedback;

/// <summary>The tables of feedback, wishes and counts.</summary>
public static class FeedbackTables
{
    extension(MarsKbDbContext db)
    {
        public DbSet<GivenFeedback> Feedback => db.Set<GivenFeedback>();

        public DbSet<Ask> Asks => db.Set<Ask>();

        public DbSet<EntryViews> Views => db.Set<EntryViews>();
    }

    sealed class FeedbackTable : IEntityTypeConfiguration<GivenFeedback>
    {
        public void Configure(EntityTypeBuilder<GivenFeedback> builder)
        {
            builder.ToTable("Feedback");
            builder.HasIndex(f => f.Receipt).IsUnique();
            builder.HasIndex(f => f.EntryKey);
        }
    }

    sealed class AskTable : IEntityTypeConfiguration<Ask>
    {
        public void Configure(EntityTypeBuilder<Ask> builder)
        {
            builder.ToTable("Asks");
            builder.HasIndex(a => a.Folded).IsUnique();
            builder.HasMany(a => a.Notes).WithOne().HasForeignKey(n => n.AskId);
        }
    }

    sealed class AskNoteTable : IEntityTypeConfiguration<AskNote>
    {
        public void Configure(EntityTypeBuilder<AskNote> builder) => builder.ToTable("AskNotes");
    }

    sealed class ViewsTable : IEntityTypeConfiguration<EntryViews>
    {
        public void Configure(EntityTypeBuilder<EntryViews> builder)
        {
            builder.ToTable("EntryViews");
            builder.HasKey(v => new { v.EntryKey, v.Day });
            builder.HasIndex(v => v.Day);
        }
    }
}
