using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>The model on SQLite. Its migrations are in <c>Storage/Migrations/Sqlite</c>.</summary>
public sealed class SqliteMarsKbDbContext(DbContextOptions<SqliteMarsKbDbContext> options) : MarsKbDbContext(options);
