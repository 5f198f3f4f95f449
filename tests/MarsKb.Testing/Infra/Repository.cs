using System.Runtime.CompilerServices;

namespace MarsKb.Infra;

/// <summary>Where this clone and the material beside it lie.</summary>
static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Content { get; } = Path.Combine(Root, "content");

    /// <summary>Folder of the shared corpora, or null where there is none; then tests of category Shared pass over.</summary>
    public static string? Shared { get; } =
        (Environment.GetEnvironmentVariable("MARSKB_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"))) is var path && Directory.Exists(path) ? path : null;

    static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "MarsKb.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("MarsKb.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
