using System.Collections.Concurrent;
using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace MarsKb.Search;

/// <summary>
/// The index as one reader of it sees it, in the numbers of the content: documents count from 0 in the content's order, whatever the
/// segments. What the content does not have (deleted, or not for this asker's eyes) is not there, in no statistics either.
/// </summary>
sealed class IndexView
{
    /// <summary>The group of documents that do not count when rarity is worked out.</summary>
    public const int Uncounted = -1;

    const int LongestHashed = 256;

    readonly SearchDocument[] documents;
    readonly Leaf[] leaves;
    readonly DirectoryReader reader;
    readonly ConcurrentBag<Cursor> cursors = [];

    /// <param name="Numbers">For each document of the segment its number in the content, or -1.</param>
    /// <param name="IsWhole">The content has all documents of the segment.</param>
    readonly record struct Leaf(AtomicReader Segment, SegmentFacts Facts, int[] Numbers, bool IsWhole);

    /// <summary>Enumerators belong to one thread, so each query takes a set of its own.</summary>
    sealed class Cursor(Leaf[] leaves)
    {
        readonly Dictionary<string, TermsEnum?[]> fields = new(StringComparer.Ordinal);
        public DocsEnum? Docs;
        public DocsAndPositionsEnum? Positions;
        public readonly BytesRef Term = new();

        public TermsEnum? Terms(string field, int leaf)
        {
            if (!fields.TryGetValue(field, out var enums)) fields.Add(field, enums = [.. leaves.Select(l => l.Segment.GetTerms(field)?.GetEnumerator())]);
            return enums[leaf];
        }
    }

    public IndexView(DirectoryReader reader, SearchDocument[] documents, Block[] blocks)
    {
        (this.reader, this.documents) = (reader, documents);
        var byHash = new Dictionary<UInt128, int>(blocks.Length);
        foreach (var block in blocks) byHash.Add(block.Hash, block.First);
        leaves = [.. reader.Leaves.Select(l => Number((AtomicReader)l.Reader, byHash))];
        Averages = AverageLengths();

        Groups = new int[documents.Length];
        var group = -1;
        foreach (var block in blocks)
        {
            var counts = Counts(documents[block.First]);
            if (counts) group++;
            Array.Fill(Groups, counts ? group : Uncounted, block.First, block.Count);
        }
        GroupCount = group + 1;
    }

    /// <summary>Average length of each field.</summary>
    public float[] Averages { get; }

    /// <summary>
    /// For each document the number of its entry or table, or <see cref="Uncounted"/>. How rare a term is counts by these: a table with a
    /// hundred rows must not make the words of the entries look rare.
    /// </summary>
    public int[] Groups { get; }

    public int GroupCount { get; }

    /// <summary>Documents of the content.</summary>
    public int Count => documents.Length;

    /// <summary>A flow says again in short what entries say: it must not make their words look common, nor their texts long.</summary>
    static bool Counts(SearchDocument document) => document.Kind != Entries.EntryKind.Flow;

    /// <summary>The dictionary of a field over all segments, or null where no document has the field.</summary>
    public Terms? Merged(string field) => MultiFields.GetTerms(reader, field);

    /// <summary>Whether the content has a document with the term at which an enumerator of a merged dictionary stands.</summary>
    public bool Holds(TermsEnum merged)
    {
        if (leaves.All(l => l.IsWhole)) return true;
        var docs = merged.Docs(null, null, DocsFlags.NONE);
        for (var d = docs.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = docs.NextDoc())
        {
            var leaf = ReaderUtil.SubIndex(d, reader.Leaves);
            if (leaves[leaf].Numbers[d - reader.Leaves[leaf].DocBase] >= 0) return true;
        }
        return false;
    }

    /// <summary>Reads what speeds up the first questions; they are answered without it, too.</summary>
    public void ReadDictionaries()
    {
        foreach (var leaf in leaves) leaf.Facts.ReadDictionaries(leaf.Segment);
    }

    /// <summary>Numbers of the documents that have the term, ascending; empty for a term that none has.</summary>
    public int[] Documents(string field, string term)
    {
        var found = Array.Empty<int>();
        if (!MayHold(field, term)) return found;
        var cursor = Rent(term);
        for (var l = 0; l < leaves.Length; l++)
            if (cursor.Terms(field, l) is { } terms && terms.SeekExact(cursor.Term)) Append(ref found, terms, l, cursor);
        cursors.Add(cursor);
        return found;
    }

