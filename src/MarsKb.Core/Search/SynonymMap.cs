using System.Collections.Immutable;

namespace MarsKb.Search;

/// <summary>Words and phrases that mean the same here, in any language; all count as one concept.</summary>
public sealed record SynonymGroup(ImmutableArray<string> Phrases);

/// <summary>
/// Finds phrases of synonym groups in analysed text. A group becomes a term of its own, filed wherever one of its phrases
/// stands and asked for whenever the query has one: so phrases of several words work, on both sides, and rarity is that of the concept.
/// </summary>
sealed class SynonymMap
{
    /// <summary>Endings up to so many letters are taken for inflection, for the languages that have no stemmer here.</summary>
    const int LongestEnding = 3;

    const int ShortestInflected = 6;

    /// <summary>From so many letters on a word may be the first part of a longer one, as in German: Schattenkopiespeicher.</summary>
    const int ShortestCompounded = 9;

    readonly Dictionary<string, List<Phrase>> byFirst = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Phrase>> inflected = new(StringComparer.Ordinal);

    sealed record Phrase(string[] Terms, string Concept, string Text);

    /// <summary>All phrases in order; those of a group end with an empty one.</summary>
    public IReadOnlyList<string> Phrases { get; }

    public SynonymMap(IReadOnlyCollection<SynonymGroup> groups)
    {
        Phrases = [.. groups.SelectMany(g => g.Phrases.Append(""))];
        foreach (var group in groups)
        {
            if (group.Phrases.IsEmpty) continue;
            var concept = ConceptOf(group.Phrases[0]);
            foreach (var text in group.Phrases)
            {
                if (!IsUsed(text)) continue;
                var terms = TermsOf(text);
                var phrase = new Phrase(terms, concept, text);
                Add(byFirst, terms[0], phrase);
                if (terms.Length == 1 && terms[0].Length >= ShortestInflected) Add(inflected, terms[0][..ShortestInflected], phrase);
            }
        }

        static void Add(Dictionary<string, List<Phrase>> map, string key, Phrase phrase)
        {
            if (!map.TryGetValue(key, out var list)) map.Add(key, list = []);
            list.Add(phrase);
        }
    }

    /// <summary>"at the same time" comes down to "time": a phrase that loses its sense with its small words is none.</summary>
    public static bool IsUsed(string phrase) =>
        TermsOf(phrase).Length is var words && words > 1 || words == 1 && Analyzer.Analyze(phrase, keepStopWords: true).Count(t => !t.IsPart) == 1;

    static string[] TermsOf(string phrase) => [.. Analyzer.Analyze(phrase).Where(t => !t.IsPart).Select(t => t.Term)];

    /// <summary>The term that stands for a group; no word is analysed to it.</summary>
    public static string ConceptOf(string phrase) => "≈" + phrase;

    /// <summary>For each word that is a phrase by itself its term, with the term of its group, where the index has both.</summary>
    public Dictionary<int, int> SingleWords(TermWeights weights)
    {
        var words = new Dictionary<int, int>();
        foreach (var phrase in byFirst.Values.SelectMany(p => p))
            if (phrase.Terms.Length == 1 && weights.Find(phrase.Terms[0]) is >= 0 and var term && weights.Find(phrase.Concept) is >= 0 and var concept) words.TryAdd(term, concept);
        return words;
    }

    /// <param name="tokens">Analysed text, parts included.</param>
    /// <returns>Each concept that is met, once for each place, with the first of its tokens and how many whole tokens it takes.</returns>
    public IEnumerable<(string Concept, string Phrase, int First, int Length)> Match(IReadOnlyList<Token> tokens)
    {
        if (byFirst.Count == 0) yield break;
        var whole = new List<int>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++) if (!tokens[i].IsPart) whole.Add(i);
        for (var w = 0; w < whole.Count; w++)
        {
            var term = tokens[whole[w]].Term;
            if (byFirst.TryGetValue(term, out var phrases))
            {
                foreach (var phrase in phrases)
                    if (Holds(phrase)) yield return (phrase.Concept, phrase.Text, whole[w], phrase.Terms.Length);
            }
            else if (term.Length > ShortestInflected && inflected.TryGetValue(term[..ShortestInflected], out phrases))
            {
                foreach (var phrase in phrases)
                    if ((term.Length - phrase.Terms[0].Length is > 0 and <= LongestEnding || phrase.Terms[0].Length >= ShortestCompounded) && term.StartsWith(phrase.Terms[0], StringComparison.Ordinal))
                        yield return (phrase.Concept, phrase.Text, whole[w], 1);
            }

            bool Holds(Phrase phrase)
            {
                if (w + phrase.Terms.Length > whole.Count) return false;
                for (var i = 1; i < phrase.Terms.Length; i++)
                    if (tokens[whole[w + i]].Term != phrase.Terms[i]) return false;
                return true;
            }
        }
    }
}
