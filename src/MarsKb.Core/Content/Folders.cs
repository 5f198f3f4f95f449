namespace MarsKb.Content;

/// <summary>Where content and data lie when nothing is configured.</summary>
public static class Folders
{
    /// <summary><c>content/</c> beside the program if it is there, else that of the repository that the program was built in.</summary>
    /// <returns>Full path; it need not exist.</returns>
    public static string DefaultContent(string programFolder)
    {
        var beside = Path.Combine(programFolder, "content");
        if (Directory.Exists(beside)) return Path.GetFullPath(beside);
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "MarsKb.sln")) && Directory.Exists(Path.Combine(folder.FullName, "content")))
                return Path.Combine(folder.FullName, "content");
        return Path.GetFullPath(beside);
    }

    /// <summary><c>data/</c> beside the content folder.</summary>
    public static string DefaultData(string contentFolder) =>
        Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(contentFolder)) ?? contentFolder, "data");
}
