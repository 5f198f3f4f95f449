using System.Globalization;
using System.Text.Json;
using MarsKb.Documents;

namespace MarsKb.Cli.Output;

/// <summary>The documents of the API as text for people.</summary>
static class DocumentText
{
    public static void Write(EntryDocument entry, string component, Terminal terminal)
    {
        Heading(entry.Key, entry.Title, $"{entry.Kind}, {component}, {entry.Url}", terminal);
        if (entry.Codes.Length > 1) terminal.Out.WriteLine(SafeText.Line("Codes: " + string.Join(", ", entry.Codes)));
        foreach (var message in entry.Messages) terminal.WriteIndented(message.Text, 2);
        Section(null, entry.Summary, terminal);
        for (var i = 0; i < entry.Causes.Length; i++)
        {
            var cause = entry.Causes[i];
            terminal.Out.WriteLine();
            terminal.Out.WriteLine(terminal.Strong(CauseLabel(entry, i) + SafeText.Line(cause.Title)));
            if (cause.Text.Length > 0) terminal.WriteIndented(cause.Text, 2);
            if (cause.HowToTell.Length > 0) terminal.WriteIndented("How to tell: " + cause.HowToTell, 2);
            for (var n = 0; n < cause.Actions.Length; n++) Item(cause.Actions[n].Text, string.Create(CultureInfo.InvariantCulture, $"{n + 1}. "), terminal);
        }

        Section("Notes", entry.Notes, terminal);
        foreach (var note in entry.EditorsNotes) Section("Editor's note", note, terminal);
        if (!entry.Flows.IsEmpty)
        {
            terminal.Out.WriteLine();
            foreach (var flow in entry.Flows) terminal.Out.WriteLine(SafeText.Line("Guided flow: " + flow.Url));
        }

        Related(entry.Related, terminal);
        Sources(entry.Sources, entry.Reviewed, terminal);
    }

    public static void Write(MatrixDocument table, Terminal terminal)
    {
        Heading(table.Key, table.Title, table.Url, terminal);
        Section(null, table.Summary, terminal);
        foreach (var row in table.Rows)
        {
            terminal.Out.WriteLine();
            var first = true;
            foreach (var column in table.Columns)
            {
                if (!row.Cells.TryGetValue(column.Id, out var value)) continue;
                var text = SafeText.Line(Shown(value));
                terminal.Out.WriteLine(first ? terminal.Strong(text) : $"  {SafeText.Line(column.Title)}: {text}");
                first = false;
            }
        }

        if (!table.Notes.IsEmpty)
        {
            terminal.Out.WriteLine();
            foreach (var note in table.Notes) Item(note, "- ", terminal);
        }

        foreach (var note in table.EditorsNotes) Section("Editor's note", note, terminal);
        Related(table.Related, terminal);
        Sources(table.Sources, table.Reviewed, terminal);
    }

    public static void Write(CodeDocument code, Terminal terminal)
    {
        Heading(code.Code, "No entry has this code.", string.Join(", ", code.Spellings), terminal);
        foreach (var reading in code.Readings)
        {
            var parts = new[] { reading.Kind, reading.Value, reading.Symbol, reading.Severity, reading.Facility is { } f ? $"facility {f}" : null };
            terminal.Out.WriteLine(SafeText.Line(string.Join("  ", parts.Where(p => p is not null))));
            if (reading.Meaning is { } meaning) terminal.WriteIndented(meaning, 2);
        }
    }

    public static void Write(ItemList choice, Terminal terminal)
    {
        terminal.Out.WriteLine("Several carry this code:");
        foreach (var item in choice.Items)
            terminal.Out.WriteLine($"  {terminal.Strong(SafeText.Line(item.Key))}  {SafeText.Line(item.Title)}  {terminal.Faint(SafeText.Line(item.Url))}");
    }

    internal static void Heading(string key, string title, string about, Terminal terminal)
    {
        terminal.Out.WriteLine($"{terminal.Strong(SafeText.Line(key))}  {SafeText.Line(title)}");
        if (about.Length > 0) terminal.Out.WriteLine(terminal.Faint(SafeText.Line(about)));
    }

    internal static void Section(string? heading, string text, Terminal terminal)
    {
        if (text.Length == 0) return;
        terminal.Out.WriteLine();
        if (heading is not null) terminal.Out.WriteLine(terminal.Strong(heading));
        terminal.WriteIndented(text, heading is null ? 0 : 2);
    }

    static void Item(string text, string mark, Terminal terminal)
    {
        var indent = "  " + mark;
        foreach (var line in SafeText.Lines(text))
        {
            terminal.Out.WriteLine(line.Length == 0 ? "" : indent + line);
            indent = new string(' ', indent.Length);
        }
    }

    // A guide has procedures, which follow one another without being alternatives.
    static string CauseLabel(EntryDocument entry, int index) => entry switch
    {
        { Kind: "guide" } => "",
        { Causes.Length: 1 } => "Cause: ",
        _ => string.Create(CultureInfo.InvariantCulture, $"Cause {index + 1} of {entry.Causes.Length}: "),
    };

    internal static void Related(IReadOnlyCollection<string> keys, Terminal terminal)
    {
        if (keys.Count == 0) return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(SafeText.Line("Related: " + string.Join(", ", keys)));
    }

    internal static void Sources(IEnumerable<SourceDocument> sources, DateOnly reviewed, Terminal terminal)
    {
        terminal.Out.WriteLine();
        foreach (var source in sources)
            terminal.Out.WriteLine(terminal.Faint(SafeText.Line($"Source: {source.Title}, {source.Url} ({source.Licence}, {source.Date:yyyy-MM-dd})")));
        terminal.Out.WriteLine(terminal.Faint(string.Create(CultureInfo.InvariantCulture, $"Reviewed: {reviewed:yyyy-MM-dd}")));
    }

    static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(item => item.GetString())),
        _ => value.GetString() ?? "",
    };
}
