using System.CommandLine;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Storage;

namespace MarsKb.Cli.Commands;

/// <summary>Copies the database, also of a site that runs.</summary>
static class BackupCommand
{
    public static Verb Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "File to write." };
        var force = new Option<bool>("--force") { Description = "Replaces the file when it is there." };
        var data = DataFolderOption.Create();
        var command = new Command("backup", "Writes sessions and feedback to a file, also while the site runs. The copy is checked before it gets its name.") { file, force, data };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(force), parsed.GetValue(data), terminal));
        return new Verb(command, ["marskb backup /backup/marskb-2026-11-22.db", "marskb backup latest.db --force --data /var/lib/marskb"]);
    }

    static int Run(string file, bool force, string? data, Terminal terminal)
    {
        if (DataFolderOption.FindExisting(data, terminal) is not { } folder) return ExitCode.WrongUse;
        if (WhyNot(file, force) is { } fault)
        {
            terminal.Error.WriteLine("marskb: " + SafeText.Line(fault));
            return ExitCode.WrongUse;
        }
        return StorageAction.Run(terminal, progress =>
        {
            var size = DataBackup.Write(folder, file, progress);
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{SafeText.Line(file)}: {size:N0} bytes, whole."));
        });
    }

    static string? WhyNot(string file, bool force)
    {
        if (Directory.Exists(file) || Path.GetFileName(file).Length == 0) return $"'{file}' is a folder. Name a file.";
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder)) return $"There is no folder '{folder}'.";
        return File.Exists(file) && !force ? $"'{file}' is there already. --force replaces it." : null;
    }
}
