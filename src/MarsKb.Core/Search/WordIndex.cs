namespace MarsKb.Search;

/// <summary>All that is known of the words of some documents, over one view of the index.</summary>
sealed class WordIndex
{
    /// <summary>A term in less than one of so many documents is read in no time when it is asked for.</summary>
    const int RareShare = 1_000;

    readonly IndexView view;
    readonly Lazy<Corrections> corrections;

    public WordIndex(SearchDocument[] documents, SynonymMap synonyms, IndexView view)
    {
        this.view = view;
        Synonyms = synonyms;
        Weights = new TermWeights(view);
        Patterns = new Patterns(documents, Weights);
        corrections = new Lazy<Corrections>(() => new Corrections(view, Weights));
        Concepts = synonyms.SingleWords(Weights);
    }

    /// <summary>How many documents there are.</summary>
    public int Count => view.Count;

    public SynonymMap Synonyms { get; }

    public TermWeights Weights { get; }

    public Corrections Corrections => corrections.Value;

    public Patterns Patterns { get; }

    /// <summary>For each term that stands for a group of synonyms by itself, the group.</summary>
    public IReadOnlyDictionary<int, int> Concepts { get; }

    /// <summary>All terms that documents have, in order.</summary>
    public IEnumerable<string> Terms()
    {
        if (view.Merged(IndexFields.Term) is not { } dictionary) yield break;
        for (var each = dictionary.GetEnumerator(); each.MoveNext();)
            if (view.Holds(each)) yield return each.Term.Utf8ToString();
    }

    /// <summary>Reads what the first questions would have to wait for: dictionaries, words, the lists of usual terms, the messages of all documents.</summary>
    public void Warm(CancellationToken cancel)
    {
        view.ReadDictionaries();
        Corrections.Warm(cancel);
        Weights.Warm(Count / RareShare, cancel);
        for (var d = 0; d < Count && !cancel.IsCancellationRequested; d++) _ = Patterns[d];
    }
}
