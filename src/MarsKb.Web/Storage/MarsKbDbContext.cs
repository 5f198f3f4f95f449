using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>What people leave behind. A class per database derives from it and holds what differs, and the migrations.</summary>
public abstract class MarsKbDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<GivenFeedback> Feedback => Set<GivenFeedback>();

    public DbSet<Ask> Asks => Set<Ask>();

    public DbSet<EntryViews> Views => Set<EntryViews>();

    public DbSet<StoredSession> Sessions => Set<StoredSession>();

    public DbSet<StoredEvent> SessionEvents => Set<StoredEvent>();

    public DbSet<WriteToken> SessionTokens => Set<WriteToken>();

    public DbSet<ResumeCode> ResumeCodes => Set<ResumeCode>();

    public DbSet<FlowVersion> FlowVersions => Set<FlowVersion>();

    public DbSet<LoggedSearch> Searches => Set<LoggedSearch>();

    public DbSet<SearchLogState> SearchLogState => Set<SearchLogState>();

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
        modelBuilder.Entity<LoggedSearch>(search =>
        {
            search.ToTable("Searches");
            search.HasIndex(s => s.At);
            search.HasIndex(s => s.Fingerprint);
        });
        modelBuilder.Entity<SearchLogState>(state =>
        {
            state.ToTable("SearchLogState");
            state.Property(s => s.Id).ValueGeneratedNever();
        });
        AddSessions(modelBuilder);
    }

    static void AddSessions(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredSession>(session =>
        {
            session.ToTable("Sessions");
            session.HasIndex(s => s.ReadTokenHash).IsUnique();
            session.HasIndex(s => s.StartKey).IsUnique();
            session.HasIndex(s => s.TicketFolded);
            session.HasIndex(s => s.ChangedAt);
            session.HasIndex(s => new { s.CauseEntry, s.IsDone });
            session.HasOne<FlowVersion>().WithMany().HasForeignKey(s => s.Version);
            session.HasMany(s => s.Events).WithOne().HasForeignKey(e => e.SessionId);
            session.HasMany(s => s.Tokens).WithOne().HasForeignKey(t => t.SessionId);
            session.HasMany<ResumeCode>().WithOne().HasForeignKey(c => c.SessionId);
        });
        modelBuilder.Entity<StoredEvent>(e =>
        {
            e.ToTable("SessionEvents");
            e.HasKey(x => new { x.SessionId, x.Revision });
            e.HasIndex(x => new { x.SessionId, x.RepeatKey }).IsUnique();
        });
        modelBuilder.Entity<WriteToken>(token =>
        {
            token.ToTable("SessionTokens");
            token.HasKey(t => t.Hash);
        });
        modelBuilder.Entity<ResumeCode>(code =>
        {
            code.ToTable("ResumeCodes");
            code.HasKey(c => c.Hash);
        });
        modelBuilder.Entity<FlowVersion>(version =>
        {
            version.ToTable("FlowVersions");
            version.HasKey(v => v.Version);
        });
    }
}
