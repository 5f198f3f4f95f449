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
    const int LongestPrefix = 60;

    readonly SearchDocument[] documents;
    readonly ImmutableArray<SynonymGroup> groups;
    readonly SynonymMap synonyms;

    /// <summary>For each document the first of its key: the entry of a cause, the table of a row.</summary>
    readonly int[] heads;
    readonly CodeIndex codes;
    readonly NameIndex names;
    readonly RecentAnswers recent = new();
    readonly Words none;
    volatile Words? words;

    /// <summary>The parts that know words. While a large index is built there is none yet, and codes and names are answered alone.</summary>
    sealed record Words(WordIndex? Index, Ranker? Ranker, Jury Jury, Passages Passages, Suggester? Suggester);

    SearchIndex(IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms, SearchIndex? older)
    {
        this.documents = [.. documents];
        groups = [.. synonyms ?? []];
        this.synonyms = older is not null && Same(groups, older.groups) ? older.synonyms : new SynonymMap(groups);
        heads = new int[this.documents.Length];
        for (var d = 1; d < heads.Length; d++) heads[d] = this.documents[d].Key == this.documents[d - 1].Key ? heads[d - 1] : d;
        codes = new CodeIndex(this.documents);
        names = new NameIndex(this.documents);
        none = new Words(null, null, new Jury(this.documents, heads, null), new Passages(this.documents, null), null);
    }

    /// <summary>What is found, in the order of the index: documents of one key one after another.</summary>
    public IReadOnlyList<SearchDocument> Documents => documents;

    /// <summary>What it knows of words; null while a large index is still being built.</summary>
    internal WordIndex? WordIndex => words?.Index;

    internal ImmutableArray<SynonymGroup> Synonyms => groups;

    /// <summary>True when a phrase of the group stands in a document.</summary>
    internal bool Holds(SynonymGroup group) => words?.Index?.Vocabulary.Find(SynonymMap.ConceptOf(group.Phrases[0])) is >= 0;

    /// <summary>Done when all words can be found. Faults when building fails.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>False while a large index is still being built: codes and names are found, words are not.</summary>
    public bool IsComplete => words is not null;

    /// <param name="documents">Documents of one key come one after another.</param>
    /// <param name="synonyms">Words and phrases that mean the same.</param>
    /// <param name="older">An index of an earlier state of the same content: only what has changed since is analysed. The answers are the same.</param>
    public static SearchIndex Build(IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms = null, SearchIndex? older = null)
    {
        var index = new SearchIndex(documents, synonyms, older);
        index.BuildWords(older);
        return index;
    }

    /// <summary>Gives an index that knows codes and names at once and builds the rest behind; see <see cref="Completion"/>.</summary>
    /// <inheritdoc cref="Build"/>
    public static SearchIndex Start(IEnumerable<SearchDocument> documents, IEnumerable<SynonymGroup>? synonyms = null)
    {
        var index = new SearchIndex(documents, synonyms, null);
        index.Completion = Task.Run(() => index.BuildWords(null));
        return index;
    }

    void BuildWords(SearchIndex? older)
    {
        var index = WordIndex.Build(documents, synonyms, older?.words?.Index);
        words = new Words(
            index, new Ranker(index, synonyms, documents.Length), new Jury(documents, heads, index.Postings),
            new Passages(documents, index.Vocabulary), new Suggester(documents, index));
    }

    static bool Same(ImmutableArray<SynonymGroup> x, ImmutableArray<SynonymGroup> y)
    {
        if (x.Length != y.Length) return false;
        for (var i = 0; i < x.Length; i++) if (!x[i].Phrases.AsSpan().SequenceEqual(y[i].Phrases.AsSpan())) return false;
        return true;
    }

    /// <summary>Hits by falling score, then key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside 1 to 100, or fewer than none are to be passed over.</exception>
    public SearchResponse Search(SearchRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Limit, 100);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Skip);
        // What is answered before all words are known must not be answered so again.
        return words is { } known ? recent.GetOrAdd(request, r => Answer(r, known)) : Answer(request, none);
    }

    SearchResponse Answer(SearchRequest request, Words known)
    {
        var query = QueryText.Read(request.Query);
        var evidence = codes.Find(query);
        var (candidates, terms) = known.Ranker?.Rank(query, correct: !request.Verbatim) ?? ([], []);
        var found = known.Jury.Judge(query, evidence, candidates, terms);

        var hits = found
            .Where(h => (request.Kind is null || documents[h.Document].Kind == request.Kind)
                     && (request.Component is null || documents[h.Document].Component == request.Component))
            .ToList();
        var presenter = new HitPresenter(documents, heads, known.Passages, known.Index?.Postings, terms);
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
        foreach (var (text, document) in names.Completions(prefix))
        {
            if (found.Count == limit) return [.. found];
            Offer(document, text);
        }
        if (words?.Suggester is { } suggester)
            foreach (var document in suggester.Suggest(prefix, limit * 4)) Offer(document, documents[document].Title);
        return [.. found];

        void Offer(int document, string text)
        {
            var d = documents[document];
            if (found.Count < limit && keys.Add(d.Key)) found.Add(new Suggestion(text, d.Key, d.Url, d.Kind, d.Title));
        }
    }
}
