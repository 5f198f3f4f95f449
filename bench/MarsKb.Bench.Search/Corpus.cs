using MarsKb.Entries;
using MarsKb.Search;

namespace MarsKb.Bench.Search;

/// <summary>Synthetic entries and queries as tab-separated lines.</summary>
static class Corpus
{
    /// <summary>The classes of queries, in the order of the tables.</summary>
    public static readonly string[] Classes = ["code", "hexcase", "codectx", "kw", "pasted", "log", "typo", "prefix"];

    /// <summary>Lines of id, code, title, message, causes and actions; the id is the key.</summary>
    public static List<SearchDocument> Read(string file) =>
        [.. File.ReadLines(file).Select(l => l.Split('\t')).Select(c =>
            new SearchDocument(c[0], EntryKind.Error, "synthetic", c[2], "/entries/" + c[0], [c[1]], [], [c[3]], "", c[4], c[5]))];

    /// <summary>Lines of the right id and the query.</summary>
    public static List<(string Id, string Query)> Queries(string file) =>
        [.. File.ReadLines(file).Where(l => l.Length > 0).Select(l => (l[..l.IndexOf('\t')], l[(l.IndexOf('\t') + 1)..].Replace("\\n", "\n", StringComparison.Ordinal)))];
}
