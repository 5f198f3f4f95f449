using MarsKb.Logging;

namespace MarsKb.Storage;

/// <summary>Which SQLite the site starts with.</summary>
public sealed class SqliteReleaseTests
{
    [Theory]
    [InlineData("3.7.0")]
    [InlineData("3.43.2")]
    [InlineData("3.44.5")]
    [InlineData("3.45.0")]
    [InlineData("3.49.9")]
    [InlineData("3.50.4")]
    [InlineData("3.50.6")]
    [InlineData("3.51.0")]
    [InlineData("3.51.2")]
    public void A_release_that_can_damage_the_database_ends_the_start_with_a_line(string release)
    {
        var refusal = Assert.Throws<StorageUnavailableException>(() => SqliteRelease.Require(Version.Parse(release)));
        Assert.True(StartFailure.Explains(refusal));
        using var output = new StringWriter();
        StartFailure.Report(refusal, output);
        var line = Assert.Single(output.ToString().TrimEnd().Split('\n'));
        Assert.StartsWith($"marskb: SQLite {release} can damage a database", line, StringComparison.Ordinal);
        Assert.Contains("3.51.3 or newer", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3.6.23")]
    [InlineData("3.44.6")]
    [InlineData("3.50.7")]
    [InlineData("3.51.3")]
    [InlineData("3.52.0")]
    [InlineData("3.53.4")]
    public void One_without_the_bug_is_taken(string release) => SqliteRelease.Require(Version.Parse(release));

    /// <summary>The bundle may be raised, never lowered: <c>Directory.Packages.props</c> names it apart from EF Core, which brings an older one.</summary>
    [Fact]
    public void The_bundled_one_is_taken_and_not_older_than_the_one_that_was_tested()
    {
        SqliteRelease.Require();
        Assert.True(SqliteRelease.Loaded >= new Version(3, 53, 4), $"SQLite {SqliteRelease.Loaded}");
    }
}
