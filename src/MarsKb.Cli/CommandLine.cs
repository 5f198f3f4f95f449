using System.CommandLine;
using System.CommandLine.Help;
using MarsKb.Cli.Commands;
using MarsKb.Cli.Output;

namespace MarsKb.Cli;

/// <summary>The command <c>marskb</c>: picks the verb, answers wrong use.</summary>
static class CommandLine
{
    public static int Run(string[] args, Terminal terminal)
    {
        var verbs = new[]
        {
            LintCommand.Create(terminal),
            SearchCommand.Create(terminal),
            ShowCommand.Create(terminal),
            CheckCommand.Create(terminal),
            TriageCommand.Create(terminal),
            ImportCommand.Create(terminal),
            ExportCommand.Create(terminal),
            Verb.Of("flows", "Proves flows, lists their paths, draws their maps.",
                FlowsCheckCommand.Create(terminal), FlowsPathsCommand.Create(terminal), FlowsGraphCommand.Create(terminal)),
            GapsCommand.Create(terminal),
            BackupCommand.Create(terminal),
            RestoreCommand.Create(terminal),
            Verb.Of("sessions", "Deletes sessions.", SessionsDeleteCommand.Create(terminal)),
            Verb.Of("transcripts", "Takes in what was saved without the site.", TranscriptsImportCommand.Create(terminal)),
        };
        var root = new RootCommand("Checks the content of MarsKb, answers from it in a terminal, looks after its data.");
        foreach (var verb in verbs) root.Subcommands.Add(verb.Command);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!, verbs);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
            return parsed.Invoke(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });

        // Of an unknown verb the parser also says that a verb is missing.
        var unknownVerb = parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0;
        foreach (var error in unknownVerb ? parsed.Errors.Skip(1) : parsed.Errors) terminal.Error.WriteLine($"marskb: {SafeText.Line(error.Message)}");
        var command = parsed.CommandResult.Command;
        var parent = command.Parents.OfType<Command>().FirstOrDefault(p => p is not RootCommand);
        var path = command is RootCommand ? "marskb" : parent is null ? $"marskb {command.Name}" : $"marskb {parent.Name} {command.Name}";
        terminal.Error.WriteLine($"Try '{path} --help'.");
        return ExitCode.WrongUse;
    }
}
