namespace MarsKb.Search;

/// <summary>All that is known of the words of some documents. Immutable: a change of the documents makes a new one.</summary>
sealed class WordIndex
{
    /// <summary>Numbers of terms that went out of use are taken up again by building anew once they are so large a share.</summary>
    const int LeastUsedShare = 2;

    readonly SearchDocument[] documents;
    readonly SynonymMap synonyms;
    readonly FieldTotals totals;
    readonly float[] averages;

    WordIndex(SearchDocument[] documents, SynonymMap synonyms, FieldTotals totals, float[] averages, Vocabulary vocabulary, Postings postings, Patterns messages, Patterns titles, Patterns asked)
    {
        (this.documents, this.synonyms, this.totals, this.averages) = (documents, synonyms, totals, averages);
        (Vocabulary, Postings, Messages, Titles, Asked) = (vocabulary, postings, messages, titles, asked);
        Concepts = synonyms.SingleWords(vocabulary);
        foreach (var term in CommonWords.Terms) if (vocabulary.Find(term) is >= 0 and var id) postings.Limit(id, CommonWords.MostIdf);
        foreach (var term in CommonWords.Joining) if (vocabulary.Find(term) is >= 0 and var id) postings.Limit(id, CommonWords.MostIdfOfJoining);
    }

    public Vocabulary Vocabulary { get; }

    public Postings Postings { get; }

    public Patterns Messages { get; }

    public Patterns Titles { get; }

    /// <summary>What people say who look for the document, a pattern each.</summary>
    public Patterns Asked { get; }

    /// <summary>For each term that stands for a group of synonyms by itself, the group.</summary>
    public IReadOnlyDictionary<int, int> Concepts { get; }

    /// <param name="documents">Documents of one key come one after another.</param>
    /// <param name="older">
    /// An index of much the same documents, or null. Only what differs is analysed; the result is the same as from scratch.
    /// </param>
    public static WordIndex Build(SearchDocument[] documents, SynonymMap synonyms, WordIndex? older = null) =>
        older?.With(documents, synonyms) ?? Assemble(documents, synonyms, null, [], [], [.. Enumerable.Range(0, documents.Length)], FieldTotals.None);

    /// <summary>Null where building anew is better.</summary>
    WordIndex? With(SearchDocument[] changed, SynonymMap sameSynonyms)
    {
        if (!ReferenceEquals(sameSynonyms, synonyms)) return null;
        var (numbers, added) = DocumentChanges.Between(documents, changed);
        var gone = Enumerable.Range(0, documents.Length).Where(d => numbers[d] < 0).ToList();
        if (added.Count + gone.Count > documents.Length / 2 || Vocabulary.InUse < Vocabulary.Count / LeastUsedShare) return null;
        var removed = SegmentReader.ReadAll(gone.ConvertAll(d => documents[d]), synonyms);
        var left = new FieldTotals([.. totals.Lengths], [.. totals.Documents]);
        foreach (var segment in removed) left.Add(segment, -1);
        return Assemble(changed, synonyms, this, numbers, removed, added, left);
    }

    static WordIndex Assemble(
        SearchDocument[] documents, SynonymMap synonyms, WordIndex? older, int[] numbers, Segment[] removed, List<int> added, FieldTotals totals)
    {
        var segments = SegmentReader.ReadAll(added.ConvertAll(d => documents[d]), synonyms);
        foreach (var segment in segments) totals.Add(segment, 1);
        var averages = totals.Averages();
        // Every weight hangs on the average lengths.
        if (older is not null && !averages.AsSpan().SequenceEqual(older.averages)) return Build(documents, synonyms);

        var vocabulary = new Vocabulary.Builder(older?.Vocabulary);
        var placed = new AddedSegment[segments.Length];
        for (var s = 0; s < segments.Length; s++)
        {
            var (terms, forms) = vocabulary.Add(segments[s]);
            placed[s] = new AddedSegment(segments[s], terms, forms, [.. added.Skip(s * Segment.MostDocuments).Take(segments[s].Count)]);
        }
        foreach (var segment in removed) vocabulary.Remove(segment);

        var groups = new int[documents.Length];
        for (var (d, last) = (0, -1); d < groups.Length; d++)
        {
            var counts = Segment.Counts(documents[d]);
            if (counts && (d == 0 || documents[d].Key != documents[d - 1].Key)) last++;
            groups[d] = counts ? last : Postings.Uncounted;
        }
        var postings = Postings.Build(older?.Postings, numbers, placed, averages, groups, vocabulary.Count, vocabulary.Pairs().Contains);
        return new WordIndex(
            documents, synonyms, totals, averages, vocabulary.Build(postings), postings,
            Join(documents.Length, older?.Messages, numbers, placed, s => s.Messages), Join(documents.Length, older?.Titles, numbers, placed, s => s.Titles),
            Join(documents.Length, older?.Asked, numbers, placed, s => s.Asked));
    }

    static Patterns Join(int documents, Patterns? older, int[] numbers, AddedSegment[] added, Func<Segment, Patterns> patterns)
    {
        var sources = new (Patterns Patterns, int Document, int[]? Forms)[documents];
        for (var d = 0; d < numbers.Length; d++) if (numbers[d] >= 0) sources[numbers[d]] = (older!, d, null);
        foreach (var (segment, _, forms, places) in added)
            for (var d = 0; d < segment.Count; d++) sources[places[d]] = (patterns(segment), d, forms);
        var builder = new Patterns.Builder();
        foreach (var (source, document, forms) in sources) builder.Copy(source, document, forms);
        return builder.Build();
    }
}
