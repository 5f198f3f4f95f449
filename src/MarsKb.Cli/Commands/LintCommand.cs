using System.CommandLine;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Diagnostics;

namespace MarsKb.Cli.Commands;

/// <summary>Checks all content: one fault a line, then a summary on the error stream.</summary>
static class LintCommand
{
    public static Verb Create(Terminal terminal)
    {
        var folder = new Argument<string?>("content")
        {
            Description = "Content folder. Default: that of the site.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("lint", "Checks all content. Each fault is a line 'path:line:column: error|warning CODE: text', with the path relative to the content folder.") { folder };
        command.SetAction(parsed => Run(parsed.GetValue(folder), terminal));
        return new Verb(command, ["marskb lint", "marskb lint ../other/content"]);
    }

    static int Run(string? folder, Terminal terminal)
    {
        if (ContentFolder.Read(folder, terminal) is not { } load) return ExitCode.WrongUse;
        foreach (var diagnostic in load.Diagnostics) terminal.Out.WriteLine(SafeText.Line(diagnostic.ToString()));
        var errors = load.Diagnostics.Count(d => d.Severity == Severity.Error);
        var warnings = load.Diagnostics.Length - errors;
        terminal.Error.WriteLine(
            $"{Count(load.Knowledge.Entries.Length, "entry", "entries")}, {Drafts(load)}{Count(load.Knowledge.Tables.Length, "table", "tables")}, {Count(load.Knowledge.Flows.Length, "flow", "flows")}, "
            + $"{Count(errors, "error", "errors")}, {Count(warnings, "warning", "warnings")}");
        return errors > 0 ? ExitCode.Fault : ExitCode.Done;
    }

    static string Drafts(ContentLoad load) =>
        load.WithDrafts.Entries.Length - load.Knowledge.Entries.Length is > 0 and var drafts ? Count(drafts, "draft", "drafts") + ", " : "";

    static string Count(int number, string one, string more) => number == 1 ? $"1 {one}" : $"{number} {more}";
}
