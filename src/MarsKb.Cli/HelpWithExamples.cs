using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MarsKb.Cli.Commands;

namespace MarsKb.Cli;

/// <summary>The usual help, then examples and the exit codes.</summary>
sealed class HelpWithExamples(HelpAction usual, IReadOnlyList<Verb> verbs) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var asked = parseResult.CommandResult.Command;
        output.WriteLine("Examples:");
        foreach (var example in (asked is RootCommand ? verbs : verbs.Concat(verbs.SelectMany(v => v.Verbs)).Where(v => v.Command == asked)).SelectMany(v => v.Examples)) output.WriteLine($"  {example}");
        output.WriteLine();
        output.WriteLine("Exit codes: 0 done, 1 faults or nothing found, 2 wrong use.");
        return ExitCode.Done;
    }
}
