namespace MarsKb.Architecture;

/// <summary>Which folder uses which, each with one pair of types for example.</summary>
sealed record FolderArrows(IReadOnlyDictionary<(string From, string To), Arrow> All)
{
    /// <param name="folder">Null for types that do not count.</param>
    public static FolderArrows Of(IEnumerable<Arrow> arrows, Func<TypeName, string?> folder)
    {
        var all = new Dictionary<(string, string), Arrow>();
        foreach (var arrow in arrows)
            if (folder(arrow.From) is { } from && folder(arrow.To) is { } to && from != to) all.TryAdd((from, to), arrow);
        return new FolderArrows(all);
    }

    /// <summary>A circle with the types that make it, in words; null where there is none.</summary>
    public string? Circle()
    {
        var next = All.Keys.ToLookup(a => a.From, a => a.To, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in next.Select(g => g.Key).Order(StringComparer.Ordinal))
            if (Walk(start, []) is { } circle) return circle;
        return null;

        string? Walk(string folder, List<string> way)
        {
            var at = way.IndexOf(folder);
            way.Add(folder);
            if (at >= 0) return Words(way[at..]);
            if (done.Contains(folder)) return null;
            foreach (var to in next[folder].Order(StringComparer.Ordinal))
                if (Walk(to, [.. way]) is { } circle) return circle;
            done.Add(folder);
            return null;
        }
    }

    string Words(List<string> way) => string.Join("; ", way.Zip(way.Skip(1)).Select(pair => $"{pair.First} -> {pair.Second} ({Example(pair)})"));

    public string Example((string From, string To) pair) => $"{All[pair].From} uses {All[pair].To}";
}
