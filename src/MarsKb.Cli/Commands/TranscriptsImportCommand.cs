using System.CommandLine;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Features.Sessions;
using MarsKb.Sessions;

namespace MarsKb.Cli.Commands;

/// <summary>Takes walks that were saved in an exported knowledge base into the site, also while it runs.</summary>
static class TranscriptsImportCommand
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Verb Create(Terminal terminal)
    {
        var files = new Argument<string[]>("files") { Description = "Files that an exported page has saved.", Arity = ArgumentArity.OneOrMore };
        var data = DataFolderOption.Create();
        var content = ContentFolder.Option();
        var command = new Command("import", "Takes walks that were saved in an exported knowledge base in as sessions. Each is walked again by the rules of the site. A site that runs does it itself.") { files, data, content };
        command.SetAction(parsed => Run(parsed.GetValue(files)!, parsed.GetValue(data), parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb transcripts import INC-4711-cache-folder-202611221001.json"]);
    }

    static int Run(string[] files, string? data, string? content, Terminal terminal)
    {
        foreach (var file in files.Where(f => !File.Exists(f)))
        {
            terminal.Error.WriteLine($"marskb: There is no file '{SafeText.Line(file)}'.");
            return ExitCode.WrongUse;
        }
        if (DataFolderOption.FindExisting(data, terminal) is not { } folder) return ExitCode.WrongUse;
        var refused = false;
        var exit = StorageAction.Run(terminal, progress =>
        {
            foreach (var file in files)
            {
                progress("Taking in " + Path.GetFileName(file));
                var answer = new FileInfo(file).Length > SavedWalk.LongestFile
                    ? null
                    : WalkImport.Take(folder, File.ReadAllBytes(file), () => ContentFolder.ReadKnowledge(content, terminal), Patience);
                terminal.EndProgress();
                var fault = answer is null ? $"The file is larger than {SavedWalk.LongestFile >> 20} MiB, which no saved walk is." : answer.Fault;
                refused |= fault is not null;
                if (fault is not null) terminal.Error.WriteLine($"marskb: {SafeText.Line(file)}: {SafeText.Line(fault)}");
                else terminal.Out.WriteLine(SafeText.Line($"{file}: {Words(answer!)}"));
            }
        });
        return refused ? ExitCode.Fault : exit;
    }

    static string Words(WalkAnswer answer)
    {
        var ticket = answer.Ticket is null ? "" : $" for {answer.Ticket}";
        var state = answer.IsDone ? "done" : "open";
        var before = answer.IsNew ? "" : " Taken in before.";
        var on = answer.Url is null ? "" : $" Go on at {answer.Url}";
        return string.Create(CultureInfo.InvariantCulture, $"{answer.Title}{ticket}: {state}, {answer.Answers} {(answer.Answers == 1 ? "answer" : "answers")}.{before} Record: {answer.RecordUrl}{on}");
    }
}
