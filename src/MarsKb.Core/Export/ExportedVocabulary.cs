using MarsKb.Search;

namespace MarsKb.Export;

/// <summary>The terms and words of an index in order, numbered for the script: the same content gives the same numbers.</summary>
sealed class ExportedVocabulary
{
    readonly Dictionary<string, int> forms = new(StringComparer.Ordinal);

    public ExportedVocabulary(WordIndex index, IReadOnlyList<SearchDocument> documents)
    {
        var patterns = documents.SelectMany(d => PatternText.Messages(d).Concat(PatternText.Asked(d)).Append(PatternText.Title(d))).SelectMany(p => p).OfType<Token>();
        var words = index.Corrections.Words.ToHashSet(StringComparer.Ordinal);
        var termOfForm = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var token in patterns) termOfForm[token.Surface] = token.Term;
        foreach (var word in words) termOfForm.TryAdd(word, Analyzer.Stem(word));

        var terms = index.Terms().Concat(termOfForm.Values).Distinct().Order(StringComparer.Ordinal).ToList();
        var numbers = terms.Index().ToDictionary(t => t.Item, t => t.Index, StringComparer.Ordinal);
        Terms = [.. terms.Select(t => (t, index.Weights.Postings(index.Weights.Number(t))))];
        Forms = [.. termOfForm.Select(f => (f.Key, numbers[f.Value], words.Contains(f.Key)))];
        for (var f = 0; f < Forms.Count; f++) forms.Add(Forms[f].Surface, f);
        Concepts = [.. terms.Select(t => (Term: t, Concept: index.Concepts.TryGetValue(index.Weights.Number(t), out var concept) ? index.Weights.TermOf(concept) : null))
            .Where(c => c.Concept is not null).Select(c => (numbers[c.Term], numbers[c.Concept!]))];
    }

    public IReadOnlyList<(string Term, Postings Postings)> Terms { get; }

    /// <summary>Words as written, with the number of their term, and whether they are corrected and completed.</summary>
    public IReadOnlyList<(string Surface, int Term, bool IsWord)> Forms { get; }

    /// <summary>For each term that stands for a group of synonyms by itself, the group.</summary>
    public IReadOnlyList<(int Term, int Concept)> Concepts { get; }

    public int FormOf(in Token token) => forms[token.Surface];
}
