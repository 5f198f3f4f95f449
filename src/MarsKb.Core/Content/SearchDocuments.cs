using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Matrix;
using MarsKb.Rendering;
using MarsKb.Search;

namespace MarsKb.Content;

/// <summary>Turns entries, tables, rows and flows into what the index holds.</summary>
static class SearchDocuments
{
    const string Gap = "\n\n";

    /// <summary>
    /// One document for each entry, followed by one for each of its causes; one for each table, followed by one for each of its rows; one for each flow.
    /// Words that stand together in one cause say more than the same words scattered over a long page.
    /// </summary>
    public static IEnumerable<SearchDocument> Of(KnowledgeBase knowledge)
    {
        foreach (var entry in knowledge.Entries)
        {
            yield return Of(entry);
            if (entry.Causes.Length > 1) foreach (var cause in entry.Causes) yield return Of(entry, cause);
        }
        foreach (var table in knowledge.Tables)
        {
            yield return Of(table);
            foreach (var row in table.Rows) yield return Of(table, row);
        }
        foreach (var flow in knowledge.Flows) yield return Of(flow);
    }

    static SearchDocument Of(Entry entry) => new(
        entry.Key, entry.Kind, entry.Component, entry.Title, entry.Url, entry.Codes, entry.Aliases,
        [.. entry.Messages.Where(m => m.Language == entry.Messages[0].Language).Select(m => m.Text)],
        Lead(entry.Summary),
        Join([Rest(entry.Summary), entry.AppliesTo.When ?? "",
            .. entry.Causes.SelectMany(c => new[] { c.Title, c.Text.Text, c.HowToTell.Text }),
            entry.Notes.Text, .. entry.EditorsNotes.Select(n => n.Text)]),
        Join(entry.Causes.SelectMany(c => c.Actions).Select(a => a.Content.Text))) 
    {
        Asked = entry.Asked,
        Translations = [.. entry.Messages.Where(m => m.Language != entry.Messages[0].Language).Select(m => m.Text)],
    };

    static SearchDocument Of(Entry entry, Cause cause) => new(
        entry.Key, entry.Kind, entry.Component, entry.Title, entry.Url, [], [], [],
        cause.Title,
        Join([cause.Text.Text, cause.HowToTell.Text]),
        Join(cause.Actions.Select(a => a.Content.Text)));

    static SearchDocument Of(MatrixTable table) => new(
        table.Key, table.Kind, table.Component, table.Title, table.Url, table.Codes, table.Aliases, [],
        Lead(table.Summary),
        Join([Rest(table.Summary), .. table.Columns.Select(c => c.Title), .. table.Notes.Concat(table.EditorsNotes).Select(n => n.Text)]),
        "") { Asked = table.Asked };

    static SearchDocument Of(MatrixTable table, MatrixRow row)
    {
        var cells = table.Columns.Where(c => row.Cells.ContainsKey(c.Id)).Select(c => (c.Title, row.Cells[c.Id].Text)).ToList();
        return new SearchDocument(
            table.Key, table.Kind, table.Component, table.Title + ": " + (cells.Count > 0 ? cells[0].Text : row.Id), table.Url + "#" + row.Id, [], [], [],
            string.Join(". ", cells.Select(c => $"{c.Title}: {c.Text.ReplaceLineEndings(", ")}")),
            "", "");
    }

    // What its subflows ask is found under their own keys.
    static SearchDocument Of(Flow flow) => new(
        flow.Key, flow.Kind, flow.Component, flow.Title, flow.Url, flow.Codes, flow.Aliases, [],
        Lead(flow.Summary),
        Join([Rest(flow.Summary), .. flow.Steps.Where(s => !s.Id.Contains('.', StringComparison.Ordinal)).Select(s => s.Title)]),
        "") { Asked = flow.Asked, Covers = [.. flow.Covers.Select(c => c.Entry)] };

    /// <summary>The first paragraph.</summary>
    static string Lead(RichText text) => text.Text.IndexOf(Gap, StringComparison.Ordinal) is >= 0 and var end ? text.Text[..end] : text.Text;

    static string Rest(RichText text) => text.Text.IndexOf(Gap, StringComparison.Ordinal) is >= 0 and var end ? text.Text[(end + Gap.Length)..] : "";

    static string Join(IEnumerable<string> texts) => string.Join(Gap, texts.Where(t => t.Length > 0));
}
