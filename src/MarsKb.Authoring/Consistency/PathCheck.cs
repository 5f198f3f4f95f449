using System.Text;

namespace MarsKb.Consistency;

/// <summary>Paths and ways through menus of which one part is written otherwise elsewhere: another ending, a blank more or less, a letter that is missing; and registry paths in two notations.</summary>
sealed class PathCheck
{
    const int ShortestTypo = 8;

    static readonly (string Long, string Short)[] Hives =
    [
        ("HKEY_LOCAL_MACHINE", "HKLM"), ("HKEY_CURRENT_USER", "HKCU"), ("HKEY_CLASSES_ROOT", "HKCR"), ("HKEY_USERS", "HKU"), ("HKEY_CURRENT_CONFIG", "HKCC"),
    ];

    /// <summary>What stands below a part, by the two parts folded.</summary>
    readonly Dictionary<string, List<FoundFact>> parts = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<FoundFact>> hives = new(StringComparer.Ordinal);
    readonly HashSet<string> pairs = new(StringComparer.Ordinal);
    readonly List<(string Pair, FoundFact Fact)> slashed = [];

    public void Add(Passage passage)
    {
        if (passage.Html.Length == 0) return;
        if (passage.Html.Contains("<code>", StringComparison.Ordinal))
            foreach (var code in Markup.Of(passage.Html, "code"))
                foreach (var path in Paths(code)) Path(path, passage);
        if (passage.Html.Contains("&gt;", StringComparison.Ordinal) || passage.Html.Contains(" > ", StringComparison.Ordinal))
            foreach (var menu in Markup.Of(passage.Html, "strong").Where(m => m.Contains(" > ", StringComparison.Ordinal)))
                Parts(menu.Split(" > "), menu, passage);
    }

    /// <summary>The whole of a piece of code that is a path, else the words and quoted texts of it that are.</summary>
    static List<string> Paths(string code)
    {
        if (IsRooted(code) && !code.Contains('"', StringComparison.Ordinal)) return [code];
        if (!code.Contains('\\', StringComparison.Ordinal) && !code.Contains(' ', StringComparison.Ordinal) && code.Contains('/', StringComparison.Ordinal) && !code.Contains("//", StringComparison.Ordinal) && !code.StartsWith('/')) return [code];
        if (!code.Contains('\\', StringComparison.Ordinal)) return [];
        var found = new List<string>();
        var quoted = code.Split('"', '\'');
        for (var i = 0; i < quoted.Length; i++)
            if (i % 2 == 1) { if (quoted[i].Contains('\\', StringComparison.Ordinal)) found.Add(quoted[i]); }
            else found.AddRange(quoted[i].Split(' ').Where(w => w.Contains('\\', StringComparison.Ordinal)));
        return found;
    }

    static bool IsRooted(string text) =>
        text.Length > 3 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '\\' or '/' || text.StartsWith("HK", StringComparison.Ordinal) && text.Contains('\\', StringComparison.Ordinal) || text.StartsWith('<') && text.Contains(">\\", StringComparison.Ordinal) || text.StartsWith('%') && text.Contains("%\\", StringComparison.Ordinal);

    void Path(string path, Passage passage)
    {
        if (path.Length > 400) return;
        foreach (var (full, brief) in Hives)
            foreach (var name in (ReadOnlySpan<string>)[full, brief])
                if (path.StartsWith(name + "\\", StringComparison.OrdinalIgnoreCase) || path.StartsWith(name + ":\\", StringComparison.OrdinalIgnoreCase))
                    Add(hives, full, new FoundFact(name, name, passage with { Text = path }, name, [name]));
        var written = path.Split('\\', '/');
        var forward = path.Contains('/', StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal);
        for (var i = 1; i < written.Length; i++)
        {
            var pair = $"{written[i - 1]}\\{written[i]}".ToLowerInvariant();
            if (written[i].Length < 3 || written[i - 1].Length < 3) continue;
            if (forward) slashed.Add((pair, new FoundFact("/", path, passage with { Text = path }, path, [path, "forward slash", "forward slashes"])));
            else pairs.Add(pair);
        }
        if (!forward) Parts(written, path, passage);
    }

    void Parts(string[] written, string whole, Passage passage)
    {
        for (var i = 1; i < written.Length; i++)
        {
            var part = written[i].Trim();
            if (part.Length < 4 || part.Contains('*', StringComparison.Ordinal) || part.Contains('<', StringComparison.Ordinal)) continue;
            Add(parts, Fold(written[i - 1]) + "\n" + Fold(part), new FoundFact(part.ToLowerInvariant(), $"{written[i - 1].Trim()}{(whole.Contains('\\', StringComparison.Ordinal) ? "\\" : " > ")}{part}", passage with { Text = whole }, part, [part]));
        }
    }

    static void Add(Dictionary<string, List<FoundFact>> facts, string key, FoundFact fact)
    {
        if (!facts.TryGetValue(key, out var list)) facts[key] = list = [];
        list.Add(fact);
    }

    /// <summary>Without case, blanks, hyphens and the "s" of plurals.</summary>
    static string Fold(string part)
    {
        var fold = new StringBuilder(part.Length);
        foreach (var word in part.Trim().ToLowerInvariant().Split(' ', '-', '_'))
            fold.Append(word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word);
        return fold.ToString();
    }

    public IEnumerable<FoundContradiction> Find()
    {
        foreach (var group in Typos().Concat(parts.Values).Where(g => g.Select(f => f.Value).Distinct().Skip(1).Any()).DistinctBy(g => string.Join('\n', g.Select(f => f.Value).Distinct().Order(StringComparer.Ordinal))))
            yield return new FoundContradiction(FactKind.Path, group.GroupBy(f => f.Value).MaxBy(g => g.Count())!.First().Shown, group);
        foreach (var (hive, facts) in hives.Where(h => h.Value.Select(f => f.Value).Distinct().Skip(1).Any())) yield return new FoundContradiction(FactKind.Path, "notation of " + hive, facts);
        var notations = slashed.Where(s => pairs.Contains(s.Pair)).ToList();
        foreach (var (pair, fact) in notations.DistinctBy(n => n.Fact.Shown))
        {
            var back = parts.Values.SelectMany(p => p).FirstOrDefault(f => f.Passage.Text.Contains(pair, StringComparison.OrdinalIgnoreCase));
            if (back is not null) yield return new FoundContradiction(FactKind.Path, "slashes in " + fact.Shown, [fact, back with { Value = "\\", Shown = back.Passage.Text, Marks = ["backslash", "backslashes", back.Passage.Text] }]);
        }
    }

    /// <summary>Parts that differ by one letter: filed with each letter left out in turn.</summary>
    IEnumerable<List<FoundFact>> Typos()
    {
        var near = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in parts.Keys)
        {
            var start = key.IndexOf('\n') + 1;
            if (key.Length - start is < ShortestTypo or > 60) continue;
            for (var i = start - 1; i < key.Length; i++)
            {
                if (i >= start && !char.IsAsciiLetter(key[i])) continue;
                var less = i < start ? key : key.Remove(i, 1);
                if (!near.TryAdd(less, key) && near[less] is var other && other != key && Math.Abs(other.Length - key.Length) <= 1) yield return [.. parts[other], .. parts[key]];
            }
        }
    }
}
