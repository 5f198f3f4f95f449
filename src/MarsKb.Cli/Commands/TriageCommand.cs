using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MarsKb.Documents;
using MarsKb.Cli.Output;
using MarsKb.Triage;

namespace MarsKb.Cli.Commands;

/// <summary>Finds known errors in a log, as the site does.</summary>
static class TriageCommand
{
    public static Verb Create(Terminal terminal)
    {
        var log = new Argument<string>("log") { Description = "A log in text, a .gz or a .zip; '-' reads standard input." };
        var json = new Option<bool>("--json") { Description = "The document of POST /api/v1/triage." };
        var content = ContentFolder.Option();
        var command = new Command("triage", "Finds known errors in a log.") { log, json, content };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(log)!, parsed.GetValue(json), parsed.GetValue(content), terminal, cancel));
        return new Verb(command, ["marskb triage CBEngineCurr.errlog", "marskb triage logs.zip --json", "wevtutil qe CloudBackup /f:text | marskb triage -"]);
    }

    static async Task<int> RunAsync(string log, bool json, string? content, Terminal terminal, CancellationToken cancel)
    {
        if (ContentFolder.ReadKnowledge(content, terminal) is not { } knowledge) return ExitCode.WrongUse;
        try
        {
            await using var stream = Open(log, terminal);
            // One's own file may be as large as it is; only archives have bounds.
            var report = await LogTriage.ReadAsync(stream, knowledge.Triage, TriageLimits.Local, new Progress(terminal), cancel);
            terminal.EndProgress();
            if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(TriageReply.From(report, knowledge), ApiJson.Indented.TriageReply));
            else Write(TriageReply.From(report, knowledge), terminal);
            return ExitCode.Done;
        }
        catch (UnreadableLogException fault)
        {
            terminal.EndProgress();
            terminal.Error.WriteLine($"marskb: {SafeText.Line(fault.Message)}");
            return ExitCode.Fault;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"marskb: '{SafeText.Line(log)}' cannot be read. {SafeText.Line(fault is FileNotFoundException or DirectoryNotFoundException ? "There is no such file." : fault.Message)}");
            return ExitCode.WrongUse;
        }
    }

    static Stream Open(string log, Terminal terminal) => log == "-"
        ? terminal.RawIn ?? new MemoryStream(Encoding.UTF8.GetBytes(terminal.In.ReadToEnd()))
        : new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan | FileOptions.Asynchronous);

    static void Write(TriageReply reply, Terminal terminal)
    {
        if (reply.Lines == 0) terminal.Out.WriteLine("The log is empty.");
        else terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(reply.Hits.IsEmpty ? "No" : reply.Hits.Length)} known {(reply.Hits.Length == 1 ? "error" : "errors")} in {reply.Lines:N0} {(reply.Lines == 1 ? "line" : "lines")}."));
        foreach (var file in reply.Files.Where(f => !f.IsText)) terminal.Error.WriteLine($"{SafeText.Line(file.Name)} is no text and was left out.");
        foreach (var hit in reply.Hits)
        {
            var lines = hit.FirstLine == hit.LastLine ? $"line {Number(hit.FirstLine)}" : $"lines {Number(hit.FirstLine)} to {Number(hit.LastLine)}";
            var times = hit.FirstTime is null ? "" : hit.FirstTime == hit.LastTime ? $", {hit.FirstTime}" : $", {hit.FirstTime} to {hit.LastTime}";
            terminal.Out.WriteLine($"{terminal.Strong(SafeText.Line(hit.Code ?? hit.Key))}  {SafeText.Line(hit.Title)}");
            terminal.Out.WriteLine($"    {Number(hit.Count)} {(hit.Count == 1 ? "time" : "times")}, {lines}{SafeText.Line(times)}");
            terminal.WriteIndented(hit.Sample, 4);
            terminal.Out.WriteLine("    " + terminal.Faint(SafeText.Line(hit.Url)));
        }
        if (reply.UnknownCodes.IsEmpty) return;
        terminal.Out.WriteLine("Codes without an entry:");
        foreach (var code in reply.UnknownCodes) terminal.Out.WriteLine($"    {SafeText.Line(code.Code)}  {Number(code.Count)} {(code.Count == 1 ? "time" : "times")}{(code.Meaning is null ? "" : "  " + SafeText.Line(code.Meaning))}");
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Says on a terminal how far it is.</summary>
    sealed class Progress(Terminal terminal) : IProgress<long>
    {
        const long Step = 16 << 20;

        long read, shown;

        public void Report(long value)
        {
            read += value;
            if (read - shown < Step) return;
            shown = read;
            terminal.Progress(string.Create(CultureInfo.InvariantCulture, $"{read >> 20} MiB read"));
        }
    }
}
