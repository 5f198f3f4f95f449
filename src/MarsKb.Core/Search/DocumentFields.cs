using System.Globalization;
using System.Runtime.InteropServices;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using MarsKb.Codes;

namespace MarsKb.Search;

/// <summary>Turns the documents of a block into what the index files. Reused from document to document, by one thread.</summary>
/// <param name="codesOnly">True to file codes and names and leave the words out, which takes a fraction of the time.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The token stream holds nothing but memory.")]
sealed class DocumentFields(SynonymMap synonyms, bool codesOnly)
{
    static readonly FieldType WithPayload = Indexed(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    static readonly FieldType Filed = Indexed(IndexOptions.DOCS_ONLY);

    readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    readonly List<Counted> counted = [];
    readonly HashSet<string> words = new(StringComparer.Ordinal);
    readonly TermStream terms = new();
    readonly FiledField block = new(IndexFields.Block);
    readonly FiledField lookup = new(IndexFields.Lookup);
    readonly FiledField name = new(IndexFields.Name);
    readonly FiledField word = new(IndexFields.Word);
    readonly List<IIndexableField> fields = [];
    DocumentFacts facts;

    /// <summary>How often a term stands in each field.</summary>
    struct Counted
    {
        public string Term;
        public bool IsProminent;
        public Amounts Amounts;
    }

    [System.Runtime.CompilerServices.InlineArray(Fields.Count)]
    struct Amounts
    {
        int first;
    }

    /// <summary>What a block is deleted by.</summary>
    public static Term KeyOf(UInt128 hash) => new(IndexFields.Block, hash.ToString("x32", CultureInfo.InvariantCulture));

    /// <summary>
    /// The block's documents as the library takes them, made one after another while it asks for the next. All of a block is taken or nothing is.
    /// </summary>
    public IEnumerable<IEnumerable<IIndexableField>> Of(IReadOnlyList<SearchDocument> documents, Block filed)
    {
        words.Clear();
        var key = KeyOf(filed.Hash).Text;
        // Words are filed with the first document, so the others are read before it.
        for (var d = filed.First + 1; d < filed.First + filed.Count && !codesOnly; d++) ReadWords(documents[d]);
        for (var place = 0; place < filed.Count; place++)
        {
            var document = documents[filed.First + place];
            fields.Clear();
            facts = new DocumentFacts { HashHigh = (ulong)(filed.Hash >> 64), HashLow = (ulong)filed.Hash, Place = place };
            fields.Add(block.Over([key]));
            AddCodes(document);
            if (!codesOnly) AddWords(document, isFirst: place == 0);
            fields.Add(new BinaryDocValuesField(IndexFields.Facts, new BytesRef(MemoryMarshal.AsBytes(new ReadOnlySpan<DocumentFacts>(in facts)).ToArray())));
            yield return fields;
        }
    }

    void AddCodes(SearchDocument document)
    {
        if (document.Codes.IsEmpty && document.Aliases.IsEmpty) return;
        var names = document.Codes.Concat(document.Aliases);
        fields.Add(lookup.Over(names.SelectMany(c => ErrorCode.LookupKeys(c, printed: true)).Distinct()));
        fields.Add(name.Over(names.SelectMany(NameIndex.Spellings).Distinct()));
    }

    void AddWords(SearchDocument document, bool isFirst)
    {
        places.Clear();
        counted.Clear();
        foreach (var (field, text) in Texts(document)) Count(field, text);
        if (counted.Count > 0) fields.Add(terms.Over(counted));
        if (isFirst && words.Count > 0) fields.Add(word.Over(words));
    }

    static IEnumerable<(Field Field, string Text)> Texts(SearchDocument document)
    {
        foreach (var code in document.Codes) yield return (Field.Code, code);
        foreach (var alias in document.Aliases) yield return (Field.Code, alias);
        yield return (Field.Title, document.Title);
        foreach (var message in document.Messages) yield return (Field.Message, message);
        foreach (var phrase in document.Asked) yield return (Field.Asked, phrase);
        yield return (Field.Cause, document.Lead);
        yield return (Field.Cause, document.CauseText);
        yield return (Field.Action, document.ActionText);
        foreach (var translation in document.Translations) yield return (Field.Translation, translation);
    }

    void ReadWords(SearchDocument document)
    {
        foreach (var (field, text) in Texts(document))
            if (field != Field.Translation)
                foreach (var token in Analyzer.Analyze(text))
                    if (token.IsWord || token.IsName) words.Add(token.Surface);
    }

    void Count(Field field, string text)
    {
        if (text.Length == 0) return;
        var tokens = Analyzer.Analyze(text);
        foreach (var (concept, _, _, _) in synonyms.Match(tokens)) Count(concept, field, Fields.Whole, isProminent: field <= Field.Message);
        foreach (var token in tokens)
        {
            var amount = !token.IsPart ? Fields.Whole : field == Field.Code ? Fields.PartOfCode : Fields.Part;
            if (field != Field.Translation && (token.IsWord || token.IsName)) words.Add(token.Surface);
            // A label of a host name in a title tells nothing of the topic; a hump of a code does.
            Count(token.Term, field, amount, isProminent: field <= Field.Message && (!token.IsPart || field == Field.Code));
            facts.Lengths[(int)field] += amount;
        }
    }

    void Count(string term, Field field, int amount, bool isProminent)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, term, out var known);
        if (!known)
        {
            place = counted.Count;
            counted.Add(new Counted { Term = term });
        }
        ref var count = ref CollectionsMarshal.AsSpan(counted)[place];
        count.Amounts[(int)field] += amount;
        count.IsProminent |= isProminent;
    }

    static FieldType Indexed(IndexOptions options)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = options };
        type.Freeze();
        return type;
    }

    /// <summary>The counted terms, each once and all in one place, with their payloads.</summary>
    sealed class TermStream : TokenStream
    {
        readonly ICharTermAttribute term;
        readonly IPayloadAttribute payload;
        readonly IPositionIncrementAttribute position;
        readonly BytesRef bytes = new(new byte[TermPayload.MostBytes]);
        readonly Lucene.Net.Documents.Field field;
        List<Counted> counted = [];
        int next;

        public TermStream()
        {
            term = AddAttribute<ICharTermAttribute>();
            payload = AddAttribute<IPayloadAttribute>();
            position = AddAttribute<IPositionIncrementAttribute>();
            field = new Lucene.Net.Documents.Field(IndexFields.Term, this, WithPayload);
        }

        public Lucene.Net.Documents.Field Over(List<Counted> terms)
        {
            counted = terms;
            return field;
        }

        public override void Reset()
        {
            base.Reset();
            next = 0;
        }

        public override bool IncrementToken()
        {
            if (next == counted.Count) return false;
            ref readonly var count = ref CollectionsMarshal.AsSpan(counted)[next];
            ClearAttributes();
            term.SetEmpty().Append(count.Term);
            position.PositionIncrement = next++ == 0 ? 1 : 0;
            bytes.Length = TermPayload.Write(count.Amounts, count.IsProminent, bytes.Bytes);
            payload.Payload = bytes;
            return true;
        }
    }

    /// <summary>A field whose terms are filed as they are. One for all documents: making one anew costs more than filing it.</summary>
    sealed class FiledField : TokenStream
    {
        /// <summary>The index refuses a term over 32,766 bytes, and the document with it.</summary>
        const int LongestTerm = 1_000;

        readonly Lucene.Net.Documents.Field field;
        readonly ICharTermAttribute term;
        IEnumerable<string> texts = [];
        IEnumerator<string> next = Enumerable.Empty<string>().GetEnumerator();

        public FiledField(string name)
        {
            term = AddAttribute<ICharTermAttribute>();
            field = new Lucene.Net.Documents.Field(name, this, Filed);
        }

        public Lucene.Net.Documents.Field Over(IEnumerable<string> terms)
        {
            texts = terms;
            return field;
        }

        public override void Reset()
        {
            base.Reset();
            next = texts.Where(t => t.Length <= LongestTerm).GetEnumerator();
        }

        public override bool IncrementToken()
        {
            if (!next.MoveNext()) return false;
            ClearAttributes();
            term.SetEmpty().Append(next.Current);
            return true;
        }
    }
}
