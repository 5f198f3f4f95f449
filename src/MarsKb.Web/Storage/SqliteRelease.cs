using MarsKb.Health;
using SQLitePCL;

namespace MarsKb.Storage;

/// <summary>
/// Refuses an SQLite with the WAL-reset bug: a commit and a checkpoint of two connections at the same moment can damage the database.
/// It came with 3.7.0 and is fixed in 3.51.3, and in 3.44.6 and 3.50.7 of the older lines (<c>https://www.sqlite.org/wal.html</c>).
/// </summary>
static class SqliteRelease
{
    static readonly Version Introduced = new(3, 7, 0), Fixed = new(3, 51, 3), FixedIn44 = new(3, 44, 6), FixedIn50 = new(3, 50, 7);

    /// <summary>The SQLite that is loaded: the bundled one, unless somebody put another library in its place.</summary>
    public static Version Loaded { get; } = Ask();

    /// <exception cref="StorageUnavailableException">The loaded SQLite has the bug.</exception>
    public static void Require() => Require(Loaded);

    static Version Ask()
    {
        Batteries_V2.Init();
        return Version.Parse(raw.sqlite3_libversion().utf8_to_string());
    }

    internal static void Require(Version version)
    {
        if (!CanDamage(version)) return;
        throw new StorageUnavailableException(new Trouble("sqlite-unsafe",
            $"SQLite {version} can damage a database while two connections use it (the WAL-reset bug). Use 3.51.3 or newer: put back the library that MarsKb was published with."));
    }

    static bool CanDamage(Version version) => version >= Introduced && version < Fixed && (version.Major, version.Minor) switch
    {
        (3, 44) => version < FixedIn44,
        (3, 50) => version < FixedIn50,
        _ => true,
    };
}
