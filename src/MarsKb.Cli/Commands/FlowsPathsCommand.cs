using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Flows;
using MarsKb.Flows.Proof;

namespace MarsKb.Cli.Commands;

/// <summary>Lists the paths of a flow, one a line.</summary>
static class FlowsPathsCommand
{
    const int MostPaths = 10_000_000;

    public static Verb Create(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Key of the flow." };
        var limit = new Option<int>("--limit") { Description = "Most paths to list, 1 to 10,000,000.", DefaultValueFactory = _ => 1_000, CustomParser = Limit, HelpName = "number" };
        var content = ContentFolder.Option();
        var command = new Command("paths", "Lists the paths of a flow, one a line: answers, then the outcome. Loops are walked once; a typed value stands for all that no condition tells apart.") { id, limit, content };
        command.SetAction(parsed => Run(parsed.GetValue(id)!, parsed.GetValue(limit), parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb flows paths scheduled-backups-do-not-run --limit 20"]);
    }

    static int Run(string id, int limit, string? content, Terminal terminal)
    {
        if (ContentFolder.ReadKnowledge(content, terminal) is not { } knowledge) return ExitCode.WrongUse;
        if (FlowsGraphCommand.Find(knowledge, id, terminal) is not { } flow) return ExitCode.Fault;
        // One more than is shown, to know whether there are more.
        var shown = 0;
        var more = false;
        foreach (var path in new FlowPaths(flow, limit + 1).Walk())
        {
            more = shown == limit;
            if (more) break;
            shown++;
            terminal.Out.WriteLine(SafeText.Line($"{string.Join("  ", path.Answers.Select(Text))}  -> {path.Outcome.Id}"));
        }

        terminal.Error.WriteLine(more
            ? string.Create(CultureInfo.InvariantCulture, $"The first {limit:N0} paths; there are more. --limit shows more.")
            : string.Create(CultureInfo.InvariantCulture, $"{shown:N0} paths"));
        return ExitCode.Done;
    }

    static string Text(StepAnswer answer) => $"{answer.Step}={(answer.Answer.IsList && answer.Answer.Items.IsEmpty ? "(none)" : string.Join(',', answer.Answer.Items).ReplaceLineEndings(" "))}";

    static int Limit(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostPaths) return limit;
        result.AddError("'--limit' takes a whole number from 1 to 10000000.");
        return 0;
    }
}
