using Lucene.Net.Index;
using Lucene.Net.Search;

namespace MarsKb.Search;

/// <summary>Which documents hold a term, how much it says about each, and how rare it is: flat arrays, so that asking touches memory in order.</summary>
/// <remarks>
/// The BM25F weight of a term in a document does not depend on the query, so it is worked out once: fields are combined
/// before saturation, then saturated with <see cref="Fields.K1"/> and kept in 14 bits.
/// The lowest bit says that the term stands in the code, the title or a message; the next, that it stands in a translation only.
/// </remarks>
sealed record Postings(int[] Documents, ushort[] Weights, float Idf)
{
    const float Largest = Fields.K1 + 1;
    const int Steps = short.MaxValue >> 1;
    const ushort Prominent = 1;
    const ushort Foreign = 2;

    /// <summary>Most that a word weighs that stands in translations only: each is rare, as few messages are translated, and says little by itself.</summary>
    const float MostIdfOfForeign = 1f;

    /// <summary>The same for two neighbouring characters, of which a word has several.</summary>
    const float MostIdfOfForeignPair = 0.3f;

    public static readonly Postings None = new([], [], 0);

    /// <summary>The saturated weight, 0 to 2.2.</summary>
    public static float Weight(ushort packed) => (packed >> 2) * (Largest / Steps);

    public static bool IsProminent(ushort packed) => (packed & Prominent) != 0;

    public bool Contains(int document) => Array.BinarySearch(Documents, document) >= 0;

    /// <summary>Reads the lists of one term, segment by segment.</summary>
    public sealed class Builder(IndexView view, int expected)
    {
        readonly List<int> documents = new(expected);
        readonly List<ushort> weights = new(expected);
        bool inOrder = true;

        /// <param name="numbers">For each document of the segment its number in the content, or -1.</param>
        /// <param name="facts">For each document of the segment the lengths of its fields.</param>
        public void Add(DocsAndPositionsEnum found, int[] numbers, DocumentFacts[] facts)
        {
            Span<float> factors = stackalloc float[Fields.Count];
            for (var d = found.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = found.NextDoc())
            {
                var number = numbers[d];
                if (number < 0) continue;
                found.NextPosition();
                var bytes = found.GetPayload();
                var payload = bytes.Bytes.AsSpan(bytes.Offset, bytes.Length);
                Factors(payload[0], facts[d].Lengths, factors);
                var frequency = TermPayload.Frequency(payload, factors);
                // A weight of nothing would mean that the document lacks the term.
                var weight = Math.Max(1, (int)(frequency * (Fields.K1 + 1) / (Fields.K1 + frequency) / Largest * Steps));
                inOrder &= documents.Count == 0 || documents[^1] < number;
                documents.Add(number);
                weights.Add((ushort)(weight << 2 | (TermPayload.IsProminent(payload) ? Prominent : 0) | (TermPayload.IsForeign(payload) ? Foreign : 0)));
            }
        }

        /// <summary>What one occurrence counts in each of the fields that have the term.</summary>
        void Factors(byte fields, ReadOnlySpan<int> lengths, Span<float> factors)
        {
            for (var f = 0; f < Fields.Count; f++)
            {
                if ((fields & 1 << f) == 0) continue;
                var length = lengths[f] * Fields.Unit;
                factors[f] = Fields.Weight[f] * Fields.Unit / (1 - Fields.LengthInfluence[f] + Fields.LengthInfluence[f] * length / view.Averages[f]);
            }
        }

        public Postings Build(string term)
        {
            if (documents.Count == 0) return None;
            var (numbers, packed) = (documents.ToArray(), weights.ToArray());
            if (!inOrder) Array.Sort(numbers, packed);
            return new Postings(numbers, packed, IdfOf(term, numbers, packed));
        }

        float IdfOf(string term, int[] numbers, ushort[] packed)
        {
            var (having, last, foreign) = (0, IndexView.Uncounted, true);
            for (var i = 0; i < numbers.Length; i++)
            {
                foreign &= (packed[i] & Foreign) != 0;
                var group = view.Groups[numbers[i]];
                if (group == last || group == IndexView.Uncounted) continue;
                last = group;
                having++;
            }
            // A word that only uncounted documents have is as rare as can be.
            having = Math.Max(1, having);
            var idf = MathF.Log(1 + (view.GroupCount - having + 0.5f) / (having + 0.5f));
            if (foreign) idf = Math.Min(idf, term is [var first, _] && CharacterFolding.IsUnspaced(first) ? MostIdfOfForeignPair : MostIdfOfForeign);
            return CommonWords.Limit(term, idf);
        }
    }
}
