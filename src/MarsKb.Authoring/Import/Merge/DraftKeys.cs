using MarsKb.Import.Drafts;

namespace MarsKb.Import.Merge;

/// <summary>The keys of the last import. An entry keeps its key, whatever else comes before it or how its title is put now: what people have edited is found by it.</summary>
sealed class DraftKeys
{
    const int Passes = 5;

    readonly List<(string Key, List<string> Marks)> earlier = [];

    /// <param name="entries">Texts of entries as the last import wrote them, by path.</param>
    public DraftKeys(IReadOnlyDictionary<string, string> entries)
    {
        foreach (var (path, text) in entries.OrderBy(e => e.Key, StringComparer.Ordinal))
            if (DraftUnit.Of(text) is { } units)
                earlier.Add((Path.GetFileNameWithoutExtension(path), [.. new DraftIdentity(Quoted(units, "sources", "url:") ?? "", Quoted(units, "codes", "["), Quoted(units, "title", ":") ?? "", Quoted(units, "messages", "text:")).Marks()]));
    }

    public IEnumerable<string> All => earlier.Select(e => e.Key);

    /// <returns>The earlier key of each draft; null for one that is new.</returns>
    public string?[] Assign(IReadOnlyList<Draft> drafts)
    {
        var keys = new string?[drafts.Count];
        var marks = drafts.Select(d => d.Identity.Marks().ToList()).ToList();
        var free = new bool[earlier.Count];
        Array.Fill(free, true);
        for (var pass = 0; pass < Passes; pass++)
        {
            var before = Once(Enumerable.Range(0, earlier.Count).Where(i => free[i]), i => earlier[i].Marks, pass);
            var now = Once(Enumerable.Range(0, drafts.Count).Where(i => keys[i] is null), i => marks[i], pass);
            foreach (var (mark, draft) in now)
                if (before.TryGetValue(mark, out var old) && free[old])
                {
                    keys[draft] = earlier[old].Key;
                    free[old] = false;
                }
        }
        return keys;
    }

    /// <summary>Marks that one entry alone has, with its place.</summary>
    static Dictionary<string, int> Once(IEnumerable<int> places, Func<int, List<string>> marks, int pass) =>
        places.Where(i => marks(i).Count > pass).GroupBy(i => marks(i)[pass], StringComparer.Ordinal).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>The first text in single quotes behind a word of a field, as the importer writes it.</summary>
    static string? Quoted(List<DraftUnit> units, string field, string word)
    {
        if (units.Find(u => u.IsFront && u.Name == field)?.Text is not { } text) return null;
        var at = text.IndexOf(word, StringComparison.Ordinal);
        var start = at < 0 ? -1 : text.IndexOf('\'', at);
        if (start < 0) return null;
        var value = new System.Text.StringBuilder();
        for (var i = start + 1; i < text.Length; i++)
            if (text[i] != '\'') value.Append(text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '\'') value.Append(text[i++]);
            else return value.ToString();
        return null;
    }
}
