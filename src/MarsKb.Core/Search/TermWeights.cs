using System.Collections.Concurrent;

namespace MarsKb.Search;

/// <summary>
/// The terms of a view under small numbers, with what they weigh. A term is numbered and its list read when it is first asked for;
/// both are kept, bounded by the content: a word that no document has is never kept.
/// </summary>
sealed class TermWeights(IndexView view)
{
    readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly Lock adding = new();
    volatile Entry[] entries = new Entry[1024];

    /// <summary>Rarities once more, as comparing messages asks for little else; not a number as long as one is not known.</summary>
    volatile float[] rarities = Unknown(1024);
    int count;

    sealed class Entry(string term)
    {
        public string Term { get; } = term;

        public volatile Postings? Postings;

        /// <summary>In how many documents the term stands, or -1 as long as that is not known.</summary>
        public volatile int Frequency = -1;
    }

    /// <summary>The number of a term that a document has, or -1.</summary>
    public int Find(string term)
    {
        if (numbers.TryGetValue(term, out var known)) return Postings(known).Documents.Length > 0 ? known : -1;
        var postings = view.Postings(term);
        if (postings.Documents.Length == 0) return -1;
        var number = Number(term);
        entries[number].Postings ??= postings;
        return number;
    }

    /// <summary>The number of a term of the content.</summary>
    public int Number(string term)
    {
        if (numbers.TryGetValue(term, out var known)) return known;
        lock (adding)
        {
            if (numbers.TryGetValue(term, out known)) return known;
            var number = count;
            if (number == entries.Length)
            {
                var larger = new Entry[number * 2];
                entries.CopyTo(larger, 0);
                entries = larger;
                var more = Unknown(number * 2);
                rarities.CopyTo(more, 0);
                rarities = more;
            }
            entries[number] = new Entry(term);
            count++;
            numbers[term] = number;
            return number;
        }
    }

    /// <summary>The text of a term.</summary>
    public string TermOf(int term) => entries[term].Term;

    public Postings Postings(int term)
    {
        var entry = entries[term];
        return entry.Postings ?? (entry.Postings = view.Postings(entry.Term));
    }

    /// <summary>In how many documents the term stands, without reading its list where that can be known.</summary>
    public int Frequency(int term)
    {
        var entry = entries[term];
        if (entry.Postings is { } postings) return postings.Documents.Length;
        if (entry.Frequency < 0) entry.Frequency = view.Frequency(entry.Term);
        return entry.Frequency;
    }

    /// <summary>Reads the lists of the numbered terms that more documents have.</summary>
    public void Warm(int documents, CancellationToken cancel)
    {
        // The count first: the array may only grow after it.
        var known = Volatile.Read(ref count);
        var all = entries;
        for (var t = 0; t < known && !cancel.IsCancellationRequested; t++)
            if (all[t].Frequency > documents) Postings(t);
    }

    public float Idf(int term)
    {
        var known = rarities;
        // A number may be younger than the array that was read.
        if ((uint)term < (uint)known.Length && known[term] is var idf && !float.IsNaN(idf)) return idf;
        idf = Postings(term).Idf;
        if ((uint)term < (uint)known.Length) known[term] = idf;
        return idf;
    }

    static float[] Unknown(int length)
    {
        var unknown = new float[length];
        Array.Fill(unknown, float.NaN);
        return unknown;
    }

    public ReadOnlySpan<int> Documents(int term) => Postings(term).Documents;

    public ReadOnlySpan<ushort> Weights(int term) => Postings(term).Weights;

    public bool Contains(int term, int document) => Postings(term).Contains(document);
}
