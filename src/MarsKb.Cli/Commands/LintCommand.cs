using System.Collections.Immutable;
using System.CommandLine;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Diagnostics;
using MarsKb.Consistency;

namespace MarsKb.Cli.Commands;

/// <summary>Checks all content: one fault a line, then a summary on the error stream. With <c>--truth</c> also what it states about one thing in several places.</summary>
static class LintCommand
{
    public static Verb Create(Terminal terminal)
    {
        var folder = new Argument<string?>("content")
        {
            Description = "Content folder. Default: that of the site.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var truth = new Option<bool>("--truth") { Description = "Also compare versions, percentages, limits, paths, hosts, programs and addresses across entries (drafts too), tables and flows: an error for a contradiction that no editor's note answers, a warning for one that is answered." };
        var json = new Option<bool>("--json") { Description = "One JSON document with the faults and, with --truth, the contradictions." };
        var command = new Command("lint", "Checks all content. Each fault is a line 'path:line:column: error|warning CODE: text', with the path relative to the content folder.") { folder, truth, json };
        command.SetAction(parsed => Run(parsed.GetValue(folder), parsed.GetValue(truth), parsed.GetValue(json), terminal));
        return new Verb(command, ["marskb lint", "marskb lint ../other/content", "marskb lint --truth", "marskb lint drafts --truth --json"]);
    }

    static int Run(string? named, bool truth, bool json, Terminal terminal)
    {
        if (ContentFolder.Read(named, terminal) is not { } load) return ExitCode.WrongUse;
        var contradictions = truth ? ConsistencyCheck.Find(load.WithDrafts, ContentFolder.Find(named)) : [];
        ImmutableArray<Diagnostic> found = [.. load.Diagnostics, .. ConsistencyText.Diagnostics(contradictions)];
        if (json) terminal.Out.WriteLine(LintJson.Write(load.Diagnostics, truth ? contradictions : null));
        else foreach (var diagnostic in found) terminal.Out.WriteLine(SafeText.Line(diagnostic.ToString()));
        var errors = found.Count(d => d.Severity == Severity.Error);
        var warnings = found.Length - errors;
        terminal.Error.WriteLine(
            $"{Count(load.Knowledge.Entries.Length, "entry", "entries")}, {Drafts(load)}{Count(load.Knowledge.Tables.Length, "table", "tables")}, {Count(load.Knowledge.Flows.Length, "flow", "flows")}, "
            + $"{Count(errors, "error", "errors")}, {Count(warnings, "warning", "warnings")}{(truth ? Contradictions(contradictions) : "")}");
        return errors > 0 ? ExitCode.Fault : ExitCode.Done;
    }

    static string Contradictions(ImmutableArray<Contradiction> found) =>
        $"; {Count(found.Length, "contradiction", "contradictions")}, {found.Count(c => c.IsOpen)} open";

    static string Drafts(ContentLoad load) =>
        load.WithDrafts.Entries.Length - load.Knowledge.Entries.Length is > 0 and var drafts ? Count(drafts, "draft", "drafts") + ", " : "";

    static string Count(int number, string one, string more) => number == 1 ? $"1 {one}" : $"{number} {more}";
}
