using System.CommandLine;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Diagnostics;
using MarsKb.Flows;
using MarsKb.Flows.Proof;

namespace MarsKb.Cli.Commands;

/// <summary>Walks every path of every flow; lists what no path comes to, and causes that no flow confirms.</summary>
static class FlowsCheckCommand
{
    public static Verb Create(Terminal terminal)
    {
        var content = ContentFolder.Option();
        var command = new Command("check", "Proves every flow and walks its paths. Lists faults, steps and choices that no path comes to, and causes that no outcome confirms.") { content };
        command.SetAction(parsed => Run(parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb flows check"]);
    }

    static int Run(string? folder, Terminal terminal)
    {
        if (ContentFolder.Read(folder, terminal) is not { } load) return ExitCode.WrongUse;
        var faults = load.Diagnostics.Where(d => d.Location.Path.StartsWith("flows/", StringComparison.Ordinal)).ToList();
        foreach (var fault in faults) terminal.Out.WriteLine(SafeText.Line(fault.ToString()));
        var missing = load.Knowledge.Flows.Sum(f => Check(f, terminal));
        var unconfirmed = FlowCoverage.Unconfirmed(load.Knowledge);
        foreach (var cause in unconfirmed) terminal.Out.WriteLine(SafeText.Line($"{cause.Entry}#{cause.Cause}: no outcome of any flow confirms this cause"));
        terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Count(load.Knowledge.Flows.Length, "flow", "flows")}, {Count(faults.Count, "fault", "faults")}, {Count(missing, "step or choice", "steps or choices")} not covered, {Count(unconfirmed.Length, "cause", "causes")} not confirmed"));
        return faults.Exists(f => f.Severity == Severity.Error) || missing > 0 || unconfirmed.Length > 0 ? ExitCode.Fault : ExitCode.Done;
    }

    static string Count(int number, string one, string more) => number == 1 ? $"1 {one}" : $"{number} {more}";

    static int Check(Flow flow, Terminal terminal)
    {
        var paths = new FlowPaths(flow);
        foreach (var path in paths.Walk())
            if (FlowResolver.Resolve(flow, path.Answers).Current != path.Outcome) throw new InvalidOperationException($"A path of {flow.Key} is not replayed as it was walked.");
        var missing = paths.Missing;
        var number = paths.Number.ToString("N0", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(SafeText.Line($"{flow.Key}: {flow.Steps.Length} steps, {number} paths{(paths.IsComplete ? "" : ", the rest sampled")}, {(missing.IsEmpty ? "all covered" : "not covered: " + string.Join("; ", missing))}"));
        return missing.Length;
    }
}
