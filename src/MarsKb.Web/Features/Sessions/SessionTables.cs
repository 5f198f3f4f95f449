using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MarsKb.Features.Sessions;

/// <summary>The tables of sessions and the versions of flows that they use.</summary>
public static class SessionTables
{
    extension(MarsKbDbContext db)
    {
        public DbSet<StoredSession> Sessions => db.Set<StoredSession>();

        public DbSet<StoredEvent> SessionEvents => db.Set<StoredEvent>();

        public DbSet<WriteToken> SessionTokens => db.Set<WriteToken>();

        public DbSet<ResumeCode> ResumeCodes => db.Set<ResumeCode>();

        public DbSet<FlowVersion> FlowVersions => db.Set<FlowVersion>();
    }

    sealed class SessionTable : IEntityTypeConfiguration<StoredSession>
    {
        public void Configure(EntityTypeBuilder<StoredSession> builder)
        {
            builder.ToTable("Sessions");
            builder.HasIndex(s => s.ReadTokenHash).IsUnique();
            builder.HasIndex(s => s.StartKey).IsUnique();
            builder.HasIndex(s => s.TicketFolded);
            builder.HasIndex(s => s.ChangedAt);
            builder.HasIndex(s => new { s.CauseEntry, s.IsDone });
            builder.HasOne<FlowVersion>().WithMany().HasForeignKey(s => s.Version);
            builder.HasMany(s => s.Events).WithOne().HasForeignKey(e => e.SessionId);
            builder.HasMany(s => s.Tokens).WithOne().HasForeignKey(t => t.SessionId);
            builder.HasMany<ResumeCode>().WithOne().HasForeignKey(c => c.SessionId);
        }
    }

    sealed class EventTable : IEntityTypeConfiguration<StoredEvent>
    {
        public void Configure(EntityTypeBuilder<StoredEvent> builder)
        {
            builder.ToTable("SessionEvents");
            builder.HasKey(e => new { e.SessionId, e.Revision });
            builder.HasIndex(e => new { e.SessionId, e.RepeatKey }).IsUnique();
        }
    }

    sealed class TokenTable : IEntityTypeConfiguration<WriteToken>
    {
        public void Configure(EntityTypeBuilder<WriteToken> builder)
        {
            builder.ToTable("SessionTokens");
            builder.HasKey(t => t.Hash);
        }
    }

    sealed class ResumeCodeTable : IEntityTypeConfiguration<ResumeCode>
    {
        public void Configure(EntityTypeBuilder<ResumeCode> builder)
        {
            builder.ToTable("ResumeCodes");
            builder.HasKey(c => c.Hash);
        }
    }

    sealed class FlowVersionTable : IEntityTypeConfiguration<FlowVersion>
    {
        public void Configure(EntityTypeBuilder<FlowVersion> builder)
        {
            builder.ToTable("FlowVersions");
            builder.HasKey(v => v.Version);
        }
    }
}
