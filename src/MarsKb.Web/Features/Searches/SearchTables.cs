using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MarsKb.Features.Searches;

/// <summary>The tables of the log of searches.</summary>
public static class SearchTables
{
    extension(MarsKbDbContext db)
    {
        public DbSet<LoggedSearch> Searches => db.Set<LoggedSearch>();

        public DbSet<SearchLogState> SearchLogState => db.Set<SearchLogState>();
    }

    sealed class SearchTable : IEntityTypeConfiguration<LoggedSearch>
    {
        public void Configure(EntityTypeBuilder<LoggedSearch> builder)
        {
            builder.ToTable("Searches");
            builder.HasIndex(s => s.At);
            builder.HasIndex(s => s.Fingerprint);
        }
    }

    sealed class StateTable : IEntityTypeConfiguration<SearchLogState>
    {
        public void Configure(EntityTypeBuilder<SearchLogState> builder)
        {
            builder.ToTable("SearchLogState");
            builder.Property(s => s.Id).ValueGeneratedNever();
        }
    }
}
