using System.Collections.Frozen;
using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Weighs codes against words, keeps one document of each entry, and asks <see cref="ConfidencePolicy"/> how sure each is.</summary>
sealed class Jury(ImmutableArray<SearchDocument> documents, int[] heads, Postings postings)
{
    /// <summary>Lifts what carries a named code above everything that only shares words.</summary>
    const float ExactBonus = 10_000f;

    /// <summary>A number that may or may not be this entry's code.</summary>
    const float PossibleBonus = 4f;

    /// <summary>Hits far below the best one share a common word and nothing else.</summary>
    const float WorthShowing = 0.12f;

    /// <summary>Where a flow stands that would come before the answer.</summary>
    const float BehindAnswer = 0.9f;

    /// <summary>Words that only introduce a code.</summary>
    static readonly FrozenSet<string> CodeWords = FrozenSet.ToFrozenSet(
        "error errors code codes id status http https event hresult hr fehler fehlercode erreur errore codigo ereignis".Split(' '), StringComparer.Ordinal);

    /// <summary>Joins codes and words, keeps the best document of each key, decides how sure each is, and sorts.</summary>
    public List<Ranked> Judge(QueryText query, List<CodeEvidence> evidence, List<Candidate> candidates, List<QueryTerm> terms)
    {
        var byDocument = candidates.ToDictionary(c => c.Document);
        foreach (var document in evidence.SelectMany(e => e.Documents))
            byDocument.TryAdd(document, new Candidate(document, 0, 0, null));

        var ranked = new List<Ranked>(byDocument.Count);
        var intent = QueryIntents.Of(query);
        foreach (var candidate in byDocument.Values)
        {
            var (code, exact) = BestCode(query, evidence, candidate.Document, terms);
            // Codes on lines that report a failure come first, then in the order of the text.
            var bonus = exact ? ExactBonus + 500 * SeverityOf(query, code!.Line) - 10 * evidence.IndexOf(code!) : code is null ? 0 : PossibleBonus;
            var words = candidate.Score * Fitness(intent, documents[candidate.Document].Kind);
            ranked.Add(new Ranked(candidate.Document, words + bonus, words, exact ? Confidence.Exact : Confidence.Weak, code, candidate.Message, candidate.Title));
        }
        if (ranked.Count == 0) return ranked;

        MarkStrong(evidence, ranked);
        var best = ranked.Max(r => r.Words);
        return [.. FlowsBehindAnswer([.. ranked
            .Where(r => r.Confidence != Confidence.Weak || r.Words >= best * WorthShowing)
            .GroupBy(r => documents[r.Document].Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => Merge([.. g]))])
            .OrderByDescending(r => r.Confidence == Confidence.Exact).ThenByDescending(r => r.Score)
            .ThenBy(r => documents[r.Document].Key, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// A flow asks where an entry answers. It comes first only where the text is its title and the best answer is no entry that it is about;
    /// else it stands behind that answer, and flows keep their order among themselves.
    /// </summary>
    List<Ranked> FlowsBehindAnswer(List<Ranked> ranked)
    {
        if (ranked.Where(r => !IsFlow(r)).MaxBy(r => r.Score) is not { } answer) return ranked;
        var behind = ranked.Where(r => IsFlow(r) && (r.Confidence == Confidence.Weak || r.Confidence == Confidence.Strong && IsAbout(r, answer))).ToHashSet();
        var most = behind.Count == 0 ? 0 : behind.Max(r => r.Score);
        if (most < answer.Score) return ranked;
        return ranked.ConvertAll(r => behind.Contains(r) ? r with { Score = r.Score * BehindAnswer * answer.Score / most } : r);
    }

    bool IsFlow(Ranked hit) => documents[hit.Document].Kind == EntryKind.Flow;

    bool IsAbout(Ranked flow, Ranked answer) => documents[flow.Document].Covers.Contains(documents[answer.Document].Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Of an entry and its causes, or a table and its rows, the best document stands for all.</summary>
    static Ranked Merge(IReadOnlyList<Ranked> ofOneKey)
    {
        var best = ofOneKey.OrderByDescending(r => r.Score).ThenBy(r => r.Document).First();
        return best with
        {
            Confidence = ofOneKey.Max(r => r.Confidence),
            Code = best.Code ?? ofOneKey.Select(r => r.Code).FirstOrDefault(c => c is not null),
            Message = ofOneKey.Select(r => r.Message).OrderByDescending(m => m?.Alike ?? -1).First(),
        };
    }

    /// <summary>Marks as strong what holds its message, or its title, and no other does.</summary>
    void MarkStrong(List<CodeEvidence> evidence, List<Ranked> ranked)
    {
        var namesCode = evidence.Any(e => e.Strength != CodeStrength.Bare && !e.IsSmall);
        var alike = ranked.Where(r => r.Message is not null)
            .GroupBy(r => documents[r.Document].Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => (g.Key, Alike: g.Max(r => r.Message!.Value.Alike))).OrderByDescending(x => x.Alike).Take(2).ToList();
        for (var i = 0; i < ranked.Count; i++)
        {
            var hit = ranked[i];
            if (hit.Confidence == Confidence.Exact) continue;
            var document = documents[hit.Document];
            var rival = hit.Message is { } m && alike.Any(a => !a.Key.Equals(document.Key, StringComparison.OrdinalIgnoreCase) && a.Alike >= m.Alike - 0.02f);
            var otherCode = namesCode && !documents[heads[hit.Document]].Codes.IsEmpty && hit.Code is null;
            if (ConfidencePolicy.IsStrong(hit.Message, hit.Title, otherCode, rival)) ranked[i] = hit with { Confidence = Confidence.Strong };
        }
    }

    (CodeEvidence? Code, bool Exact) BestCode(QueryText query, List<CodeEvidence> evidence, int document, List<QueryTerm> terms)
    {
        CodeEvidence? possible = null;
        foreach (var code in evidence)
        {
            if (Array.IndexOf(code.Documents, document) < 0) continue;
            if (ConfidencePolicy.IsExact(code, query.IsShort, Fit(terms, document, evidence))) return (code, true);
            possible ??= code;
        }
        return (possible, false);
    }

    /// <summary>Share of the text's words, codes and their introductions aside, that the document knows.</summary>
    float Fit(List<QueryTerm> terms, int document, List<CodeEvidence> evidence)
    {
        var (known, all) = (0, 0);
        foreach (var term in terms)
        {
            if (term.IsPart || term.IsConcept || CodeWords.Contains(term.Word) || evidence.Any(e => e.Display.Equals(term.Word, StringComparison.OrdinalIgnoreCase))) continue;
            if (char.IsDigit(term.Word[0]) && term.Alternatives.Length == 0) continue;
            all++;
            if (term.Alternatives.Any(a => postings.Contains(a.Term, document))) known++;
        }
        return all == 0 ? 1 : (float)known / all;
    }

    /// <summary>Tables answer what is supported; they seldom explain a failure.</summary>
    static float Fitness(QueryIntent intent, EntryKind kind) => (intent, kind) switch
    {
        (QueryIntent.Support, EntryKind.Matrix) => 1.5f,
        (QueryIntent.Failure, EntryKind.Matrix) => 0.7f,
        _ => 1f,
    };

    static int SeverityOf(QueryText query, int line) =>
        query.Lines.FirstOrDefault(l => l.Number == line) is { Severity: LineSeverity.Failure } ? 1 : 0;
}

/// <summary>A hit before it is put into words.</summary>
/// <param name="Words">The part of the score that comes from words.</param>
sealed record Ranked(int Document, float Score, float Words, Confidence Confidence, CodeEvidence? Code, MessageMatch? Message, MessageMatch? Title);
