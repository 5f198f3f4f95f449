using MarsKb.Matrix;

namespace MarsKb.Consistency;

/// <summary>Lists of hosts that share some and differ in others, wildcards of two kinds, and a host that some lists lack.</summary>
sealed class HostCheck
{
    const int MostPerHost = 50;
    const int MostShown = 6;

    static readonly HashSet<string> FileEndings = new(["exe", "dll", "md", "txt", "log", "errlog", "json", "xml", "yaml", "yml", "ps1", "psm1", "psd1", "bat", "cmd", "sys", "msc", "tmp", "vhd", "vhdx", "msi", "zip", "gz", "csv", "ini", "cfg", "conf", "cs", "js", "html", "htm", "kek", "vaultcredentials", "config", "bin", "dat", "db", "py", "sh", "inf", "cpl", "evtx", "etl"], StringComparer.OrdinalIgnoreCase);

    sealed record HostList(string Label, List<string> Hosts, Passage Passage)
    {
        public HashSet<string> Plain { get; } = Hosts.Select(Bare).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    readonly List<HostList> lists = [];
    readonly List<HostList> sentences = [];

    public void Add(Passage passage)
    {
        if (passage.Html.Length == 0 || passage.Table is not null) return;
        foreach (var (caption, lines) in Markup.Plates(passage.Html))
            if (lines.Length > 1 && lines.All(IsHost)) lists.Add(new HostList(Label(passage, caption), [.. lines], passage with { Text = caption }));
        var named = Markup.Of(passage.Html, "code").Where(IsHost).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var inLists = Markup.Plates(passage.Html).SelectMany(p => p.Lines).ToHashSet(StringComparer.OrdinalIgnoreCase);
        named.RemoveAll(inLists.Contains);
        if (named.Count > 1) sentences.Add(new HostList("", named, passage));
    }

    public void Add(MatrixTable table)
    {
        foreach (var column in table.Columns)
        {
            var hosts = table.Rows.Select(r => r.Cells.GetValueOrDefault(column.Id)?.Text ?? "").Where(IsHost).ToList();
            if (hosts.Count > 1) lists.Add(new HostList(table.Title, hosts, new Passage(table, table.Key, table.Location.Path, table.Title, column.Title, "")));
        }
    }

    static string Label(Passage passage, string caption) => caption.Length > 0 ? caption : passage.Section;

    static bool IsHost(string text)
    {
        var name = Bare(text);
        if (name.Length is < 4 or > 120 || !name.Contains('.', StringComparison.Ordinal)) return false;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-')) return false;
        var labels = name.Split('.');
        return labels.All(l => l.Length > 0) && labels[^1].All(char.IsAsciiLetter) && labels[^1].Length >= 2 && char.IsAsciiLetterLower(labels[^1][0]) && !FileEndings.Contains(labels[^1]);
    }

    static string Bare(string host) => host.TrimStart('*').TrimStart('.');

    public IEnumerable<FoundContradiction> Find()
    {
        // The same list in two places is one.
        var distinct = lists.DistinctBy(l => l.Passage.Path + "\n" + l.Label).ToList();
        var byHost = distinct.SelectMany((l, i) => l.Plain.Select(h => (Host: h, List: i))).ToLookup(x => x.Host, x => x.List, StringComparer.OrdinalIgnoreCase);
        var group = Enumerable.Range(0, distinct.Count).ToArray();
        foreach (var host in byHost)
        {
            var first = host.First();
            foreach (var other in host.Take(MostPerHost)) group[Root(group, other)] = Root(group, first);
        }
        foreach (var members in Enumerable.Range(0, distinct.Count).GroupBy(i => Root(group, i)).Where(g => g.Skip(1).Any()))
        {
            var together = members.Select(i => distinct[i]).ToList();
            var everywhere = together.Skip(1).Aggregate(together[0].Plain.AsEnumerable(), (all, l) => all.Intersect(l.Plain, StringComparer.OrdinalIgnoreCase)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var facts = together.Select(l => Fact(l, everywhere)).ToList();
            if (facts.Select(f => f.Value).Distinct().Skip(1).Any()) yield return new FoundContradiction(FactKind.Hosts, $"hosts beside {everywhere.Order(StringComparer.Ordinal).FirstOrDefault() ?? together[0].Plain.First()}", facts);
            foreach (var wildcards in Wildcards(together)) yield return wildcards;
            foreach (var host in sentences.SelectMany(s => s.Plain.Select(h => (Host: h, Sentence: s))).Where(s => together.Any(l => l.Plain.Contains(s.Host)) && together.Any(l => !l.Plain.Contains(s.Host))).DistinctBy(s => s.Host))
                yield return new FoundContradiction(
                    FactKind.Hosts, host.Host,
                    [.. together.Where(l => l.Plain.Contains(host.Host)).Select(l => new FoundFact("in", $"in the list '{l.Label}'", l.Passage, host.Host, [host.Host])),
                        .. sentences.Where(s => s.Plain.Contains(host.Host)).Select(s => new FoundFact("said", string.Join(", ", s.Hosts), s.Passage, host.Host, [.. s.Plain.Where(h => h != host.Host)]))]);
        }
    }

    static FoundFact Fact(HostList list, HashSet<string> everywhere)
    {
        var own = list.Plain.Except(everywhere, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        var shown = own.Count == 0 ? "no others" : string.Join(", ", own.Take(MostShown)) + (own.Count > MostShown ? $" and {own.Count - MostShown} more" : "");
        return new FoundFact(string.Join(' ', own), $"{list.Label}: {shown}", list.Passage, list.Hosts[0], [.. own, .. own.Select(h => "." + string.Join('.', h.Split('.').TakeLast(2)))]);
    }

    /// <summary>A star with and without a full stop before one and the same name.</summary>
    static IEnumerable<FoundContradiction> Wildcards(List<HostList> together)
    {
        var stars = together.SelectMany(l => l.Hosts.Where(h => h.StartsWith('*')).Select(h => (Host: h, List: l))).GroupBy(h => Bare(h.Host).Split('.')[0], StringComparer.OrdinalIgnoreCase);
        var mixed = stars.Where(g => g.Any(h => h.Host.StartsWith("*.", StringComparison.Ordinal)) && g.Any(h => !h.Host.StartsWith("*.", StringComparison.Ordinal))).OrderBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault();
        if (mixed is null) yield break;
        yield return new FoundContradiction(
            FactKind.Hosts, "wildcards",
            [.. mixed.Select(h => new FoundFact(h.Host.StartsWith("*.", StringComparison.Ordinal) ? "*." : "*", h.Host, h.List.Passage, h.Host, h.Host.StartsWith("*.", StringComparison.Ordinal) ? ["*.", h.Host] : [h.Host, "without the dot", "without a dot", "no dot"]))]);
    }

    static int Root(int[] group, int i)
    {
        while (group[i] != i) i = group[i] = group[group[i]];
        return i;
    }
}
