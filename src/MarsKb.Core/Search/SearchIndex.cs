using System.Collections.Frozen;
using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Finds entries for what somebody pasted. Built once per content load, asked by many threads at once.</summary>
/// <remarks>
/// An in-memory BM25F index. Codes are recognised before words; long text is ranked by its best single line against the messages.
/// docs/decisions/0001-search-engine.md tells why, with the measurements.
/// </remarks>
public sealed class SearchIndex
{
    /// <summary>Lifts what carries a named code above everything that only shares words.</summary>
    const float ExactBonus = 10_000f;

    /// <summary>A number that may or may not be this entry's code.</summary>
    const float PossibleBonus = 4f;

    /// <summary>Hits far below the best one share a common word and nothing else.</summary>
    const float WorthShowing = 0.12f;

    /// <summary>Words that only introduce a code.</summary>
    static readonly FrozenSet<string> CodeWords = FrozenSet.ToFrozenSet(
        "error errors code codes id status http https event hresult hr fehler fehlercode erreur errore codigo ereignis".Split(' '), StringComparer.Ordinal);

    readonly ImmutableArray<SearchDocument> documents;

    /// <summary>For each document the first of its key: the entry of a cause, the table of a row.</summary>
    readonly int[] heads;
    readonly MessagePattern[][] titles;
    readonly Vocabulary vocabulary;
    readonly Postings postings;
    readonly Ranker ranker;
    readonly CodeIndex codes;
    readonly Suggester suggester;

    SearchIndex(ImmutableArray<SearchDocument> documents, SynonymMap synonyms)
    {
        this.documents = documents;
        heads = new int[documents.Length];
        for (var d = 1; d < heads.Length; d++) heads[d] = documents[d].Key == documents[d - 1].Key ? heads[d - 1] : d;
        var builder = new IndexBuilder(synonyms);
        foreach (var document in documents) builder.Add(document);
        (vocabulary, postings) = builder.Finish();
        titles = [.. documents.Select(d => new[] { MessagePattern.Read(d.Title, vocabulary, FrozenSet<string>.Empty) })];
        ranker = new Ranker(vocabulary, postings, synonyms, builder.Messages, documents.Length);
        codes = new CodeIndex(documents);
        suggester = new Suggester(documents, vocabulary, postings);
    }

    /// <param name="documents">Documents of one key come one after another.</param>
    public static SearchIndex Build(IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms = null) =>
        new([.. documents], new SynonymMap(synonyms ?? []));

    /// <summary>Hits by falling score, then key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1 to 100, or fewer than none are to be passed over.</exception>
    public SearchResponse Search(SearchRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Limit, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Skip);

        var query = QueryText.Read(request.Query);
        var evidence = codes.Find(query);
        var (candidates, terms) = ranker.Rank(query, correct: !request.Verbatim);
        var found = Combine(query, evidence, candidates, terms);

        var hits = found
            .Where(h => (request.Kind is null || documents[h.Document].Kind == request.Kind)
                     && (request.Component is null || documents[h.Document].Component == request.Component))
            .ToList();
        var presenter = new HitPresenter(documents, heads, vocabulary, postings, terms);
        return new SearchResponse(
            request.Query,
            new Understanding(
                [.. evidence.Where(e => e.Strength != CodeStrength.Bare || found.Any(h => h.Code == e)).Select(e => e.Display).Take(CodeIndex.MostShown)],
                [.. terms.Where(t => !t.IsPart && !t.IsConcept && t.Alternatives.Length > 0).Select(t => t.Correction ?? t.Word).Take(50)],
                [.. terms.Where(t => t.Correction is not null).Select(t => new Correction(t.Word, t.Correction!))]),
            hits.Count,
            [.. hits.Skip(request.Skip).Take(request.Limit).Select(h => presenter.Present(h, query))],
            [.. found.GroupBy(h => documents[h.Document].Kind).OrderBy(g => g.Key).Select(g => new Facet<EntryKind>(g.Key, g.Count()))],
            [.. found.GroupBy(h => documents[h.Document].Component, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new Facet<string>(g.Key, g.Count()))]);
    }

    /// <summary>Completions while typing, codes first.</summary>
    /// <param name="prefix">Up to 60 characters; longer text is pasted, not typed, and gives none.</param>
    /// <param name="limit">1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1 to 100.</exception>
    public ImmutableArray<Suggestion> Suggest(string prefix, int limit = 8) => suggester.Suggest(prefix, limit);

    /// <summary>Joins codes and words, keeps the best document of each key, decides how sure each is, and sorts.</summary>
    List<Ranked> Combine(QueryText query, List<CodeEvidence> evidence, List<Candidate> candidates, List<QueryTerm> terms)
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
            ranked.Add(new Ranked(candidate.Document, candidate.Score * Fitness(intent, documents[candidate.Document].Kind) + bonus, exact ? Confidence.Exact : Confidence.Weak, code, candidate.Message));
        }
        if (ranked.Count == 0) return ranked;

        Judge(query, evidence, ranked, terms);
        var best = ranked.Max(r => r.Score >= ExactBonus ? r.Score - ExactBonus : r.Score);
        return [.. ranked
            .Where(r => r.Confidence != Confidence.Weak || r.Score >= best * WorthShowing)
            .GroupBy(r => documents[r.Document].Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => Merge([.. g]))
            .OrderByDescending(r => r.Confidence == Confidence.Exact).ThenByDescending(r => r.Score)
            .ThenBy(r => documents[r.Document].Key, StringComparer.OrdinalIgnoreCase)];
    }

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
    void Judge(QueryText query, List<CodeEvidence> evidence, List<Ranked> ranked, List<QueryTerm> terms)
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
            var title = query.IsShort ? ranker.Match(query.Lines[0], terms, titles[hit.Document]) : null;
            var otherCode = namesCode && !documents[heads[hit.Document]].Codes.IsEmpty && hit.Code is null;
            if (ConfidencePolicy.IsStrong(hit.Message, title, otherCode, rival)) ranked[i] = hit with { Confidence = Confidence.Strong };
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
sealed record Ranked(int Document, float Score, Confidence Confidence, CodeEvidence? Code, MessageMatch? Message);
