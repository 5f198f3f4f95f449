using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using MarsKb.Codes;
using MarsKb.Search;

namespace MarsKb.Export;

/// <summary>
/// The search index and the tables of codes as data for the script of an exported knowledge base. The same inputs give the same bytes.
/// </summary>
public static class SearchData
{
    static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="index">A complete index.</param>
    /// <param name="address">Where the page of a path of the site is in the export.</param>
    /// <param name="shards">For each file of texts the first item in it.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static ReadOnlyMemory<byte> Index(SearchIndex index, Func<string, string> address, IEnumerable<int> shards) => Write(json =>
    {
        var words = index.Words ?? throw new ArgumentException("The index is not complete.", nameof(index));
        var documents = index.Documents;
        json.WriteNumber("documentCount", documents.Count);
        Texts(json, "kinds", Enum.GetNames<Entries.EntryKind>().Select(n => n.ToLowerInvariant()));
        var heads = documents.Index().Where(d => d.Index == 0 || documents[d.Index - 1].Key != d.Item.Key).Select(d => d.Index).ToList();
        json.WriteString("groups", PackedNumbers.Of(heads.Select((h, i) => (i + 1 < heads.Count ? heads[i + 1] : documents.Count) - h)));
        json.WriteStartArray("heads");
        foreach (var head in heads) Head(json, documents[head], address);
        json.WriteEndArray();
        Differing(json, "titles", documents, heads, d => d.Title, t => t);
        Differing(json, "urls", documents, heads, d => d.Url, address);
        Numbers(json, "shards", shards);
        var vocabulary = new ExportedVocabulary(words, documents);
        Vocabulary(json, vocabulary);
        Postings(json, vocabulary);
        Patterns(json, "messages", vocabulary, documents.Select(PatternText.Messages));
        Patterns(json, "titlePatterns", vocabulary, documents.Select(d => (IEnumerable<List<Token?>>)[PatternText.Title(d)]));
        Patterns(json, "asked", vocabulary, documents.Select(PatternText.Asked));
        Rows(json, "concepts", vocabulary.Concepts.Select(c => (Action)(() => { json.WriteNumberValue(c.Term); json.WriteNumberValue(c.Concept); })));
        json.WriteStartArray("synonyms");
        foreach (var group in index.Synonyms.Where(g => !g.Phrases.IsEmpty)) Texts(json, null, group.Phrases);
        json.WriteEndArray();
        WordLists(json);
    });

    /// <summary>Names and meanings of codes, and the words around them.</summary>
    /// <returns>JSON in UTF-8.</returns>
    public static ReadOnlyMemory<byte> Codes() => Write(json =>
    {
        foreach (var table in (string[])["win32", "hresult", "ntstatus"])
            Rows(json, table, CodeTables.Rows(table + ".tsv").Select(r => (Action)(() => { json.WriteNumberValue(CodeTables.Number(r[0])); json.WriteStringValue(r[1]); })));
        foreach (var table in (string[])["meanings", "facilities"])
            Rows(json, table, CodeTables.Rows(table + ".tsv").Select(r => (Action)(() => { json.WriteStringValue(r[0]); json.WriteNumberValue(CodeTables.Number(r[1])); json.WriteStringValue(r[2]); })));
        Rows(json, "roles", CodeMarkers.All.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (Action)(() => { json.WriteStringValue(r.Key.ToLowerInvariant()); json.WriteStringValue(r.Value.ToString().ToLowerInvariant()); })));
        Texts(json, "scripts", CodeMarkers.ScriptEndings);
        Rows(json, "phrases", Enumerable.Range(100, 500).Where(s => HttpStatuses.Phrase((uint)s) is not null)
            .Select(s => (Action)(() => { json.WriteNumberValue(s); json.WriteStringValue(HttpStatuses.Phrase((uint)s)); })));
    });

    static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Json);
        json.WriteStartObject();
        content(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    static void Head(Utf8JsonWriter json, SearchDocument document, Func<string, string> address)
    {
        json.WriteStartObject();
        json.WriteString("key", document.Key);
        json.WriteNumber("kind", (int)document.Kind);
        json.WriteString("component", document.Component);
        json.WriteString("title", document.Title);
        json.WriteString("url", address(document.Url));
        Texts(json, "codes", document.Codes);
        Texts(json, "aliases", document.Aliases);
        Texts(json, "covers", document.Covers);
        json.WriteEndObject();
    }

    /// <summary>What causes and rows do not share with their entry or table, by document.</summary>
    static void Differing(Utf8JsonWriter json, string name, IReadOnlyList<SearchDocument> documents, List<int> heads, Func<SearchDocument, string> of, Func<string, string> shown)
    {
        json.WriteStartObject(name);
        for (var (d, h) = (0, -1); d < documents.Count; d++)
        {
            if (h + 1 < heads.Count && heads[h + 1] == d) h++;
            if (of(documents[d]) != of(documents[heads[h]])) json.WriteString(d.ToString(System.Globalization.CultureInfo.InvariantCulture), shown(of(documents[d])));
        }
        json.WriteEndObject();
    }

    static void Vocabulary(Utf8JsonWriter json, ExportedVocabulary vocabulary)
    {
        var isWord = new byte[(vocabulary.Forms.Count + 7) / 8];
        for (var f = 0; f < vocabulary.Forms.Count; f++) if (vocabulary.Forms[f].IsWord) isWord[f >> 3] |= (byte)(1 << (f & 7));
        json.WriteStartObject("vocabulary");
        json.WriteNumber("termCount", vocabulary.Terms.Count);
        json.WriteString("terms", string.Join('\n', vocabulary.Terms.Select(t => t.Term)));
        json.WriteString("forms", string.Join('\n', vocabulary.Forms.Select(f => f.Surface)));
        json.WriteString("formTerms", PackedNumbers.Of(vocabulary.Forms.Select(f => f.Term)));
        json.WriteBase64String("formWords", isWord);
        json.WriteEndObject();
    }

    static void Postings(Utf8JsonWriter json, ExportedVocabulary vocabulary)
    {
        var frequencies = new PackedNumbers();
        var documents = new PackedNumbers();
        var weights = new List<byte>();
        var idf = new byte[vocabulary.Terms.Count * sizeof(float)];
        Span<byte> pair = stackalloc byte[sizeof(ushort)];
        for (var t = 0; t < vocabulary.Terms.Count; t++)
        {
            var postings = vocabulary.Terms[t].Postings;
            BinaryPrimitives.WriteSingleLittleEndian(idf.AsSpan(t * sizeof(float)), postings.Idf);
            frequencies.Add(postings.Documents.Length);
            var last = -1;
            foreach (var document in postings.Documents)
            {
                documents.Add(document - last - 1);
                last = document;
            }
            foreach (var weight in postings.Weights)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(pair, weight);
                weights.AddRange(pair);
            }
        }
        json.WriteStartObject("postings");
        json.WriteString("frequencies", frequencies.ToString());
        json.WriteString("documents", documents.ToString());
        json.WriteBase64String("weights", weights.ToArray());
        json.WriteBase64String("idf", idf);
        json.WriteEndObject();
    }

    /// <summary>Words as one more than their form; 0 is a variable part.</summary>
    static void Patterns(Utf8JsonWriter json, string name, ExportedVocabulary vocabulary, IEnumerable<IEnumerable<List<Token?>>> patterns)
    {
        var (forms, lengths, counts) = (new PackedNumbers(), new PackedNumbers(), new PackedNumbers());
        foreach (var document in patterns)
        {
            var count = 0;
            foreach (var pattern in document)
            {
                count++;
                lengths.Add(pattern.Count);
                foreach (var word in pattern) forms.Add(word is { } token ? vocabulary.FormOf(token) + 1 : 0);
            }
            counts.Add(count);
        }
        json.WriteStartObject(name);
        json.WriteString("forms", forms.ToString());
        json.WriteString("lengths", lengths.ToString());
        json.WriteString("counts", counts.ToString());
        json.WriteEndObject();
    }

    static void WordLists(Utf8JsonWriter json)
    {
        json.WriteStartObject("words");
        json.WriteStartObject("folding");
        foreach (var (letter, folded) in CharacterFolding.Letters()) json.WriteString(letter.ToString(), folded);
        json.WriteEndObject();
        Texts(json, "stop", StopWords.All.Order(StringComparer.Ordinal));
        Texts(json, "levels", VariableParts.Levels);
        Texts(json, "failure", LineSeverities.FailureWords);
        Texts(json, "routine", LineSeverities.RoutineWords);
        Texts(json, "code", Jury.CodeWords.Order(StringComparer.Ordinal));
        Texts(json, "failureTerms", QueryIntents.FailureTerms.Order(StringComparer.Ordinal));
        Texts(json, "supportTerms", QueryIntents.SupportTerms.Order(StringComparer.Ordinal));
        Texts(json, "openings", QueryIntents.Openings);
        json.WriteEndObject();
    }

    static void Texts(Utf8JsonWriter json, string? name, IEnumerable<string> texts)
    {
        if (name is null) json.WriteStartArray(); else json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    static void Numbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    static void Rows(Utf8JsonWriter json, string name, IEnumerable<Action> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartArray();
            row();
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }
}
