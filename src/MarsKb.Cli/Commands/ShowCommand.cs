using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MarsKb.Documents;
using MarsKb.Cli.Output;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Matrix;

namespace MarsKb.Cli.Commands;

/// <summary>Shows one entry, table or flow by any of its names; of a code without an entry, what it means by itself.</summary>
static class ShowCommand
{
    public static Verb Create(Terminal terminal)
    {
        var name = new Argument<string>("code") { Description = "A code in any spelling, a key or an alias." };
        var json = new Option<bool>("--json") { Description = "The document of GET /api/v1/entries/{key}, /matrix/{key}, /flows/{id} or /codes/{code}." };
        var content = ContentFolder.Option();
        var command = new Command("show", "Shows an entry, a table of the support matrix, a guided flow, or what a code means.") { name, json, content };
        command.SetAction(parsed => Run(parsed.GetValue(name)!, parsed.GetValue(json), parsed.GetValue(content), terminal));
        return new Verb(command, ["marskb show 34513", "marskb show 80070005 --json", "marskb show -- -2147024891", "marskb show size-limits"]);
    }

    static int Run(string name, bool json, string? content, Terminal terminal)
    {
        if (ContentFolder.ReadKnowledge(content, terminal) is not { } knowledge) return ExitCode.WrongUse;
        var found = knowledge.Resolve(name);
        switch (found.Kind)
        {
            case ResolutionKind.Several:
                var list = ItemList.All(found.Items);
                if (!Written(list, ApiJson.Indented.ItemList, json, terminal)) DocumentText.Write(list, terminal);
                return ExitCode.Done;
            case not ResolutionKind.None when found.Items[0] is Entry entry:
                var document = EntryDocument.From(entry, knowledge);
                if (!Written(document, ApiJson.Indented.EntryDocument, json, terminal)) DocumentText.Write(document, knowledge.ComponentTitle(entry.Component), terminal);
                return ExitCode.Done;
            case not ResolutionKind.None when found.Items[0] is MatrixTable table:
                var matrix = MatrixDocument.From(table);
                if (!Written(matrix, ApiJson.Indented.MatrixDocument, json, terminal)) DocumentText.Write(matrix, terminal);
                return ExitCode.Done;
            case not ResolutionKind.None when found.Items[0] is Flow flow:
                if (!Written(FlowDocument.From(flow), ApiJson.Indented.FlowDocument, json, terminal)) FlowText.Write(flow, knowledge.ComponentTitle(flow.Component), terminal);
                return ExitCode.Done;
        }

        if (CodeDocument.Read(name, knowledge) is { Readings.IsEmpty: false } code)
        {
            if (!Written(code, ApiJson.Indented.CodeDocument, json, terminal)) DocumentText.Write(code, terminal);
            return ExitCode.Done;
        }

        terminal.Error.WriteLine($"marskb: Nothing has the code, key or alias '{SafeText.Line(name)}'. 'marskb search' finds the nearest entries.");
        return ExitCode.Fault;
    }

    static bool Written<T>(T document, JsonTypeInfo<T> type, bool json, Terminal terminal)
    {
        if (json) terminal.Out.WriteLine(JsonSerializer.Serialize(document, type));
        return json;
    }
}
