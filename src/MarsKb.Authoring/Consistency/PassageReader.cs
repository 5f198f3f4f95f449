using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Flows.Conditions;
using MarsKb.Matrix;
using MarsKb.Rendering;

namespace MarsKb.Consistency;

/// <summary>All that content states, line by line. Editor's notes are not among it: they are about statements.</summary>
static class PassageReader
{
    public static IEnumerable<Passage> Read(KnowledgeBase knowledge)
    {
        foreach (var entry in knowledge.Entries)
            foreach (var passage in Of(entry)) yield return passage;
        foreach (var table in knowledge.Tables)
            foreach (var passage in Of(table)) yield return passage;
        foreach (var flow in knowledge.Flows)
            foreach (var passage in Of(flow)) yield return passage;
        foreach (var action in knowledge.SharedActions)
            foreach (var step in action.Actions)
                foreach (var passage in Lines(null, action.Id, $"actions/{action.Id}.md", action.Title, step.Content)) yield return passage;
    }

    static IEnumerable<Passage> Of(Entry entry)
    {
        var path = entry.Location.Path;
        foreach (var passage in Lines(entry, entry.Key, path, entry.Title, entry.Summary)) yield return passage;
        if (entry.AppliesTo.Agent is { } agent) yield return new Passage(entry, entry.Key, path, entry.Title, $"Agent {agent}", "");
        foreach (var cause in entry.Causes)
        {
            yield return new Passage(entry, entry.Key, path, cause.Title, cause.Title, "");
            foreach (var text in (RichText[])[cause.Text, cause.HowToTell, .. cause.Actions.Where(a => a.SharedId is null).Select(a => a.Content)])
                foreach (var passage in Lines(entry, entry.Key, path, cause.Title, text)) yield return passage;
        }
        foreach (var passage in Lines(entry, entry.Key, path, entry.Title, entry.Notes)) yield return passage;
    }

    static IEnumerable<Passage> Of(MatrixTable table)
    {
        var path = table.Location.Path;
        foreach (var text in table.Notes.Prepend(table.Summary))
            foreach (var passage in Lines(table, table.Key, path, table.Title, text)) yield return passage;
        if (table.Columns.IsEmpty) yield break;
        var first = table.Columns[0].Id;
        var names = table.Rows.Select(r => Name(r.Cells.GetValueOrDefault(first)?.Text ?? "")).ToList();
        var common = names.Select(n => n.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase)).Aggregate((HashSet<string>?)null, (all, words) => all is null ? words : [.. all.Intersect(words, StringComparer.OrdinalIgnoreCase)]) ?? [];
        for (var i = 0; i < table.Rows.Length; i++)
        {
            var own = string.Join(' ', names[i].Split(' ').Where(w => !common.Contains(w)));
            // Numbers of one row, such as a least and a most, are one statement.
            var typed = table.Columns.Where(c => c.Type is ColumnType.Size or ColumnType.Duration && table.Rows[i].Cells.ContainsKey(c.Id)).ToList();
            if (typed.Count > 0) yield return new Passage(table, table.Key, path, names[i], names[i] + ": " + string.Join(", ", typed.Select(c => $"{c.Title} {table.Rows[i].Cells[c.Id].Text}")), "", table.Key, own, table.Title);
            foreach (var column in table.Columns.Except(typed))
                if (table.Rows[i].Cells.TryGetValue(column.Id, out var cell))
                    foreach (var item in cell.Items)
                        foreach (var line in item.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                            yield return new Passage(table, table.Key, path, column.Id == first ? column.Title : names[i], line, cell.Html, table.Key, own, $"{table.Title} {column.Title}");
        }
    }

    /// <summary>Without the editions in round brackets.</summary>
    static string Name(string cell) => cell.IndexOf(" (", StringComparison.Ordinal) is > 0 and var open ? cell[..open] : cell;

    static IEnumerable<Passage> Of(Flow flow)
    {
        var path = flow.Location.Path;
        foreach (var passage in Lines(flow, flow.Key, path, flow.Title, flow.Summary)) yield return passage;
        foreach (var step in flow.Steps)
        {
            // Steps of a flow that this one calls are read where they are written.
            if (step.Id.Contains('.', StringComparison.Ordinal)) continue;
            if (step.Title.Length > 0) yield return new Passage(flow, flow.Key, path, step.Title, step.Title, "");
            foreach (var text in (RichText[])[step.Text, step.Expected, step.Undo, .. step.Actions.Where(a => a.SharedId is null).Select(a => a.Content), .. step.Attach])
                foreach (var passage in Lines(flow, flow.Key, path, step.Title, text)) yield return passage;
            foreach (var choice in step.Choices)
                if (choice.Text.Any(char.IsAsciiDigit)) yield return new Passage(flow, flow.Key, path, step.Title, choice.Text, "");
            foreach (var compare in step.Compares)
                if (compare.Comparison is Comparison.Below or Comparison.AtMost or Comparison.Above or Comparison.AtLeast && compare.Values.Length == 1 && flow.ById.TryGetValue(compare.Step, out var asked))
                    yield return new Passage(flow, flow.Key, path, asked.Title, $"{asked.Title.TrimEnd('?', '.')} {Word(compare.Comparison)} {compare.Values[0]}", "", $"{flow.Key} {compare.Step}");
        }
    }

    static string Word(Comparison comparison) => comparison switch { Comparison.Below => "below", Comparison.AtMost => "at most", Comparison.Above => "above", _ => "at least" };

    static IEnumerable<Passage> Lines(KnowledgeItem? item, string key, string path, string section, RichText text)
    {
        var html = text.Html;
        foreach (var line in text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            yield return new Passage(item, key, path, section, line, html);
            html = "";
        }
    }
}
