using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace MarsKb.Search;

/// <summary>What is read once of a segment of the index and kept as long as the segment: segments never change, but for deletions.</summary>
sealed class SegmentFacts
{
    static readonly ConditionalWeakTable<object, SegmentFacts> Known = [];

    readonly AtomicReader segment;
    TermFilter? terms;
    TermFilter? lookups;

    SegmentFacts(AtomicReader segment)
    {
        this.segment = segment;
        Hashes = new UInt128[segment.MaxDoc];
        Places = new int[segment.MaxDoc];
        Lengths = new int[segment.MaxDoc * Fields.Count];
        var (high, low, place) = (
            segment.GetNumericDocValues(IndexFields.HashHigh), segment.GetNumericDocValues(IndexFields.HashLow), segment.GetNumericDocValues(IndexFields.Place));
        var lengths = segment.GetBinaryDocValues(IndexFields.Lengths);
        var bytes = new BytesRef();
        for (var d = 0; d < Hashes.Length; d++)
        {
            Hashes[d] = new UInt128((ulong)high.Get(d), (ulong)low.Get(d));
            Places[d] = (int)place.Get(d);
            if (lengths is null) continue;
            lengths.Get(d, bytes);
            MemoryMarshal.Cast<byte, int>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length)).CopyTo(Lengths.AsSpan(d * Fields.Count));
        }
    }

    /// <summary>For each document the hash of its block.</summary>
    public UInt128[] Hashes { get; }

    /// <summary>For each document its place in its block.</summary>
    public int[] Places { get; }

    /// <summary>For each document the lengths of its fields.</summary>
    public int[] Lengths { get; }

    public static SegmentFacts Of(AtomicReader segment) => Known.GetValue(segment.CoreCacheKey, _ => new SegmentFacts(segment));

    /// <summary>False where the segment certainly lacks the term; true until the filters are there.</summary>
    public bool MayHold(string field, ulong hash) => (field == IndexFields.Term ? terms : lookups)?.MayHold(hash) ?? true;

    /// <summary>Makes the filters, unless they are there.</summary>
    public void ReadDictionaries()
    {
        terms ??= TermFilter.Of(segment.GetTerms(IndexFields.Term));
        lookups ??= TermFilter.Of(segment.GetTerms(IndexFields.Lookup));
    }
}
