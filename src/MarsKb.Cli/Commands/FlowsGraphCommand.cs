using System.CommandLine;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Flows.Map;

namespace MarsKb.Cli.Commands;

/// <summary>Draws the map of a flow.</summary>
static class FlowsGraphCommand
{
    public static Verb Create(Terminal terminal)
    {
        var id = new Argument<string>("id") { Description = "Key of the flow." };
        var format = new Option<string>("--format") { Description = "svg, mermaid or dot.", DefaultValueFactory = _ => "svg", HelpName = "format" };
        format.AcceptOnlyFromAmong("svg", "mermaid", "dot");
        var content = ContentFolder.Option();
        var command = new Command("graph", "Draws the map of a flow.") { id, format, content };
        command.SetAction(parsed => Run(parsed.GetValue(id)!, parsed.GetValue(format)!, parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb flows graph scheduled-backups-do-not-run --format mermaid"]);
    }

    static int Run(string id, string format, string? content, Terminal terminal)
    {
        if (ContentFolder.ReadKnowledge(content, terminal) is not { } knowledge) return ExitCode.WrongUse;
        if (Find(knowledge, id, terminal) is not { } flow) return ExitCode.Fault;
        var graph = FlowGraph.Of(flow);
        terminal.Out.WriteLine(format switch
        {
            "mermaid" => graph.Mermaid().TrimEnd(),
            "dot" => graph.Dot().TrimEnd(),
            // A file by itself needs its name space and some look of its own; on the site the style sheet gives it.
            _ => graph.StandaloneSvg(),
        });
        return ExitCode.Done;
    }

    public static Flow? Find(KnowledgeBase knowledge, string id, Terminal terminal)
    {
        if (knowledge.Flows.FirstOrDefault(f => f.Key.Equals(id, StringComparison.OrdinalIgnoreCase)) is { } flow) return flow;
        terminal.Error.WriteLine($"marskb: There is no flow '{SafeText.Line(id)}'. Known are {string.Join(", ", knowledge.Flows.Select(f => f.Key))}.");
        return null;
    }
}
