using System.Globalization;
using MarsKb.Search;

namespace MarsKb.Consistency;

/// <summary>Percentages and limits: the same words around another number.</summary>
/// <remarks>
/// Facts are filed under their words; a fact is compared with those that share words which few have. So the cost grows with the number of facts, not with its square.
/// </remarks>
sealed class NumberCheck(SynonymMap synonyms)
{
    const int MostPerWord = 60;
    const double Alike = 0.5;
    const double AlikeInOneItem = 0.8;
    const double AlikeForBase = 0.25;

    static readonly string[] LimitWords =
    [
        "at least", "at most", "up to", "more than", "less than", "fewer than", "within", "maximum", "minimum", "limit", "only", "older than", "longer than", "above", "below", "exceed", "between", "needs", "need", "requires", "require",
        "must", "supports", "supported", "no later", "valid", "expire", "kept", "every", "after", "can be", "is allowed", "are allowed", "are enough", "larger than", "smaller than",
    ];

    /// <summary>Words that go with any number.</summary>
    static readonly HashSet<string> Bounds = new("up least most more less fewer than within maximum minimum max min limit limits only older longer above below exceed between needs need requires require must later larger smaller enough allowed".Split(' '), StringComparer.Ordinal);

    /// <param name="Terms">Words of the sentence and its section, analysed, with synonyms as one.</param>
    /// <param name="Own">Those of the sentence alone.</param>
    /// <param name="Base">What a percentage is counted from.</param>
    sealed record Fact(Passage Passage, string Sentence, List<Quantity> Values, HashSet<string> Terms, HashSet<string> Own, HashSet<string> Base, HashSet<string> Row, string BaseText);

    readonly Dictionary<string, List<Fact>> byUnit = new(StringComparer.Ordinal);
    readonly List<FoundContradiction> found = [];

    public void Add(Passage passage)
    {
        if (passage.Text.EndsWith(':') || !passage.Text.Any(char.IsAsciiDigit)) return;
        foreach (var sentence in passage.Table is null ? Sentences.Of(passage.Text) : [passage.Text])
        {
            var isLimit = passage.Table is not null || Array.Exists(LimitWords, w => sentence.Contains(w, StringComparison.OrdinalIgnoreCase));
            foreach (var unit in Quantity.In(sentence).Where(q => q.Unit == "%" || isLimit).GroupBy(q => q.Unit))
            {
                var values = unit.ToList();
                if (values.Find(v => v.Either && v.Low != v.High) is { } either) found.Add(Vague(passage, sentence, either));
                var (based, words) = unit.Key == "%" ? BaseOf(sentence, values[^1].End) : ("", []);
                var own = Terms(sentence, values);
                HashSet<string> terms = [.. own, .. Terms(passage.Section), .. Terms(passage.Title)];
                if (!byUnit.TryGetValue(unit.Key, out var facts)) byUnit[unit.Key] = facts = [];
                facts.Add(new Fact(passage, sentence, values, terms, own, words, passage.Row.Length > 0 ? Terms(passage.Row) : [], based));
            }
        }
    }

