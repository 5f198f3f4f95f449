using System.Globalization;
using System.Text;
using MarsKb.Codes;
using MarsKb.Entries;
using MarsKb.Import.Assemble;
using MarsKb.Import.Drafts;
using MarsKb.Import.Reports;

namespace MarsKb.Import.Merge;

/// <summary>Gathers the drafts of an import and writes them as a content folder of its own, one component for each article.</summary>
/// <remarks>May be told of several articles at once.</remarks>
/// <param name="baseUrl">Address below which the articles are published; null when nobody knows.</param>
sealed class DraftFolder(string? baseUrl, string? licence)
{
    readonly SortedDictionary<int, (string Name, string Title, IReadOnlyList<Draft> Drafts, ImportReport Report)> articles = [];
    readonly Lock gate = new();

    /// <param name="order">Place of the article among all; results don't depend on which is done first.</param>
    public void Add(int order, string name, ArticleImport import, ImportReport report)
    {
        var component = DraftSlug.Of(name, 64);
        var address = new ArticleAddress(baseUrl, import.Article);
        var drafts = new List<Draft>();
        foreach (var entry in import.Entries)
            if (Draft.Of(entry, import.Article, component, licence ?? "not stated", address, out var why) is { } draft) drafts.Add(draft);
            else report.Left(import.Article.Path, entry.Line, entry.EndLine, $"\"{entry.Title}\" cannot be written as an entry: {why}");
        if (address.Lost > 0) report.Unsure(import.Article.Path, 1, 0.5, $"{address.Lost} links lead nowhere without --base-url and are plain text");
        lock (gate) articles.Add(order, (component, import.Article.Title ?? import.Heading ?? name, drafts, report));
    }

    public void Write(OutputFolder output, CancellationToken cancel)
    {
        if (!output.MayWrite("components.yaml"))
            throw new ImportRefusedException("The folder already holds content that was not imported. Import into a folder of its own and copy over what is finished.");
        List<Draft> all = [.. articles.Values.SelectMany(a => a.Drafts)];
        var earlier = new DraftKeys(output.LastEntries());
        var keys = earlier.Assign(all);
        var taken = new HashSet<string>(earlier.All, StringComparer.OrdinalIgnoreCase);
        var named = all.Select((draft, i) => (draft, keys[i] ?? Key(draft, taken, output))).ToList();
        var related = Related(named);
        foreach (var (draft, key) in named)
        {
            cancel.ThrowIfCancellationRequested();
            output.Write($"{OutputFolder.Entries}{key}.md", Encoding.UTF8.GetBytes(draft.Text(key, related.GetValueOrDefault(key, []))));
        }
        output.Write("components.yaml", Encoding.UTF8.GetBytes(Components()));
    }

    /// <summary>For an entry that is new: the first code, else words of the title; a number behind it when somebody has it already.</summary>
    static string Key(Draft draft, HashSet<string> keys, OutputFolder output)
    {
        var wanted = draft.Codes.Count > 0 && Slug.IsKey(draft.Codes[0]) ? draft.Codes[0] : DraftSlug.Of(draft.Title, 72);
        var key = wanted;
        for (var number = 2; !output.MayWrite($"{OutputFolder.Entries}{key}.md") || !keys.Add(key); number++) key = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        return key;
    }

    /// <summary>Entries that share a code name each other.</summary>
    static Dictionary<string, List<string>> Related(List<(Draft Draft, string Key)> drafts)
    {
        const int most = 20;
        var byCode = drafts.SelectMany(d => d.Draft.Codes.SelectMany(c => ErrorCode.LookupKeys(c, printed: true)).Distinct().Select(c => (Code: c, d.Key))).ToLookup(x => x.Code, x => x.Key, StringComparer.Ordinal);
        var related = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var same in byCode)
            foreach (var key in same)
            {
                if (!related.TryGetValue(key, out var others)) related[key] = others = [];
                foreach (var other in same)
                    if (other != key && others.Count < most && !others.Contains(other)) others.Add(other);
            }
        return related;
    }

    string Components()
    {
        var text = new StringBuilder("components:\n");
        foreach (var (name, title) in articles.Values.Where(a => a.Drafts.Count > 0).Select(a => (a.Name, a.Title)).DistinctBy(a => a.Name))
            text.Append("  - { id: ").Append(name).Append(", title: ").Append(Draft.Quoted(Draft.Cut(title, 80))).Append(" }\n");
        return text.ToString();
    }
}
