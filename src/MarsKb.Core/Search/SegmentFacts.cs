using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace MarsKb.Search;

/// <summary>What is read once of a segment of the index and kept as long as the segment: segments never change, but for deletions.</summary>
sealed class SegmentFacts
{
    static readonly ConditionalWeakTable<object, SegmentFacts> Known = [];

    TermFilter? terms;
    TermFilter? lookups;

    SegmentFacts(AtomicReader segment)
    {
        Documents = new DocumentFacts[segment.MaxDoc];
        var facts = segment.GetBinaryDocValues(IndexFields.Facts);
        var bytes = new BytesRef();
        for (var d = 0; d < Documents.Length; d++)
        {
            facts.Get(d, bytes);
            Documents[d] = MemoryMarshal.Read<DocumentFacts>(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length));
        }
    }

    /// <summary>What is known of each document.</summary>
    public DocumentFacts[] Documents { get; }

    public static SegmentFacts Of(AtomicReader segment) => Known.GetValue(segment.CoreCacheKey, _ => new SegmentFacts(segment));

    /// <summary>False where the segment certainly lacks the term; true until the filters are there.</summary>
    public bool MayHold(string field, ulong hash) => (field == IndexFields.Term ? terms : lookups)?.MayHold(hash) ?? true;

    /// <summary>Makes the filters, unless they are there.</summary>
    /// <param name="segment">An open reader of the segment: these facts outlive the reader that they were read with.</param>
    public void ReadDictionaries(AtomicReader segment)
    {
        terms ??= TermFilter.Of(segment.GetTerms(IndexFields.Term));
        lookups ??= TermFilter.Of(segment.GetTerms(IndexFields.Lookup));
    }
}
