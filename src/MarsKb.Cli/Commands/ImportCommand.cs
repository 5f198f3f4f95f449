using System.CommandLine;
using System.Globalization;
using MarsKb.Cli.Output;
using MarsKb.Import;
using MarsKb.Import.Reports;

namespace MarsKb.Cli.Commands;

/// <summary>Turns articles into entries, and says line by line what it was not sure of and what it left.</summary>
static class ImportCommand
{
    public static Verb Create(Terminal terminal)
    {
        var sources = new Argument<string[]>("articles") { Description = "Articles (.md) and folders of articles.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--out") { Description = "Folder for the result. Nothing is written outside of it.", Required = true, HelpName = "folder" };
        var format = new Option<string>("--format") { Description = "entries: a content folder of drafts. json: one file for each article.", DefaultValueFactory = _ => "entries", HelpName = "format" };
        format.AcceptOnlyFromAmong("entries", "json");
        var baseUrl = new Option<string?>("--base-url") { Description = "Address below which the articles are published, by their paths without '.md'. Links are made absolute with it.", HelpName = "url" };
        var licence = new Option<string?>("--licence") { Description = "Licence of the articles' texts, such as 'CC BY 4.0'.", HelpName = "name" };
        var content = ContentFolder.Option();
        content.Description = "Content whose flows are asked what an upstream change touches. Default: that of the site.";
        var command = new Command("import", "Turns Learn-flavoured Markdown articles into entries with causes and actions.") { sources, output, format, baseUrl, licence, content };
        command.SetAction(parsed => Run(
            new ImportRequest(
                [.. parsed.GetValue(sources)!], parsed.GetValue(output)!, parsed.GetValue(format) == "json" ? ImportFormat.Json : ImportFormat.Entries,
                parsed.GetValue(baseUrl), parsed.GetValue(licence), ContentFolder.Find(parsed.GetValue(content))),
            terminal));
        return new Verb(command, ["marskb import articles/ --out drafts --base-url https://learn.microsoft.com/azure/backup --licence 'CC BY 4.0'", "marskb import article.md --out result --format json"]);
    }

    static int Run(ImportRequest request, Terminal terminal)
    {
        if (request.BaseUrl is { } address && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0))
            return Refuse($"--base-url '{address}' must be an http or https address without query, such as https://learn.microsoft.com/azure/backup.", terminal);
        using var stop = new CancellationTokenSource();
        void Stop(object? sender, ConsoleCancelEventArgs press)
        {
            press.Cancel = true;
            stop.Cancel();
        }

        Console.CancelKeyPress += Stop;
        try
        {
            ImportOutcome outcome;
            using (var progress = new ProgressLine(terminal, "articles", TimeProvider.System)) outcome = Importer.Run(request, progress.Tell, stop.Token);
            foreach (var line in outcome.Lines.Concat(outcome.Changes)) terminal.Out.WriteLine(SafeText.Line(line));
            terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Count(outcome.Articles, "article", "articles")}: took {Count(outcome.Entries, "error", "errors")} and {Count(outcome.Guides, "guide", "guides")}; not sure of {outcome.Unsure}; left {outcome.Left}{Changes(outcome)}"));
            return ExitCode.Done;
        }
        catch (ImportRefusedException refused)
        {
            return Refuse(refused.Message, terminal);
        }
        catch (OperationCanceledException)
        {
            return Refuse("Stopped. Nothing was changed.", terminal, ExitCode.Fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse($"The result could not be written: {fault.Message}", terminal, ExitCode.Fault);
        }
        finally
        {
            Console.CancelKeyPress -= Stop;
        }
    }

    static int Refuse(string why, Terminal terminal, int code = ExitCode.WrongUse)
    {
        terminal.Error.WriteLine("marskb: " + SafeText.Line(why));
        return code;
    }

    static string Changes(ImportOutcome outcome) => outcome.Changed == 0 ? ""
        : $"; changed since the last import: {Count(outcome.Changed, "entry", "entries")}, {(outcome.Conflicts == 0 ? "no conflicts" : Count(outcome.Conflicts, "conflict", "conflicts"))}";

    static string Count(int number, string one, string more) => number == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{number} {more}");
}
