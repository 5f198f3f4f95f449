using MarsKb.Cli.Output;
using MarsKb.Storage;

namespace MarsKb.Cli.Commands;

/// <summary>Runs something that reads or writes the data folder: what goes wrong is one line.</summary>
static class StorageAction
{
    public static int Run(Terminal terminal, Action<Action<string>> work)
    {
        try
        {
            work(terminal.Progress);
            terminal.EndProgress();
            return ExitCode.Done;
        }
        catch (Exception e) when (e is BackupException or StorageUnavailableException or TimeoutException or IOException or UnauthorizedAccessException)
        {
            terminal.EndProgress();
            terminal.Error.WriteLine("marskb: " + SafeText.Line(e.Message));
            return ExitCode.Fault;
        }
    }
}
