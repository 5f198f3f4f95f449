using System.CommandLine;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Export;

namespace MarsKb.Cli.Commands;

/// <summary>Writes the whole knowledge base into a folder that opens without a server.</summary>
static class ExportCommand
{
    public static Verb Create(Terminal terminal)
    {
        var output = new Option<string>("--out") { Description = "Folder for the export: a new one, an empty one or an earlier export.", Required = true, HelpName = "folder" };
        var drafts = new Option<bool>("--drafts") { Description = "Includes drafts, which readers of the site do not see." };
        var baseUrl = new Option<string?>("--base-url") { Description = "Address of the site, such as https://kb.example: texts for tickets then carry links to it.", HelpName = "url" };
        var content = ContentFolder.Option();
        var command = new Command("export", "Writes the whole knowledge base as static pages with their own search: for machines without a network, a file share or a USB stick.") { output, drafts, baseUrl, content };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(output)!, parsed.GetValue(drafts), parsed.GetValue(baseUrl), parsed.GetValue(content), terminal, cancel));
        return new Verb(command, ["marskb export --out knowledge", "marskb export --out /media/stick/knowledge --base-url https://kb.example"]);
    }

    static async Task<int> RunAsync(string folder, bool drafts, string? baseUrl, string? content, Terminal terminal, CancellationToken stop)
    {
        Uri? address = null;
        if (baseUrl is not null && !(Uri.TryCreate(baseUrl, UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.PathAndQuery == "/" && address.Fragment.Length == 0))
            return Refuse($"--base-url '{baseUrl}' must be an http or https address without a path, such as https://kb.example.", terminal);
        if (ContentFolder.Read(content, terminal) is not { } load) return ExitCode.WrongUse;
        if (load.HasErrors) terminal.Error.WriteLine("marskb: The content has faults; faulty files are left out. 'marskb lint' names them.");
        try
        {
            ExportOutcome outcome;
            using (var progress = new ProgressLine(terminal, "files", TimeProvider.System))
                outcome = await SiteExport.WriteAsync(drafts ? load.WithDrafts : load.Knowledge, folder, address, progress.Tell, stop);
            terminal.Error.WriteLine(SafeText.Line(string.Create(CultureInfo.InvariantCulture,
                $"{outcome.Entries} entries, {outcome.Tables} tables and {outcome.Flows} flows in {outcome.Files} files, {outcome.Bytes / 1024.0 / 1024.0:0.0} MiB. Open '{Path.Combine(folder, "index.html")}'.")));
            return ExitCode.Done;
        }
        catch (ExportRefusedException refused)
        {
            return Refuse(refused.Message, terminal);
        }
        catch (OperationCanceledException)
        {
            return Refuse("Stopped. Nothing was changed.", terminal, ExitCode.Fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse($"The export could not be written: {fault.Message}", terminal, ExitCode.Fault);
        }
    }

    static int Refuse(string why, Terminal terminal, int code = ExitCode.WrongUse)
    {
        terminal.Error.WriteLine("marskb: " + SafeText.Line(why));
        return code;
    }
}