    /// <summary>The terms of a field that begin so, in order, each with its documents.</summary>
    public IEnumerable<(string Term, int[] Documents)> Beginning(string field, string prefix)
    {
        var cursor = Rent(prefix);
        var open = new List<int>(leaves.Length);
        for (var l = 0; l < leaves.Length; l++)
            if (cursor.Terms(field, l) is { } terms && terms.SeekCeil(cursor.Term) != TermsEnum.SeekStatus.END) open.Add(l);
        try
        {
            while (true)
            {
                // Each segment has a dictionary of its own: the least term that any of them stands at is next.
                open.RemoveAll(l => !StringHelper.StartsWith(cursor.Terms(field, l)!.Term, cursor.Term));
                if (open.Count == 0) yield break;
                var least = BytesRef.DeepCopyOf(open.Select(l => cursor.Terms(field, l)!.Term).Min());
                var found = Array.Empty<int>();
                foreach (var l in open.ToArray())
                {
                    var terms = cursor.Terms(field, l)!;
                    if (!terms.Term.BytesEquals(least)) continue;
                    Append(ref found, terms, l, cursor);
                    if (!terms.MoveNext()) open.Remove(l);
                }
                yield return (least.Utf8ToString(), found);
            }
        }
        finally { cursors.Add(cursor); }
    }

    /// <summary>False for most terms that no document has.</summary>
    bool MayHold(string field, string term)
    {
        Span<byte> bytes = stackalloc byte[LongestHashed];
        if (!Encoding.UTF8.TryGetBytes(term, bytes, out var length)) return true;
        var hash = TermFilter.Hash(bytes[..length]);
        foreach (var leaf in leaves) if (leaf.Facts.MayHold(field, hash)) return true;
        return false;
    }

    Cursor Rent(string term)
    {
        var cursor = cursors.TryTake(out var free) ? free : new Cursor(leaves);
        cursor.Term.CopyChars(term);
        return cursor;
    }

    void Append(ref int[] found, TermsEnum terms, int leaf, Cursor cursor)
    {
        var docs = cursor.Docs = terms.Docs(null, cursor.Docs, DocsFlags.NONE);
        var (numbers, more) = (leaves[leaf].Numbers, new List<int>(found));
        for (var d = docs.NextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = docs.NextDoc())
            if (numbers[d] >= 0) more.Add(numbers[d]);
        more.Sort();
        found = [.. more];
    }

    /// <summary>In how many documents the term stands: exact and cheap where nothing is deleted or hidden, else by reading the list.</summary>
    public int Frequency(string term)
    {
        var (sum, whole) = (0, true);
        var cursor = Rent(term);
        for (var l = 0; l < leaves.Length && whole; l++)
        {
            if (cursor.Terms(IndexFields.Term, l) is not { } terms || !terms.SeekExact(cursor.Term)) continue;
            whole = leaves[l].IsWhole;
            sum += terms.DocFreq;
        }
        cursors.Add(cursor);
        return whole ? sum : Postings(term).Documents.Length;
    }

    /// <summary>The documents that have the term with its weight in each; empty for a term that none has.</summary>
    public Postings Postings(string term)
    {
        if (!MayHold(IndexFields.Term, term)) return Search.Postings.None;
        var cursor = Rent(term);
        Postings.Builder? builder = null;
        for (var l = 0; l < leaves.Length; l++)
        {
            if (cursor.Terms(IndexFields.Term, l) is not { } terms || !terms.SeekExact(cursor.Term)) continue;
            cursor.Positions = terms.DocsAndPositions(null, cursor.Positions, DocsAndPositionsFlags.PAYLOADS);
            builder ??= new Postings.Builder(this, terms.DocFreq);
            builder.Add(cursor.Positions, leaves[l].Numbers, leaves[l].Facts.Documents);
        }
        cursors.Add(cursor);
        return builder?.Build(term) ?? Search.Postings.None;
    }

    static Leaf Number(AtomicReader segment, Dictionary<UInt128, int> byHash)
    {
        var facts = SegmentFacts.Of(segment);
        var numbers = new int[segment.MaxDoc];
        var (live, whole) = (segment.LiveDocs, true);
        for (var d = 0; d < numbers.Length; d++)
        {
            numbers[d] = live?.Get(d) != false && byHash.TryGetValue(facts.Documents[d].Hash, out var first) ? first + facts.Documents[d].Place : -1;
            whole &= numbers[d] >= 0;
        }
        return new Leaf(segment, facts, numbers, whole);
    }

    float[] AverageLengths()
    {
        Span<long> lengths = stackalloc long[Fields.Count];
        Span<int> having = stackalloc int[Fields.Count];
        foreach (var leaf in leaves)
        {
            for (var d = 0; d < leaf.Numbers.Length; d++)
            {
                if (leaf.Numbers[d] < 0 || !Counts(documents[leaf.Numbers[d]])) continue;
                for (var f = 0; f < Fields.Count; f++)
                {
                    var length = leaf.Facts.Documents[d].Lengths[f];
                    lengths[f] += length;
                    if (length > 0) having[f]++;
                }
            }
        }
        return Fields.Averages(lengths, having);
    }
}
