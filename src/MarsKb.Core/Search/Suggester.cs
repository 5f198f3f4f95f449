using System.Collections.Immutable;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Completions while somebody types: codes and names first, then titles.</summary>
sealed class Suggester
{
    const int LongestPrefix = 60;
    const int MostCompletions = 64;

    readonly ImmutableArray<SearchDocument> documents;
    readonly Vocabulary vocabulary;
    readonly Postings postings;
    readonly (string Folded, string Text, int Document)[] names;

    public Suggester(ImmutableArray<SearchDocument> documents, Vocabulary vocabulary, Postings postings)
    {
        this.documents = documents;
        this.vocabulary = vocabulary;
        this.postings = postings;
        names = [.. documents
            .SelectMany((d, i) => d.Codes.Concat(d.Aliases).Distinct(StringComparer.OrdinalIgnoreCase)
                .SelectMany(c => Spellings(c).Select(s => (Folded: s, Text: c, Document: i))))
            .OrderBy(n => n.Folded, StringComparer.Ordinal).ThenBy(n => n.Document)];
    }

    public ImmutableArray<Suggestion> Suggest(string prefix, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        if (prefix.Length > LongestPrefix) return [];

        var found = new List<Suggestion>(limit);
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (text, document) in ByName(Fold(prefix.Trim()))) Offer(document, text);
        foreach (var document in ByWords(prefix, limit)) Offer(document, documents[document].Title);
        return [.. found];

        void Offer(int document, string text)
        {
            var d = documents[document];
            if (found.Count < limit && keys.Add(d.Key)) found.Add(new Suggestion(text, d.Key, d.Url, d.Kind, d.Title));
        }
    }

    IEnumerable<(string Text, int Document)> ByName(string folded)
    {
        if (folded.Length == 0) yield break;
        var (low, high) = (0, names.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(names[middle].Folded, folded) < 0) low = middle + 1;
            else high = middle;
        }
        for (; low < names.Length && names[low].Folded.StartsWith(folded, StringComparison.Ordinal); low++)
            yield return (names[low].Text, names[low].Document);
    }

    /// <summary>Documents whose code, title or message holds all words, the last of which may be unfinished; the best first.</summary>
    IEnumerable<int> ByWords(string prefix, int limit)
    {
        var tokens = Analyzer.Analyze(prefix, keepStopWords: false).Where(t => !t.IsPart).ToList();
        if (tokens.Count == 0) return [];
        var last = tokens[^1];
        var unfinished = last.Start + last.Length == prefix.Length;

        Dictionary<int, float>? scores = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var word = Prominent(Alternatives(tokens[i], unfinished && i == tokens.Count - 1));
            scores = scores is null ? word : scores.Where(s => word.ContainsKey(s.Key)).ToDictionary(s => s.Key, s => s.Value + word[s.Key]);
            if (scores.Count == 0) return [];
        }
        return scores!.OrderByDescending(s => s.Value).ThenBy(s => documents[s.Key].Kind == EntryKind.Matrix).ThenBy(s => s.Key).Select(s => s.Key).Take(limit * 4);
    }

    List<(int Term, float Weight)> Alternatives(Token token, bool unfinished)
    {
        var terms = new List<(int, float)>();
        if (vocabulary.Find(token.Term) is >= 0 and var known) terms.Add((known, 1f));
        if (unfinished) terms.AddRange(vocabulary.Completions(token.Surface).Take(MostCompletions).Select(c => (c.Term, 0.9f)));
        if (terms.Count == 0 && token.IsWord) terms.AddRange(vocabulary.Nearest(token.Surface, 4).Select(n => (n.Term, 0.6f)));
        return terms;
    }

    Dictionary<int, float> Prominent(List<(int Term, float Weight)> terms)
    {
        var scores = new Dictionary<int, float>();
        foreach (var (term, weight) in terms)
        {
            var docs = postings.Documents(term);
            var weights = postings.Weights(term);
            for (var i = 0; i < docs.Length; i++)
            {
                if (!Postings.IsProminent(weights[i])) continue;
                var value = weight * Postings.Weight(weights[i]);
                if (!scores.TryGetValue(docs[i], out var before) || value > before) scores[docs[i]] = value;
            }
        }
        return scores;
    }

    /// <summary>A hexadecimal code is also typed without its prefix.</summary>
    static IEnumerable<string> Spellings(string code)
    {
        var folded = Fold(code);
        yield return folded;
        if (folded.StartsWith("0x", StringComparison.Ordinal) && folded.Length > 3) yield return folded[2..];
    }

    static string Fold(string text) => string.Concat(text.Select(CharacterFolding.Fold).Where(c => c != '\0'));
}
