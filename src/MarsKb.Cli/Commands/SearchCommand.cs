using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MarsKb.Documents;
using MarsKb.Cli.Output;
using MarsKb.Search;

namespace MarsKb.Cli.Commands;

/// <summary>Finds entries for a text, as the site does.</summary>
static class SearchCommand
{
    const int MostBytes = 65_536;

    public static Verb Create(Terminal terminal)
    {
        var text = new Argument<string[]>("text") { Description = "A code, a message or words; '-' reads standard input, up to 64 KiB.", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit") { Description = "Most results, 1 to 100.", DefaultValueFactory = _ => 10, CustomParser = Limit, HelpName = "number" };
        var json = new Option<bool>("--json") { Description = "The document of GET /api/v1/search." };
        var content = ContentFolder.Option();
        var command = new Command("search", "Finds entries for a code, a message or words.") { text, limit, json, content };
        command.SetAction(parsed => Run(parsed.GetValue(text)!, parsed.GetValue(limit), parsed.GetValue(json), parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb search 0x80070005", "marskb search \"invalid vault credentials\" --json", "tail -n 200 agent.log | marskb search -"]);
    }

    static int Run(string[] words, int limit, bool json, string? content, Terminal terminal)
    {
        var text = words is ["-"] ? ReadAll(terminal.In) : string.Join(' ', words);
        if (text is null || Encoding.UTF8.GetByteCount(text) > MostBytes)
        {
            terminal.Error.WriteLine("marskb: The text is too long: up to 65,536 bytes of UTF-8 are searched. Send the part that holds the error.");
            return ExitCode.WrongUse;
        }

        if (ContentFolder.ReadKnowledge(content, terminal) is not { } knowledge) return ExitCode.WrongUse;
        var reply = SearchReply.From(knowledge.Search.Search(new SearchRequest(text, limit)));
        if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(reply, ApiJson.Indented.SearchReply));
        else Write(reply, terminal);
        return reply.Total > 0 ? ExitCode.Done : ExitCode.Fault;
    }

    static int Limit(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 100) return limit;
        result.AddError("'--limit' takes a whole number from 1 to 100.");
        return 0;
    }

    static void Write(SearchReply reply, Terminal terminal)
    {
        foreach (var correction in reply.Understood.Corrections)
            terminal.Error.WriteLine($"'{SafeText.Line(correction.From)}' was read as '{SafeText.Line(correction.To)}'.");
        if (reply.Total == 0) terminal.Error.WriteLine("Nothing found.");
        foreach (var hit in reply.Results)
        {
            var confidence = hit.Confidence == "weak" ? terminal.Faint(hit.Confidence) : terminal.Good(hit.Confidence);
            terminal.Out.WriteLine($"{terminal.Strong(SafeText.Line(hit.Key))}  {SafeText.Line(hit.Title)}  [{confidence}]");
            if (hit.Snippet.Length > 0) terminal.WriteIndented(hit.Snippet, 4);
            terminal.Out.WriteLine("    " + terminal.Faint(SafeText.Line($"{hit.Url}  {string.Join("; ", hit.Why)}".TrimEnd())));
        }

        if (reply.Total > reply.Results.Length)
            terminal.Error.WriteLine($"{reply.Results.Length} of {reply.Total} shown; --limit shows more.");
    }

    // Reads one character more than can be right, so that a whole disk in the pipe does no harm.
    static string? ReadAll(TextReader input)
    {
        var buffer = new char[MostBytes + 1];
        var length = input.ReadBlock(buffer, 0, buffer.Length);
        return length > MostBytes ? null : new string(buffer, 0, length);
    }
}
