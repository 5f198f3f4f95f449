using MarsKb.Search;

namespace MarsKb.Consistency;

/// <summary>Addresses that are the same but for a part of their query, and links of the same words to different addresses.</summary>
sealed class AddressCheck
{
    const int FewestWords = 3;
    const int MostPerWord = 60;

    readonly Dictionary<string, List<FoundFact>> addresses = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, (HashSet<string> Words, List<FoundFact> Facts)> texts = new(StringComparer.Ordinal);

    public void Add(Passage passage)
    {
        if (!passage.Html.Contains("href=\"http", StringComparison.Ordinal)) return;
        foreach (var (address, text) in Markup.Links(passage.Html))
        {
            if (!address.StartsWith("http", StringComparison.Ordinal)) continue;
            Words(address, text, passage);
            if (address.Split('#')[0].Split('?') is not [var path, { Length: > 0 } query]) continue;
            var parts = query.Split('&');
            foreach (var part in parts)
            {
                if (!part.Any(char.IsAsciiDigit)) continue;
                var key = $"{path}?{part}";
                if (!addresses.TryGetValue(key, out var list)) addresses[key] = list = [];
                list.Add(new FoundFact(address.ToLowerInvariant(), address, passage with { Text = text }, address, [address, .. parts.Where(p => p != part), parts.Length == 1 ? "without" : "with"]));
            }
        }
    }

    void Words(string address, string text, Passage passage)
    {
        if (text.Contains("://", StringComparison.Ordinal)) return;
        var words = Analyzer.Analyze(text).Where(t => !t.IsPart).Select(t => t.Term).ToHashSet(StringComparer.Ordinal);
        if (words.Count < FewestWords) return;
        var key = string.Join(' ', words.Order(StringComparer.Ordinal));
        if (!texts.TryGetValue(key, out var known)) texts[key] = known = (words, []);
        var page = address.Split('#')[0];
        known.Facts.Add(new FoundFact(page.ToLowerInvariant(), page, passage with { Text = text }, address, [page, page.Split("://")[^1], page.Split('/')[^1].TrimStart('?'), .. page.Split('?', '&').Skip(1).Where(p => p.Any(char.IsAsciiDigit))]));
    }

    public IEnumerable<FoundContradiction> Find()
    {
        foreach (var (key, facts) in addresses.OrderBy(a => a.Key, StringComparer.OrdinalIgnoreCase))
            if (Differ(facts)) yield return new FoundContradiction(FactKind.Address, key, facts);
        foreach (var (words, facts) in Together())
            if (Differ(facts)) yield return new FoundContradiction(FactKind.Address, $"link '{facts.MinBy(f => f.Passage.Text.Length)!.Passage.Text}'", facts);
    }

    static bool Differ(List<FoundFact> facts) => facts.Select(f => f.Value).Distinct().Skip(1).Any();

    /// <summary>Texts of links with those that have one word less.</summary>
    IEnumerable<(HashSet<string> Words, List<FoundFact> Facts)> Together()
    {
        var group = texts.Keys.ToDictionary(k => k, k => k, StringComparer.Ordinal);
        foreach (var (key, (words, _)) in texts)
            if (words.Count > FewestWords && words.Count < MostPerWord)
                foreach (var word in words)
                    if (string.Join(' ', words.Where(w => w != word).Order(StringComparer.Ordinal)) is var less && texts.ContainsKey(less)) group[Root(key)] = Root(less);
        return texts.GroupBy(t => Root(t.Key)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (texts[g.Key].Words, g.SelectMany(t => t.Value.Facts).ToList()));

        string Root(string key)
        {
            while (group[key] != key) key = group[key] = group[group[key]];
            return key;
        }
    }
}
