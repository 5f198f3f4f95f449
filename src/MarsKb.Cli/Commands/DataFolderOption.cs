using System.CommandLine;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Storage;

namespace MarsKb.Cli.Commands;

/// <summary>Finds the data folder that a command works on: that of the site.</summary>
static class DataFolderOption
{
    const string Setting = "MarsKb__DataDirectory";

    public static Option<string?> Create() => new("--data")
    {
        Description = $"Data folder. Default: that of the site, which is {Setting} of the environment, else data/ beside the content folder.",
        HelpName = "folder",
    };

    public static DataFolder Find(string? named)
    {
        var path = named ?? Environment.GetEnvironmentVariable(Setting);
        return new DataFolder(Path.GetFullPath(string.IsNullOrWhiteSpace(path) ? Folders.DefaultData(ContentFolder.Find(null)) : path));
    }

    /// <returns>Null, after a line that says why, when there is no database in it.</returns>
    public static DataFolder? FindExisting(string? named, Terminal terminal)
    {
        var folder = Find(named);
        if (File.Exists(folder.Database)) return folder;
        terminal.Error.WriteLine($"marskb: There is no database in '{SafeText.Line(folder.Path)}'. --data names the data folder.");
        return null;
    }
}
