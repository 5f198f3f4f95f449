namespace MarsKb.Search;

/// <summary>
/// Which documents hold which term, and how much it says about each: flat arrays, so that asking touches memory in order.
/// </summary>
/// <remarks>
/// The BM25F weight of a term in a document does not depend on the query, so it is worked out once: fields are combined
/// before saturation (Robertson, Zaragoza, Taylor 2004), then saturated with <see cref="K1"/> and kept in 15 bits.
/// The lowest bit says that the term stands in the code, the title or a message.
/// </remarks>
sealed class Postings
{
    public const float K1 = 1.2f;

    /// <summary>The group of documents that do not count when rarity is worked out.</summary>
    public const int Uncounted = -1;

    const float Largest = K1 + 1;
    const int Steps = short.MaxValue;

    readonly int[] starts;
    readonly int[] documents;
    readonly ushort[] weights;
    readonly float[] idf;

    /// <param name="perDocument">For each document its terms, each once, with the combined frequency before saturation.</param>
    /// <param name="groups">
    /// For each document the number of its entry or table, ascending from 0, or <see cref="Uncounted"/>. How rare a term is counts by these: a table with a
    /// hundred rows must not make the words of the entries look rare.
    /// </param>
    /// <param name="mostIdf">For each term the most that its rarity may count.</param>
    public Postings(IReadOnlyList<TermWeight[]> perDocument, IReadOnlyList<int> groups, int terms, Func<int, float> mostIdf)
    {
        starts = new int[terms + 1];
        foreach (var document in perDocument)
            foreach (var term in document) starts[term.Term + 1]++;
        for (var t = 0; t < terms; t++) starts[t + 1] += starts[t];

        documents = new int[starts[terms]];
        weights = new ushort[documents.Length];
        var next = starts[..terms];
        for (var d = 0; d < perDocument.Count; d++)
        {
            foreach (var term in perDocument[d])
            {
                var at = next[term.Term]++;
                documents[at] = d;
                var saturated = term.Frequency * (K1 + 1) / (K1 + term.Frequency);
                weights[at] = (ushort)(((int)(saturated / Largest * Steps) << 1) | (term.IsProminent ? 1 : 0));
            }
        }
        idf = new float[terms];
        var all = groups.Count == 0 ? 0 : groups.Max() + 1;
        for (var t = 0; t < terms; t++)
        {
            var (df, last) = (0, -1);
            foreach (var d in Documents(t))
            {
                if (groups[d] == last || groups[d] == Uncounted) continue;
                last = groups[d];
                df++;
            }
            // A word that only uncounted documents have is as rare as can be.
            df = Math.Max(1, df);
            idf[t] = Math.Min(mostIdf(t), MathF.Log(1 + (all - df + 0.5f) / (df + 0.5f)));
        }
    }

    public int DocumentFrequency(int term) => starts[term + 1] - starts[term];

    public float Idf(int term) => idf[term];

    public ReadOnlySpan<int> Documents(int term) => documents.AsSpan(starts[term], DocumentFrequency(term));

    public ReadOnlySpan<ushort> Weights(int term) => weights.AsSpan(starts[term], DocumentFrequency(term));

    /// <summary>The saturated weight, 0 to 2.2.</summary>
    public static float Weight(ushort packed) => (packed >> 1) * (Largest / Steps);

    public static bool IsProminent(ushort packed) => (packed & 1) != 0;

    public bool Contains(int term, int document) => Documents(term).BinarySearch(document) >= 0;
}

/// <param name="Frequency">Frequencies of all fields, each weighted and divided by its length factor, added up.</param>
/// <param name="IsProminent">The term stands in the code, the title or a message.</param>
readonly record struct TermWeight(int Term, float Frequency, bool IsProminent);
