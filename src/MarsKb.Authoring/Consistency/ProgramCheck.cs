using MarsKb.Content;
using MarsKb.Search;

namespace MarsKb.Consistency;

/// <summary>Programs that causes of the same kind name: where lists of what to exclude or to check differ, and where a program is spelled in two ways.</summary>
sealed class ProgramCheck
{
    const int MostPerProgram = 50;

    sealed record Listed(HashSet<string> Programs, HashSet<string> Terms, Passage Passage);

    readonly List<Listed> lists = [];
    readonly Dictionary<string, List<FoundFact>> spellings = new(StringComparer.OrdinalIgnoreCase);

    public void Add(KnowledgeBase knowledge)
    {
        foreach (var entry in knowledge.Entries)
            foreach (var cause in entry.Causes)
            {
                var names = new List<string>();
                foreach (var html in cause.Actions.Select(a => a.Content.Html).Prepend(cause.Text.Html))
                    foreach (var code in Markup.Of(html, "code"))
                        if (Program(code) is { } program) names.Add(program);
                if (names.Count == 0) continue;
                var passage = new Passage(entry, entry.Key, entry.Location.Path, cause.Title, cause.Title, "");
                lists.Add(new Listed(names.ToHashSet(StringComparer.OrdinalIgnoreCase), Analyzer.Analyze(cause.Title).Where(t => !t.IsPart).Select(t => t.Term).ToHashSet(StringComparer.Ordinal), passage));
            }
    }

    public void Add(Passage passage)
    {
        if (passage.Html.Contains(".exe", StringComparison.OrdinalIgnoreCase) && passage.Html.Contains("<code>", StringComparison.Ordinal))
            foreach (var code in Markup.Of(passage.Html, "code"))
                if (Program(code) is { } program)
                {
                    if (!spellings.TryGetValue(program, out var list)) spellings[program] = list = [];
                    list.Add(new FoundFact(program, program, passage, program, [program]));
                }
    }

    static string? Program(string code)
    {
        if (code.Length is < 5 or > 60 || !code.EndsWith(".exe", StringComparison.OrdinalIgnoreCase)) return null;
        foreach (var c in code)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) return null;
        return code;
    }

    public IEnumerable<FoundContradiction> Find()
    {
        foreach (var (program, facts) in spellings.OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase))
            if (facts.Select(f => f.Value).Distinct(StringComparer.Ordinal).Skip(1).Any()) yield return new FoundContradiction(FactKind.Programs, "spelling of " + program.ToLowerInvariant(), facts);
        var byProgram = lists.SelectMany(l => l.Programs.Select(p => (Program: p, List: l))).ToLookup(x => x.Program, x => x.List, StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var same in byProgram.OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase))
            foreach (var topic in same.Take(MostPerProgram).SelectMany(l => l.Terms.Select(t => (Term: t, List: l))).GroupBy(x => x.Term))
            {
                var together = topic.Select(x => x.List).ToList();
                var facts = together.Select(l => new FoundFact(string.Join(", ", l.Programs.Order(StringComparer.OrdinalIgnoreCase)).ToLowerInvariant(), string.Join(", ", l.Programs.Order(StringComparer.OrdinalIgnoreCase)), l.Passage, l.Programs.First(), [.. Own(l, together), l.Passage.Key])).ToList();
                if (facts.Select(f => f.Value).Distinct().Skip(1).Any() && told.Add(string.Join('\n', facts.Select(f => f.Value).Distinct().Order(StringComparer.Ordinal))))
                    yield return new FoundContradiction(FactKind.Programs, $"programs named beside {same.Key}", facts);
            }
    }

    /// <summary>Those that not all name.</summary>
    static IEnumerable<string> Own(Listed list, List<Listed> together) =>
        list.Programs.Where(p => !together.All(l => l.Programs.Contains(p))) is var own && own.Any() ? own : list.Programs;
}
