namespace MarsKb.Search;

/// <summary>
/// Which documents hold which term, and how much it says about each: flat arrays, so that asking touches memory in order.
/// </summary>
/// <remarks>
/// The BM25F weight of a term in a document does not depend on the query, so it is worked out once: fields are combined
/// before saturation (Robertson, Zaragoza, Taylor 2004), then saturated with <see cref="K1"/> and kept in 14 bits.
/// The lowest bit says that the term stands in the code, the title or a message; the next, that it stands in a translation only.
/// </remarks>
sealed class Postings
{
    public const float K1 = 1.2f;

    /// <summary>The group of documents that do not count when rarity is worked out.</summary>
    public const int Uncounted = -1;

    const float Largest = K1 + 1;
    const int Steps = short.MaxValue >> 1;
    const ushort Prominent = 1;
    const ushort Foreign = 2;

    /// <summary>Most that a word weighs that stands in translations only: each is rare, as few messages are translated, and says little by itself.</summary>
    const float MostIdfOfForeign = 1f;

    /// <summary>The same for two neighbouring characters, of which a word has several.</summary>
    const float MostIdfOfForeignPair = 0.3f;

    readonly int[] starts;
    readonly int[] documents;
    readonly ushort[] weights;
    readonly float[] idf;

    Postings(int[] starts, int[] documents, ushort[] weights, float[] idf) =>
        (this.starts, this.documents, this.weights, this.idf) = (starts, documents, weights, idf);

    /// <param name="older">Postings to start from, or null.</param>
    /// <param name="numbers">New number of each of their documents, rising, or -1 for one that is gone.</param>
    /// <param name="added">Segments with the number of each of their terms and documents here.</param>
    /// <param name="averages">Average length of each field.</param>
    /// <param name="groups">
    /// For each document the number of its entry or table, ascending from 0, or <see cref="Uncounted"/>. How rare a term is counts by these: a table with a
    /// hundred rows must not make the words of the entries look rare.
    /// </param>
    /// <param name="isPair">Tells whether a term is a pair of characters of a script without blanks.</param>
    /// <param name="terms">One more than the highest number of a term.</param>
    public static Postings Build(Postings? older, int[] numbers, IReadOnlyList<AddedSegment> added, float[] averages, int[] groups, int terms, Func<int, bool> isPair)
    {
        var starts = new int[terms + 1];
        if (older is not null)
            for (var t = 0; t < older.Terms; t++)
                foreach (var d in older.Documents(t)) if (numbers[d] >= 0) starts[t + 1]++;
        foreach (var (segment, termNumbers, _, _) in added)
            for (var d = 0; d < segment.Count; d++)
                foreach (var term in Distinct(segment, d)) starts[termNumbers[term] + 1]++;
        for (var t = 0; t < terms; t++) starts[t + 1] += starts[t];

        var documents = new int[starts[terms]];
        var weights = new ushort[documents.Length];
        var next = starts[..terms];
        if (older is not null)
        {
            for (var t = 0; t < older.Terms; t++)
            {
                var olderDocuments = older.Documents(t);
                var olderWeights = older.Weights(t);
                for (var i = 0; i < olderDocuments.Length; i++)
                    if (numbers[olderDocuments[i]] is >= 0 and var d) (documents[next[t]], weights[next[t]++]) = (d, olderWeights[i]);
            }
        }
        foreach (var segment in added) Fill(segment, averages, next, documents, weights);
        Parallel.For(0, terms, t => Order(documents, weights, starts[t], starts[t + 1]));

        var idf = new float[terms];
        var all = groups.Length == 0 ? 0 : groups.Max() + 1;
        Parallel.For(0, terms, t =>
        {
            var (df, last, foreign) = (0, -1, true);
            for (var i = starts[t]; i < starts[t + 1]; i++)
            {
                foreign &= (weights[i] & Foreign) != 0;
                var group = groups[documents[i]];
                if (group == last || group == Uncounted) continue;
                last = group;
                df++;
            }
            // A word that only uncounted documents have is as rare as can be.
            df = Math.Max(1, df);
            var rarity = MathF.Log(1 + (all - df + 0.5f) / (df + 0.5f));
            idf[t] = foreign ? Math.Min(rarity, isPair(t) ? MostIdfOfForeignPair : MostIdfOfForeign) : rarity;
        });
        return new Postings(starts, documents, weights, idf);
    }

    static void Fill(AddedSegment added, float[] averages, int[] next, int[] documents, ushort[] weights)
    {
        var (segment, terms, _, numbers) = added;
        Span<float> factors = stackalloc float[Fields.Count];
        for (var d = 0; d < segment.Count; d++)
        {
            for (var f = 0; f < Fields.Count; f++)
            {
                var length = segment.Lengths[d * Fields.Count + f] * Fields.Unit;
                factors[f] = Fields.Weight[f] * Fields.Unit / (1 - Fields.LengthInfluence[f] + Fields.LengthInfluence[f] * length / averages[f]);
            }
            for (var (i, end) = (segment.Starts[d], segment.Starts[d + 1]); i < end;)
            {
                var (term, frequency, flags) = (segment.Occurrences[i].Term, 0f, (segment.Occurrences[i].IsProminent ? Prominent : 0) | (segment.Occurrences[i].IsForeign ? Foreign : 0));
                for (; i < end && segment.Occurrences[i].Term == term; i++) frequency += segment.Occurrences[i].Amount * factors[(int)segment.Occurrences[i].Field];
                var at = next[terms[term]]++;
                documents[at] = numbers[d];
                weights[at] = (ushort)(((int)(frequency * (K1 + 1) / (K1 + frequency) / Largest * Steps) << 2) | flags);
            }
        }
    }

    /// <summary>New documents may stand between older ones.</summary>
    static void Order(int[] documents, ushort[] weights, int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (documents[i] > documents[i - 1]) continue;
            Array.Sort(documents, weights, start, end - start);
            return;
        }
    }

    static IEnumerable<int> Distinct(Segment segment, int document)
    {
        var last = -1;
        for (var i = segment.Starts[document]; i < segment.Starts[document + 1]; i++)
        {
            if (segment.Occurrences[i].Term == last) continue;
            yield return last = segment.Occurrences[i].Term;
        }
    }

    /// <summary>Lets a term count no more than so much.</summary>
    public void Limit(int term, float mostIdf) => idf[term] = Math.Min(idf[term], mostIdf);

    int Terms => starts.Length - 1;

    public int DocumentFrequency(int term) => starts[term + 1] - starts[term];

    public float Idf(int term) => idf[term];

    public ReadOnlySpan<int> Documents(int term) => documents.AsSpan(starts[term], DocumentFrequency(term));

    public ReadOnlySpan<ushort> Weights(int term) => weights.AsSpan(starts[term], DocumentFrequency(term));

    /// <summary>The saturated weight, 0 to 2.2.</summary>
    public static float Weight(ushort packed) => (packed >> 2) * (Largest / Steps);

    public static bool IsProminent(ushort packed) => (packed & Prominent) != 0;

    public bool Contains(int term, int document) => Documents(term).BinarySearch(document) >= 0;
}

/// <param name="Terms">For each term of the segment its number in the index.</param>
/// <param name="Forms">For each form of the segment its number in the index.</param>
/// <param name="Documents">For each document of the segment its number in the index.</param>
readonly record struct AddedSegment(Segment Segment, int[] Terms, int[] Forms, int[] Documents);
