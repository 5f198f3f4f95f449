using System.Globalization;
using MarsKb.Documents;
using MarsKb.Flows;
using MarsKb.Flows.Map;

namespace MarsKb.Cli.Output;

/// <summary>A flow as text for people: where its page is, what it takes, and its map.</summary>
static class FlowText
{
    public static void Write(Flow flow, string component, Terminal terminal)
    {
        DocumentText.Heading(flow.Key, flow.Title, $"flow, {component}, {flow.Url}", terminal);
        DocumentText.Section(null, flow.Summary.Text, terminal);
        terminal.Out.WriteLine();
        if (flow.Minutes > 0) terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Takes about {flow.Minutes} minutes."));
        if (!flow.Needs.IsEmpty) terminal.Out.WriteLine(SafeText.Line($"Needs: {string.Join(", ", flow.Needs)}"));
        DocumentText.Section("Steps", FlowGraph.Of(flow).Outline(), terminal);
        DocumentText.Related(flow.Related, terminal);
        DocumentText.Sources(flow.Sources.Select(SourceDocument.From), flow.Reviewed, terminal);
    }
}
