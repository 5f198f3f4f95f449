using System.CommandLine;
using MarsKb.Cli.Output;
using MarsKb.Storage;

namespace MarsKb.Cli.Commands;

/// <summary>Puts a backup in the place of the database.</summary>
static class RestoreCommand
{
    public static Verb Create(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = "File that 'marskb backup' has written." };
        var data = DataFolderOption.Create();
        var command = new Command("restore", "Puts a backup in the place of the database. Stop the site before. The replaced database is kept beside it.") { file, data };
        command.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(data), terminal));
        return new Verb(command, ["marskb restore /backup/marskb-2026-11-22.db --data /var/lib/marskb"]);
    }

    static int Run(string file, string? data, Terminal terminal)
    {
        if (!File.Exists(file))
        {
            terminal.Error.WriteLine($"marskb: There is no file '{SafeText.Line(file)}'.");
            return ExitCode.WrongUse;
        }
        var folder = DataFolderOption.Find(data);
        return StorageAction.Run(terminal, progress =>
        {
            var kept = DataBackup.Restore(folder, file, progress);
            terminal.Out.WriteLine(SafeText.Line($"Restored to '{folder.Path}'."));
            if (kept is not null) terminal.Out.WriteLine(SafeText.Line($"The database before is kept as '{kept}'."));
        });
    }
}