    public IEnumerable<FoundContradiction> Find(CancellationToken cancel)
    {
        foreach (var (unit, facts) in byUnit.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var contradiction in Compare(unit, facts)) yield return contradiction;
        }
        foreach (var vague in found) yield return vague;
    }

    static FoundContradiction Vague(Passage passage, string sentence, Quantity either)
    {
        var numbers = either.Written.Split([" or "], StringSplitOptions.None);
        return new FoundContradiction(FactKind.Limit, Cut(sentence), [.. numbers.Select(n => new FoundFact(n, n, passage with { Text = sentence }, Digits(numbers[0]), [Digits(n)]))]);
    }

    /// <summary>The number that a text begins with, as written.</summary>
    static string Digits(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return text;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ',' or '.')) end++;
        return text[start..end].TrimEnd('.', ',');
    }

    /// <param name="values">What is compared is no word of the subject; other numbers tell names apart, such as Windows 7 and Windows 8.</param>
    HashSet<string> Terms(string text, List<Quantity>? values = null)
    {
        var tokens = Analyzer.Analyze(text).Where(t => !t.IsPart && !Bounds.Contains(t.Surface) && values?.Exists(v => t.Start >= v.Start && t.Start < v.End) != true).ToList();
        var terms = tokens.Select(t => t.Term).ToHashSet(StringComparer.Ordinal);
        foreach (var (concept, _, _, _) in synonyms.Match(tokens)) terms.Add(concept);
        return terms;
    }

    /// <summary>"5% of the backup data that …": the words from "of" to where the noun ends.</summary>
    static (string Text, HashSet<string> Words) BaseOf(string sentence, int end)
    {
        var rest = sentence.AsSpan(end).TrimStart();
        // "5% of the volume", "5% free volume space"
        var free = rest.StartsWith("free ", StringComparison.Ordinal);
        if (!free && !rest.StartsWith("of ", StringComparison.Ordinal)) return ("", []);
        if (!free) rest = rest[3..];
        var words = new List<string>();
        foreach (var range in rest.Split(' '))
        {
            var word = rest[range];
            var bare = word.Trim(".,;:()`*?!").ToString();
            if (words.Count > 0 && bare is "that" or "which" or "is" or "are" or "must" or "and" or "or" or "with" or "to" or "on" or "in" or "for" or "has" && bare != "of" && words[^1] is not ("everything" or "all")) break;
            words.Add(bare);
            if (words.Count >= 8 || bare.Length < word.Length || free && bare == "space") break;
        }
        var text = string.Join(' ', words);
        return (text, Analyzer.Analyze(text).Where(t => !t.IsPart && t.Term is not ("size" or "total" or "all" or "everyth" or "amount" or "entir" or "whole")).Select(t => t.Term).ToHashSet(StringComparer.Ordinal));
    }

    static IEnumerable<FoundContradiction> Compare(string unit, List<Fact> facts)
    {
        var index = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < facts.Count; i++)
            foreach (var term in facts[i].Terms)
            {
                if (!index.TryGetValue(term, out var places)) index[term] = places = [];
                places.Add(i);
            }
        double Weight(string term) => Math.Log(1 + (double)facts.Count / index[term].Count);
        var total = facts.Select(f => f.Terms.Sum(Weight)).ToArray();
        var group = Enumerable.Range(0, facts.Count).ToArray();
        var partners = new bool[facts.Count];
        var shared = new Dictionary<int, (double Weight, int Count)>();
        for (var i = 0; i < facts.Count; i++)
        {
            shared.Clear();
            foreach (var term in facts[i].Terms)
            {
                var places = index[term];
                if (places.Count > MostPerWord && facts.Count > 2 * MostPerWord) continue;
                var weight = Weight(term);
                foreach (var j in places)
                    if (j > i) shared[j] = shared.TryGetValue(j, out var so) ? (so.Weight + weight, so.Count + 1) : (weight, 1);
            }
            foreach (var (j, (weight, count)) in shared)
                if (count >= 2 && Contradict(unit, facts[i], facts[j], weight / Math.Min(total[i], total[j]), Weight))
                {
                    partners[i] = partners[j] = true;
                    group[Root(group, i)] = Root(group, j);
                }
        }
        foreach (var members in Enumerable.Range(0, facts.Count).Where(i => partners[i]).GroupBy(i => Root(group, i)))
        {
            var all = members.Select(i => facts[i]).ToList();
            yield return new FoundContradiction(unit == "%" ? FactKind.Share : FactKind.Limit, Subject(all, Weight), [.. all.Select(Shown)]);
        }
    }

    static FoundFact Shown(Fact fact)
    {
        var value = string.Join(", ", fact.Values.Select(v => v.Written).Distinct());
        var key = string.Join(' ', fact.Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Low}-{v.High}")).Distinct().Order(StringComparer.Ordinal)) + " " + string.Join(' ', fact.Base.Order(StringComparer.Ordinal));
        IEnumerable<string> marks = fact.Base.Count > 0 ? [fact.BaseText.Replace("the ", "", StringComparison.Ordinal), .. fact.BaseText.Split(' ').Where(w => w.Length > 4 && !StopWords.All.Contains(w)).TakeLast(1)] : fact.Values.Select(v => Digits(v.Written));
        return new FoundFact(key, fact.BaseText.Length > 0 ? $"{value} of {fact.BaseText}" : value, fact.Passage with { Text = fact.Sentence }, Digits(fact.Values[0].Written), [.. marks.Where(m => m.Length > 0)]);
    }

    static bool Contradict(string unit, Fact a, Fact b, double alike, Func<string, double> weight)
    {
        if (a.Passage.Table is not null && a.Passage.Table == b.Passage.Table || a.Sentence == b.Sentence || !a.Passage.MayConcern(b.Passage)) return false;
        if (!a.Row.IsSubsetOf(b.Terms) || !b.Row.IsSubsetOf(a.Terms)) return false;
        var meet = a.Values.Any(v => b.Values.Any(v.Meets));
        if (unit == "%" && a.Base.Count > 0 && b.Base.Count > 0 && !SameBase(a.Base, b.Base))
            return meet && alike >= AlikeForBase && a.Values.Any(v => b.Values.Any(w => v.Low == w.Low && v.High == w.High));
        if (meet || alike < (a.Passage.Key == b.Passage.Key ? AlikeInOneItem : Alike)) return false;
        if (OtherNumbers(a, b)) return false;
        // What is rarest in each sentence is what it is about: "daily" and "weekly" are two subjects, however alike the rest is.
        return HasSubjectOf(a, b) && HasSubjectOf(b, a);

        bool HasSubjectOf(Fact one, Fact other)
        {
            var words = one.Own.Where(t => t.Any(char.IsLetter) && !IsUnit(t)).ToList();
            return words.Count > 0 && other.Terms.Contains(words.MaxBy(weight)!);
        }
    }

    /// <summary>"Windows 7" in one, "Windows 8" in the other.</summary>
    static bool OtherNumbers(Fact a, Fact b)
    {
        var one = a.Own.Where(t => char.IsAsciiDigit(t[0])).ToList();
        var other = b.Own.Where(t => char.IsAsciiDigit(t[0])).ToList();
        return one.Count > 0 && other.Count > 0 && !one.Intersect(other).Any();
    }

    static bool IsUnit(string term) => term is "day" or "week" or "month" or "year" or "hour" or "minut" or "second" or "gb" or "mb" or "tb" or "kb" or "byte";

    static bool SameBase(HashSet<string> a, HashSet<string> b) => a.Any(x => b.Any(y => x == y || x.Length >= 4 && y.StartsWith(x, StringComparison.Ordinal) || y.Length >= 4 && x.StartsWith(y, StringComparison.Ordinal)));

    static int Root(int[] group, int i)
    {
        while (group[i] != i) i = group[i] = group[group[i]];
        return i;
    }

    /// <summary>The words that all have, else the shortest of the sentences.</summary>
    static string Subject(List<Fact> facts, Func<string, double> weight)
    {
        var common = facts.Skip(1).Aggregate(facts[0].Terms.AsEnumerable(), (words, fact) => words.Intersect(fact.Terms)).Where(t => t[0] != '≈' && t.Any(char.IsLetter) && !IsUnit(t)).OrderByDescending(weight).Take(4).ToHashSet(StringComparer.Ordinal);
        var shortest = facts.MinBy(f => f.Sentence.Length)!;
        var words = Analyzer.Analyze(shortest.Sentence + " " + shortest.Passage.Section).Where(t => !t.IsPart && common.Contains(t.Term)).DistinctBy(t => t.Term).Select(t => t.Surface).ToList();
        return words.Count > 1 ? string.Join(' ', words) : Cut(shortest.Sentence);
    }

    static string Cut(string sentence) => sentence.Length <= 60 ? sentence.TrimEnd('.') : sentence[..sentence.LastIndexOf(' ', 60)] + " …";
}
