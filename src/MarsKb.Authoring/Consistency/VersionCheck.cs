using MarsKb.Matrix;
using MarsKb.Quantities;

namespace MarsKb.Consistency;

/// <summary>Versions that are asked for: one product, different numbers. A number without a product belongs to its family, the first two parts.</summary>
sealed class VersionCheck
{
    readonly List<(VersionMention Mention, Passage Passage, string Sentence)> mentions = [];
    readonly HashSet<string> products = new(StringComparer.Ordinal);
    readonly List<Passage> passages = [];
    readonly List<(string Family, string Last, Passage Passage)> lists = [];

    public void Add(Passage passage)
    {
        if (!passage.Text.Contains('.', StringComparison.Ordinal) || !passage.Text.Any(char.IsAsciiDigit)) return;
        passages.Add(passage);
        // Names within sentences tell which first words of sentences belong to a name.
        var words = passage.Text.Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i].Length == 0 || !char.IsAsciiDigit(words[i][0])) continue;
            for (var from = Math.Max(1, i - 3); from < i; from++)
                if (words[from].Length > 1 && char.IsAsciiLetterUpper(words[from].TrimStart('.')[..1].FirstOrDefault('a')) && !words[from - 1].EndsWith('.')) products.Add(string.Join(' ', words[from..i]));
        }
    }

    /// <summary>A column of versions is a list: what is asked for elsewhere may lie beyond its end.</summary>
    public void Add(MatrixTable table)
    {
        foreach (var column in table.Columns.Where(c => c.Type == ColumnType.Version))
        {
            var cells = table.Rows.Select(r => r.Cells.GetValueOrDefault(column.Id)).Where(c => c?.Value is Version).ToList();
            if (cells.Count < 3) continue;
            var last = cells.MaxBy(c => (Version)c!.Value!)!;
            lists.Add((VersionMention.Family(last.Text), last.Text, new Passage(table, table.Key, table.Location.Path, table.Title, $"The list ends at {last.Text}.", "")));
        }
    }

    public IEnumerable<FoundContradiction> Find()
    {
        foreach (var passage in passages)
            foreach (var sentence in Sentences.Of(passage.Text))
                foreach (var mention in VersionMention.In(sentence, products)) mentions.Add((mention, passage, sentence));
        // ".NET" is ".NET Framework" put short; "PowerShell" is not "Azure PowerShell".
        var names = mentions.Select(m => m.Mention.Product).Where(p => p.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var shortest = names.ToDictionary(n => n, n => names.Where(o => n.StartsWith(o + " ", StringComparison.OrdinalIgnoreCase)).DefaultIfEmpty(n).MinBy(o => o.Length)!, StringComparer.OrdinalIgnoreCase);
        foreach (var group in mentions.GroupBy(m => m.Mention.Product.Length > 0 ? shortest[m.Mention.Product] : VersionMention.Family(m.Mention.Number), StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var product = group.First().Mention.Product.Length > 0;
            var facts = group.Where(m => product || m.Mention.IsAsked).Select(m => new FoundFact(m.Mention.Number, m.Mention.Written, m.Passage with { Text = m.Sentence }, m.Mention.Written, Marks(m.Mention))).ToList();
            if (!group.Any(m => m.Mention.IsAsked)) continue;
            if (!product) facts.AddRange(lists.Where(l => l.Family == group.Key && facts.Any(f => Beyond(f.Value, l.Last))).Select(l => new FoundFact("list " + l.Last, "a list that ends at " + l.Last, l.Passage, l.Last, [l.Last])));
            if (!Differ(facts)) continue;
            yield return new FoundContradiction(FactKind.Version, product ? group.MaxBy(m => m.Mention.Product.Length).Mention.Product : "version " + group.Key, facts);
        }
    }

    static string[] Marks(VersionMention mention) => [.. new[] { mention.Written, mention.Number }.Distinct()];

    static bool Beyond(string number, string last) => VersionNumber.Parse(number) > VersionNumber.Parse(last);

    /// <summary>Several numbers, not all of them named by one and the same sentence each time, and for places that may concern each other.</summary>
    static bool Differ(List<FoundFact> facts)
    {
        var values = facts.GroupBy(f => f.Value).ToList();
        if (values.Count < 2) return false;
        for (var i = 0; i < values.Count; i++)
            for (var j = i + 1; j < values.Count; j++)
                if (values[i].Take(50).Any(a => values[j].Take(50).Any(b => a.Passage.Text != b.Passage.Text && a.Passage.MayConcern(b.Passage)))) return true;
        return false;
    }
}
