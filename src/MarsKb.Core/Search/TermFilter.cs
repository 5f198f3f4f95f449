using System.IO.Hashing;
using Lucene.Net.Index;

namespace MarsKb.Search;

/// <summary>
/// Tells of most terms that a dictionary does not have them, without looking there: a Bloom filter of one bit array and two hashes.
/// A log has a thousand numbers that no document has; without this each would be a seek.
/// </summary>
sealed class TermFilter
{
    const int BitsOfTerm = 12;

    readonly ulong[] bits;
    readonly ulong mask;

    TermFilter(long terms)
    {
        var size = System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(64, terms * BitsOfTerm));
        (bits, mask) = (new ulong[size / 64], size - 1);
    }

    /// <summary>Reads a dictionary through once.</summary>
    public static TermFilter Of(Terms? terms)
    {
        var count = 0L;
        if (terms is not null) for (var each = terms.GetEnumerator(); each.MoveNext();) count++;
        var filter = new TermFilter(count);
        if (terms is not null) for (var each = terms.GetEnumerator(); each.MoveNext();) filter.Add(Hash(each.Term.Bytes.AsSpan(each.Term.Offset, each.Term.Length)));
        return filter;
    }

    /// <param name="term">In UTF-8.</param>
    public static ulong Hash(ReadOnlySpan<byte> term) => XxHash3.HashToUInt64(term);

    public bool MayHold(ulong hash) => Has(hash & mask) && Has(hash >> 32 & mask);

    void Add(ulong hash)
    {
        Set(hash & mask);
        Set(hash >> 32 & mask);
    }

    bool Has(ulong bit) => (bits[bit >> 6] & 1UL << (int)(bit & 63)) != 0;

    void Set(ulong bit) => bits[bit >> 6] |= 1UL << (int)(bit & 63);
}
