using System.CommandLine;
using MarsKb.Cli.Output;
using MarsKb.Content;

namespace MarsKb.Cli.Commands;

/// <summary>Finds and reads the content that a command works on.</summary>
static class ContentFolder
{
    const string Setting = "MarsKb__ContentDirectory";

    public static Option<string?> Option() => new("--content")
    {
        Description = $"Content folder. Default: that of the site, which is {Setting} of the environment, else content/ beside the program or of the repository.",
        HelpName = "folder",
    };

    public static string Find(string? named)
    {
        var folder = named ?? Environment.GetEnvironmentVariable(Setting);
        return string.IsNullOrWhiteSpace(folder) ? Folders.DefaultContent(AppContext.BaseDirectory) : folder;
    }

    /// <returns>Null, after a line that says why, when there is no such folder.</returns>
    public static ContentLoad? Read(string? named, Terminal terminal)
    {
        var folder = Find(named);
        if (Directory.Exists(folder)) return ContentLoader.Load(folder, DateOnly.FromDateTime(DateTime.UtcNow));
        terminal.Error.WriteLine($"marskb: There is no folder '{SafeText.Line(folder)}'.");
        return null;
    }

    /// <summary>The same for a command that answers from the content: says when some of it is left out.</summary>
    public static KnowledgeBase? ReadKnowledge(string? named, Terminal terminal)
    {
        var load = Read(named, terminal);
        if (load is { HasErrors: true }) terminal.Error.WriteLine("marskb: The content has faults; faulty files are left out. 'marskb lint' names them.");
        return load?.Knowledge;
    }
}
