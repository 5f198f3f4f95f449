using System.Text.RegularExpressions;
using MarsKb.Infra;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Storage;

/// <summary>RELIABILITY A16: what is promised about every connection that the site opens, and that one alone writes.</summary>
public sealed partial class ConnectionTests
{
    [Theory]
    [InlineData("writer")]
    [InlineData("reader")]
    [InlineData("in place, read-only")]
    [InlineData("copy")]
    public async Task Every_connection_keeps_the_promises(string kind)
    {
        await using var storage = new StorageFixture();
        storage.Store.OpenWriter(default).Dispose();
        var writes = kind == "writer";
        using var db = kind switch
        {
            "writer" => storage.Store.OpenWriter(default),
            "reader" => storage.Store.OpenReader(),
            "copy" => SqliteStore.OpenFile(storage.Folder.Database),
            _ => storage.Store.OpenImmutable(),
        };
        Assert.Equal(SqliteRelease.Loaded, Version.Parse(Ask(db, "SELECT sqlite_version()")));
        Assert.Equal(kind == "in place, read-only" ? "delete" : "wal", Ask(db, "PRAGMA journal_mode"));
        Assert.Equal("2", Ask(db, "PRAGMA synchronous"));
        Assert.Equal("1", Ask(db, "PRAGMA foreign_keys"));
        Assert.Equal("0", Ask(db, "PRAGMA trusted_schema"));
        Assert.Equal("5000", Ask(db, "PRAGMA busy_timeout"));
        Assert.Equal("0", Ask(db, "PRAGMA mmap_size"));
        Assert.Equal(writes ? "0" : "1", Ask(db, "PRAGMA query_only"));
        Assert.Equal(writes ? "1000" : "0", Ask(db, "PRAGMA wal_autocheckpoint"));
        if (writes) Assert.Equal("1", Ask(db, "PRAGMA secure_delete"));
        else Assert.Throws<SqliteException>(() => Ask(db, "DELETE FROM \"Feedback\""));
    }

    /// <summary>A connection that is opened anywhere else would have none of the settings, and two that write can damage the log.</summary>
    [Fact]
    public void Databases_are_opened_in_three_places_and_for_writing_in_one()
    {
        var source = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (Name: Path.GetFileNameWithoutExtension(f), Text: File.ReadAllText(f))).ToList();
        Assert.Equal(["DataBackup", "DesignTimeSqlite", "SqliteFile", "SqliteStore"], source.Where(f => Opens().IsMatch(f.Text)).Select(f => f.Name).Order());
        Assert.Contains(".UseSqlite()", source.Single(f => f.Name == "DesignTimeSqlite").Text, StringComparison.Ordinal); // of no file: it opens none
        Assert.Single(Writer().Matches(source.Single(f => f.Name == "SqliteStore").Text));
        // Of the two others one writes to a file that nobody knows yet, and one needs the file for itself.
        Assert.Single(Opens().Matches(source.Single(f => f.Name == "DataBackup").Text));
        Assert.Single(Opens().Matches(source.Single(f => f.Name == "SqliteFile").Text));
        // The writer is opened by the storage service and, on a folder that no site holds, by two commands.
        Assert.Equal(["SessionDeletion", "StorageService", "WalkImport"], source.Where(f => f.Text.Contains(".OpenWriter(", StringComparison.Ordinal)).Select(f => f.Name).Order());
    }

    static string Ask(MarsKbDbContext db, string question)
    {
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = question;
        return command.ExecuteScalar()!.ToString()!;
    }

    [GeneratedRegex(@"new SqliteConnection\(|\.UseSqlite\(", RegexOptions.NonBacktracking)]
    private static partial Regex Opens();

    [GeneratedRegex(@"Context\(ConnectionRole\.Writer", RegexOptions.NonBacktracking)]
    private static partial Regex Writer();
}
