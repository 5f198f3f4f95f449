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
    readonly ImmutableArray<SearchDocument> documents;

    /// <summary>For each document the first of its key: the entry of a cause, the table of a row.</summary>
    readonly int[] heads;
    readonly Vocabulary vocabulary;
    readonly Postings postings;
    readonly Ranker ranker;
    readonly CodeIndex codes;
    readonly Jury jury;
    readonly Passages passages;
    readonly RecentAnswers recent = new();
    readonly Suggester suggester;

    SearchIndex(ImmutableArray<SearchDocument> documents, SynonymMap synonyms)
    {
        this.documents = documents;
        heads = new int[documents.Length];
        for (var d = 1; d < heads.Length; d++) heads[d] = documents[d].Key == documents[d - 1].Key ? heads[d - 1] : d;
        var builder = new IndexBuilder(synonyms);
        foreach (var document in documents) builder.Add(document);
        (vocabulary, postings) = builder.Finish();
        MessagePattern[][] titles = [.. documents.Select(d => new[] { MessagePattern.Read(d.Title, vocabulary, FrozenSet<string>.Empty) })];
        ranker = new Ranker(vocabulary, postings, synonyms, builder.Messages, titles, documents.Length);
        codes = new CodeIndex(documents);
        jury = new Jury(documents, heads, postings);
        passages = new Passages(documents, vocabulary);
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
        return recent.GetOrAdd(request, Answer);
    }

    SearchResponse Answer(SearchRequest request)
    {
        var query = QueryText.Read(request.Query);
        var evidence = codes.Find(query);
        var (candidates, terms) = ranker.Rank(query, correct: !request.Verbatim);
        var found = jury.Judge(query, evidence, candidates, terms);

        var hits = found
            .Where(h => (request.Kind is null || documents[h.Document].Kind == request.Kind)
                     && (request.Component is null || documents[h.Document].Component == request.Component))
            .ToList();
        var presenter = new HitPresenter(documents, heads, passages, postings, terms);
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
}
