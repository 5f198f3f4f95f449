using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace MarsKb.Bench;

/// <summary>What SQLite does by itself: one prepared statement, one row like that of an answer, one commit, again.</summary>
static class RawCommits
{
    public static double PerSecond(string folder, TimeSpan duration)
    {
        var file = Path.Combine(folder, "raw.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; DROP TABLE IF EXISTS Events; CREATE TABLE Events (SessionId INTEGER, Revision INTEGER, Kind TEXT, At TEXT, Step TEXT, Visit INTEGER, Answer TEXT, Note TEXT, PRIMARY KEY (SessionId, Revision))");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Events VALUES ($session, $revision, 'Answered', $at, 'which-error-is-shown', 1, '\"dont-know\"', NULL)";
        var session = insert.Parameters.Add("$session", SqliteType.Integer);
        var revision = insert.Parameters.Add("$revision", SqliteType.Integer);
        var at = insert.Parameters.Add("$at", SqliteType.Text);
        insert.Prepare();
        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < duration; count++)
        {
            session.Value = count / 8;
            revision.Value = count % 8;
            at.Value = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
            insert.ExecuteNonQuery(); // autocommit: one commit each
        }
        return count / clock.Elapsed.TotalSeconds;

        void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }
}
