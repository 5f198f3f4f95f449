using System.Collections.Immutable;

namespace MarsKb.Search;

/// <summary>Puts a hit into words: the passage that answers, the marks in it, and why it was found.</summary>
sealed class HitPresenter(SearchDocument[] documents, int[] heads, Passages passages, TermWeights? weights, List<QueryTerm> terms)
{
    const int MostWords = 4;

    /// <summary>Of a long text the rarest words are reasons enough.</summary>
    const int MostTerms = 100;
    const int SnippetLength = 220;

    readonly Dictionary<int, float> wanted = terms.SelectMany(t => t.Alternatives.Select(a => (a.Term, Idf: t.Idf * a.Weight)))
        .GroupBy(a => a.Term).ToDictionary(g => g.Key, g => g.Max(a => a.Idf));

    readonly List<QueryTerm> byRarity = [.. terms.Where(t => t.Alternatives.Length > 0).OrderByDescending(t => t.Idf).Take(MostTerms)];
    readonly HashSet<int> seen = [];

    public SearchHit Present(Ranked hit, QueryText query)
    {
        var (document, head) = (documents[hit.Document], documents[heads[hit.Document]]);
        return new SearchHit(
            head.Key, head.Kind, head.Component, document.Title, head.Codes, document.Url,
            Math.Round(hit.Score, 3), hit.Confidence, SnippetOf(hit.Document, heads[hit.Document]), [.. Why(hit, query)]);
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
        foreach (var value in Values(hit, query)) yield return value;
        var words = byRarity
            .Where(t => !t.IsPart && !t.IsConcept && t.Alternatives.Any(a => weights!.Contains(a.Term, hit.Document))).Take(MostWords).Select(t => t.Correction ?? t.Word).ToList();
        if (words.Count > 0) yield return (words.Count == 1 ? "word " : "words ") + string.Join(", ", words);
        var same = byRarity
            .Where(t => t.IsConcept && weights!.Contains(t.Alternatives[0].Term, hit.Document) && !words.Contains(t.Word, StringComparer.OrdinalIgnoreCase))
            .Take(MostWords).Select(t => t.Word).ToList();
        if (same.Count > 0) yield return "same meaning as " + string.Join(", ", same);
    }

    /// <summary>The variable parts of the message, as the text has them.</summary>
    IEnumerable<string> Values(Ranked hit, QueryText query)
    {
        if (hit.Message is not { Words: >= 3, Coverage: >= 0.5f } message) return [];
        var start = query.Lines.FirstOrDefault(l => l.Number == message.Line)?.Start ?? 0;
        return documents[heads[hit.Document]].Messages
            .Select(m => TemplateValues.Read(m, query.Text, start)).OrderByDescending(v => v.Count).FirstOrDefault([]).Select(TemplateValues.Show);
    }

    Snippet SnippetOf(int document, int head)
    {
        var headings = passages.Headings(head);
        // What the software prints comes first where it says as much as anything else.
        var best = (Passage: headings[0], Weight: Weigh(headings[0]) + 0.5f);
        foreach (var passage in headings.AsSpan(1)) Offer(passage, 1f);
        if (document != head) foreach (var passage in passages.Headings(document)) Offer(passage, 1f);
        // The body is looked through only where the short texts say nothing.
        if (best.Weight < 1f) foreach (var passage in passages.Body(document)) Offer(passage, 0.8f);
        return Mark(best.Passage);

        void Offer(Passage passage, float factor)
        {
            var weight = Weigh(passage) * factor;
            if (weight > best.Weight) best = (passage, weight);
        }
    }

    float Weigh(Passage passage)
    {
        var sum = 0f;
        seen.Clear();
        foreach (var (term, _, _) in passage.Words)
            if (wanted.TryGetValue(term, out var idf) && seen.Add(term)) sum += idf;
        return sum;
    }

    Snippet Mark(Passage passage)
    {
        var text = passage.Text;
        var marks = Marks(passage);
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

    List<(int Start, int Length)> Marks(Passage passage)
    {
        var marks = new List<(int Start, int Length)>();
        foreach (var (term, start, length) in passage.Words)
        {
            if (!wanted.ContainsKey(term)) continue;
            if (marks.Count > 0 && start < marks[^1].Start + marks[^1].Length) continue;
            marks.Add((start, length));
        }
        return marks;
    }
}
