using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MarsKb.Storage;

/// <summary>For <c>dotnet ef</c> alone, which compares the model with the migrations and opens no database.</summary>
sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteMarsKbDbContext>
{
    public SqliteMarsKbDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarsKbDbContext>().UseSqlite().Options);
}
