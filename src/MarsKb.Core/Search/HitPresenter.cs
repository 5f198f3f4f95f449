using System.Collections.Immutable;

namespace MarsKb.Search;

/// <summary>Puts a hit into words: the passage that answers, the marks in it, and why it was found.</summary>
sealed class HitPresenter(ImmutableArray<SearchDocument> documents, int[] heads, Vocabulary vocabulary, Postings postings, List<QueryTerm> terms)
{
    const int MostWords = 4;
    const int SnippetLength = 220;

    readonly Dictionary<int, float> wanted = terms.SelectMany(t => t.Alternatives.Select(a => (a.Term, Idf: t.Idf * a.Weight)))
        .GroupBy(a => a.Term).ToDictionary(g => g.Key, g => g.Max(a => a.Idf));

    public SearchHit Present(Ranked hit, QueryText query)
    {
        var (document, head) = (documents[hit.Document], documents[heads[hit.Document]]);
        return new SearchHit(
            head.Key, head.Kind, head.Component, document.Title, head.Codes, document.Url,
            Math.Round(hit.Score, 3), hit.Confidence, SnippetOf(document, head), [.. Why(hit, query)]);
    }

    IEnumerable<string> Why(Ranked hit, QueryText query)
    {
        if (hit.Code is { } code)
        {
            var name = char.IsLetter(code.Display[0]) ? "name" : "code";
            var possible = hit.Confidence == Confidence.Exact ? "" : ", which may mean something else here";
            yield return (query.LineCount > 1 ? $"{name} {code.Display} on line {code.Line}" : $"{name} {code.Display}") + possible;
        }
        if (hit.Message is { Words: >= 3 } message && message.Alike >= 0.5f) yield return $"message {message.Alike * 100:0}% alike";
        var words = terms
            .Where(t => !t.IsPart && !t.IsConcept && t.Alternatives.Any(a => postings.Contains(a.Term, hit.Document)))
            .OrderByDescending(t => t.Idf).Take(MostWords).Select(t => t.Correction ?? t.Word).ToList();
        if (words.Count > 0) yield return (words.Count == 1 ? "word " : "words ") + string.Join(", ", words);
        var same = terms
            .Where(t => t.IsConcept && postings.Contains(t.Alternatives[0].Term, hit.Document) && !words.Contains(t.Word, StringComparer.OrdinalIgnoreCase))
            .OrderByDescending(t => t.Idf).Take(MostWords).Select(t => t.Word).ToList();
        if (same.Count > 0) yield return "same meaning as " + string.Join(", ", same);
    }

    Snippet SnippetOf(SearchDocument document, SearchDocument head)
    {
        var best = head.Messages.FirstOrDefault() is { } first ? (Text: first, Weight: Weigh(first) + 0.5f) : (Text: document.Lead, Weight: Weigh(document.Lead));
        foreach (var text in head.Messages.Skip(1).Append(head.Lead)) Offer(text, 1f);
        if (document != head) Offer(document.Lead, 1f);
        // The body is looked through only where the short texts say nothing.
        if (best.Weight < 1f) foreach (var sentence in Sentences(document.CauseText).Concat(Sentences(document.ActionText))) Offer(sentence, 0.8f);
        return Mark(best.Text.ReplaceLineEndings(" "));

        void Offer(string text, float factor)
        {
            var weight = Weigh(text) * factor;
            if (weight > best.Weight) best = (text, weight);
        }
    }

    float Weigh(string text)
    {
        var (sum, seen) = (0f, new HashSet<int>());
        foreach (var token in Analyzer.Analyze(text))
            if (vocabulary.Find(token.Term) is >= 0 and var id && wanted.TryGetValue(id, out var idf) && seen.Add(id)) sum += idf;
        return sum;
    }

    static IEnumerable<string> Sentences(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r');
            end = end < 0 ? text.Length : start + end;
            if (end > start) yield return text[start..end].Trim();
            start = end + 1;
        }
    }

    Snippet Mark(string text)
    {
        var marks = Marks(text);
        if (text.Length <= SnippetLength) return new Snippet(text, [.. marks]);

        // Begin a little before the first mark, at a word.
        var from = marks.Count == 0 ? 0 : Math.Max(0, marks[0].Start - 60);
        if (from > 0) from = text.IndexOf(' ', from) + 1;
        var to = Math.Min(text.Length, from + SnippetLength);
        if (to < text.Length && text.LastIndexOf(' ', to - 1) is var blank && blank > from + 40) to = blank;
        if (to > from && to < text.Length && char.IsHighSurrogate(text[to - 1])) to--;
        var head = from > 0 ? "… " : "";
        return new Snippet(
            head + text[from..to] + (to < text.Length ? " …" : ""),
            [.. marks.Where(m => m.Start >= from && m.Start + m.Length <= to).Select(m => (m.Start - from + head.Length, m.Length))]);
    }

    List<(int Start, int Length)> Marks(string text)
    {
        var marks = new List<(int Start, int Length)>();
        foreach (var token in Analyzer.Analyze(text))
        {
            if (vocabulary.Find(token.Term) is not (>= 0 and var id) || !wanted.ContainsKey(id)) continue;
            if (marks.Count > 0 && token.Start < marks[^1].Start + marks[^1].Length) continue;
            marks.Add((token.Start, token.Length));
        }
        return marks;
    }
}
