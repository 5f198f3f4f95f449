using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Finds entries for what somebody pasted. Built once per content load, asked by many threads at once.</summary>
/// <remarks>
/// BM25F over the lists of a Lucene.Net index. Codes are recognised before words; long text is ranked by its best single line against the messages.
/// docs/decisions/0001-search-engine.md tells why, with the measurements.
/// </remarks>
public sealed class SearchIndex
{
    const int LongestPrefix = 60;

    /// <summary>So many blocks are filed sooner than anybody could ask.</summary>
    const int FewMissing = 1_000;

    readonly SearchDocument[] documents;
    readonly ImmutableArray<SynonymGroup> groups;
    readonly SynonymMap synonyms;

    /// <summary>For each document the first of its key: the entry of a cause, the table of a row.</summary>
    readonly int[] heads;
    readonly Block[] blocks;
    readonly RecentAnswers recent = new();
    volatile Parts parts = null!;

    /// <summary>What answers. While a large index is filled there is none yet that knows words, and codes and names are answered alone.</summary>
    sealed record Parts(CodeIndex Codes, NameIndex Names, Jury Jury, Passages Passages, WordIndex? Words = null, Ranker? Ranker = null, Suggester? Suggester = null);

    SearchIndex(IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms)
    {
        this.documents = [.. documents];
        groups = [.. synonyms ?? []];
        this.synonyms = new SynonymMap(groups);
        blocks = Block.Of(this.documents);
        heads = new int[this.documents.Length];
        foreach (var block in blocks) Array.Fill(heads, block.First, block.First, block.Count);
    }

    /// <summary>What is found, in the order of the index: documents of one key one after another.</summary>
    public IReadOnlyList<SearchDocument> Documents => documents;

    /// <summary>What it knows of words; null while a large index is still being built.</summary>
    internal WordIndex? Words => parts.Words;

    internal ImmutableArray<SynonymGroup> Synonyms => groups;

    /// <summary>True when a phrase of the group stands in a document.</summary>
    internal bool Holds(SynonymGroup group) => Words?.Weights.Find(SynonymMap.ConceptOf(group.Phrases[0])) is >= 0;

    /// <summary>Done when all words can be found. Faults when building fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>False while a large index is still being built: codes and names are found, words are not.</summary>
    public bool IsComplete => Words is not null;

    /// <param name="documents">Documents of one key come one after another.</param>
    /// <param name="synonyms">Words and phrases that mean the same.</param>
    /// <param name="store">Where the index is kept, or null for memory. What it has already is not filed again.</param>
    /// <param name="keep">Documents that stay in the store besides, as others may find them; null for none.</param>
    public static SearchIndex Build(
        IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms = null, IndexStore? store = null, SearchIndex? keep = null)
    {
        var index = new SearchIndex(documents, synonyms);
        index.Fill(store ?? IndexStore.InMemory(), keep);
        return index;
    }

    /// <summary>Gives an index that knows codes and names at once and files the rest behind; see <see cref="Completion"/>.</summary>
    /// <inheritdoc cref="Build"/>
    public static SearchIndex Start(
        IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms = null, IndexStore? store = null, SearchIndex? keep = null)
    {
        var index = new SearchIndex(documents, synonyms);
        if (store?.Lacks(index.blocks, index.synonyms) <= FewMissing)
        {
            index.Fill(store, keep);
            return index;
        }
        var codes = IndexStore.InMemory();
        codes.Apply(index.documents, index.blocks, index.synonyms, codesOnly: true);
        index.parts = index.PartsOf(codes.View(index.documents, index.blocks), hasWords: false);
        index.Completion = Task.Run(() => index.Fill(store ?? IndexStore.InMemory(), keep));
        return index;
    }

    void Fill(IndexStore store, SearchIndex? keep)
    {
        var (all, allBlocks) = keep is null ? (documents, blocks) : (keep.documents, keep.blocks);
        store.Apply(all, allBlocks, synonyms);
        parts = PartsOf(store.View(documents, blocks), hasWords: true);
    }

    Parts PartsOf(IndexView view, bool hasWords)
    {
        var (codes, names) = (new CodeIndex(documents, view), new NameIndex(documents, view));
        if (!hasWords) return new Parts(codes, names, new Jury(documents, heads, null), new Passages(documents, null));
        var words = new WordIndex(documents, synonyms, view);
        return new Parts(codes, names, new Jury(documents, heads, words.Weights), new Passages(documents, words.Weights), words, new Ranker(words), new Suggester(documents, words));
    }

    /// <summary>Reads what the first questions would have to wait for. Takes a while; they are answered meanwhile.</summary>
    public void Warm(CancellationToken cancel = default) => Words?.Warm(cancel);

    /// <summary>Hits by falling score, then key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1 to 100, or fewer than none are to be passed over.</exception>
    public SearchResponse Search(SearchRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Limit, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Skip);
        // What is answered before all words are known must not be answered so again.
        var known = parts;
        return known.Words is null ? Answer(request, known) : recent.GetOrAdd(request, r => Answer(r, known));
    }

    SearchResponse Answer(SearchRequest request, Parts known)
    {
        var query = QueryText.Read(request.Query);
        var evidence = known.Codes.Find(query);
        var (candidates, terms) = known.Ranker?.Rank(query, correct: !request.Verbatim) ?? ([], []);
        var found = known.Jury.Judge(query, evidence, candidates, terms);

        var hits = found
            .Where(h => (request.Kind is null || documents[h.Document].Kind == request.Kind)
                     && (request.Component is null || documents[h.Document].Component == request.Component))
            .ToList();
        var presenter = new HitPresenter(documents, heads, known.Passages, known.Words?.Weights, terms);
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
    public ImmutableArray<Suggestion> Suggest(string prefix, int limit = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        if (prefix.Length > LongestPrefix) return [];

        var found = new List<Suggestion>(limit);
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var known = parts;
        foreach (var (text, document) in known.Names.Completions(prefix))
        {
            if (found.Count == limit) return [.. found];
            Offer(document, text);
        }
        if (known.Suggester is { } suggester)
            foreach (var document in suggester.Suggest(prefix, limit * 4)) Offer(document, documents[document].Title);
        return [.. found];

        void Offer(int document, string text)
        {
            var d = documents[document];
            if (found.Count < limit && keys.Add(d.Key)) found.Add(new Suggestion(text, d.Key, d.Url, d.Kind, d.Title));
        }
    }
}
