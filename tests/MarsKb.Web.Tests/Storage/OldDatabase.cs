using MarsKb.Infra;
using Microsoft.Data.Sqlite;

namespace MarsKb.Storage;

/// <summary>A database as the first version left it: its schema as text, and something in each table.</summary>
static class OldDatabase
{
    /// <summary>Rows of feedback in it.</summary>
    public const int Feedback = 3;

    public static void Write(DataFolder folder)
    {
        folder.Create();
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = File.ReadAllText(Path.Combine(Repository.Root, "tests", "MarsKb.Web.Tests", "Storage", "First.sql"));
        command.ExecuteNonQuery();
        command.CommandText = "PRAGMA journal_mode=wal";
        command.ExecuteNonQuery();
    }
}
