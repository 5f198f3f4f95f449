using System.Runtime.InteropServices;

namespace MarsKb.Search;

/// <summary>Analyses documents into a <see cref="Segment"/>.</summary>
sealed class SegmentReader(SynonymMap synonyms)
{
    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly List<string> terms = [];
    readonly Dictionary<string, int> formIds = new(StringComparer.Ordinal);
    readonly List<Form> forms = [];
    readonly List<int> formSeen = [];
    readonly List<int> formOwn = [];
    readonly List<int> starts = [0];
    readonly List<Occurrence> occurrences = [];
    readonly List<int> lengths = [];
    readonly Patterns.Builder messages = new();
    readonly Patterns.Builder titles = new();
    readonly Patterns.Builder asked = new();
    readonly Dictionary<(int Term, Field Field), int> counted = [];
    readonly HashSet<int> prominent = [];
    readonly HashSet<int> own = [];
    readonly int[] length = new int[Fields.Count];
    int document;

    /// <summary>Analyses documents side by side; the segments do not depend on how many cores there are.</summary>
    public static Segment[] ReadAll(IReadOnlyList<SearchDocument> documents, SynonymMap synonyms)
    {
        var segments = new Segment[(documents.Count + Segment.MostDocuments - 1) / Segment.MostDocuments];
        if (segments.Length == 1) segments[0] = Read(documents, synonyms);
        else Parallel.For(0, segments.Length, i => segments[i] = Read([.. documents.Skip(i * Segment.MostDocuments).Take(Segment.MostDocuments)], synonyms));
        return segments;
    }

    static Segment Read(IReadOnlyList<SearchDocument> documents, SynonymMap synonyms)
    {
        var reader = new SegmentReader(synonyms);
        foreach (var document in documents) reader.Add(document);
        return new Segment
        {
            Terms = [.. reader.terms],
            Forms = [.. reader.forms],
            Starts = [.. reader.starts],
            Occurrences = [.. reader.occurrences],
            Lengths = [.. reader.lengths],
            Counted = [.. documents.Select(Segment.Counts)],
            Messages = reader.messages.Build(),
            Titles = reader.titles.Build(),
            Asked = reader.asked.Build(),
        };
    }

    void Add(SearchDocument added)
    {
        document++;
        foreach (var code in added.Codes) Count(Field.Code, code);
        foreach (var alias in added.Aliases) Count(Field.Code, alias);
        Count(Field.Title, added.Title);
        foreach (var message in added.Messages) Count(Field.Message, message);
        foreach (var phrase in added.Asked) Count(Field.Asked, phrase);
        Count(Field.Cause, added.Lead);
        Count(Field.Cause, added.CauseText);
        Count(Field.Action, added.ActionText);
        foreach (var translation in added.Translations) Count(Field.Translation, translation);

        var codes = added.Codes.SelectMany(c => Analyzer.Analyze(c)).Where(t => !t.IsPart).Select(t => t.Surface).ToHashSet(StringComparer.Ordinal);
        foreach (var message in added.Messages) Pattern(message, codes, messages);
        foreach (var translation in added.Translations) Pattern(translation, codes, messages, isForeign: true);
        messages.EndDocument();
        Pattern(added.Title, [], titles);
        titles.EndDocument();
        foreach (var phrase in added.Asked) Pattern(phrase, [], asked);
        asked.EndDocument();

        var first = occurrences.Count;
        foreach (var ((term, field), amount) in counted)
            occurrences.Add(new Occurrence(term, (ushort)Math.Min(amount, ushort.MaxValue), field, prominent.Contains(term), !own.Contains(term)));
        CollectionsMarshal.AsSpan(occurrences)[first..].Sort(static (a, b) => (a.Term, a.Field).CompareTo((b.Term, b.Field)));
        starts.Add(occurrences.Count);
        lengths.AddRange(length);
        counted.Clear();
        prominent.Clear();
        own.Clear();
        Array.Clear(length);
    }

    void Count(Field field, string text)
    {
        if (text.Length == 0) return;
        var tokens = Analyzer.Analyze(text);
        foreach (var (concept, _, _, _) in synonyms.Match(tokens)) Count(Term(concept), field, Fields.Whole, isProminent: field <= Field.Message);
        foreach (var token in tokens)
        {
            var amount = !token.IsPart ? Fields.Whole : field == Field.Code ? Fields.PartOfCode : Fields.Part;
            // A label of a host name in a title tells nothing of the topic; a hump of a code does.
            var term = Term(token.Term);
            if (token.IsWord || token.IsName) Form(token, term, field == Field.Translation);
            Count(term, field, amount, isProminent: field <= Field.Message && (!token.IsPart || field == Field.Code));
            length[(int)field] += amount;
        }
    }

    void Count(int term, Field field, int amount, bool isProminent)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counted, (term, field), out _) += amount;
        if (isProminent) prominent.Add(term);
        if (field != Field.Translation) own.Add(term);
    }

    int Form(in Token token, int term, bool isForeign)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(formIds, token.Surface, out var known);
        if (!known)
        {
            id = forms.Count;
            forms.Add(new Form(token.Surface, term, 0, 0, token.IsWord || token.IsName));
            formSeen.Add(0);
            formOwn.Add(0);
        }
        if (formSeen[id] != document)
        {
            formSeen[id] = document;
            forms[id] = forms[id] with { Documents = forms[id].Documents + 1 };
        }
        if (!isForeign && formOwn[id] != document)
        {
            formOwn[id] = document;
            forms[id] = forms[id] with { Own = forms[id].Own + 1 };
        }
        return id;
    }

    int Term(string text)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, text, out var known);
        if (known) return id;
        terms.Add(text);
        return id = terms.Count - 1;
    }

    /// <param name="codes">Codes of the entry, folded: a message is alike with and without its <c>(ID: 34513)</c>.</param>
    void Pattern(string text, HashSet<string> codes, Patterns.Builder into, bool isForeign = false)
    {
        var (at, introduced, last) = (0, -1, Patterns.Gap);
        var pattern = new List<int>();
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            var end = close < 0 ? text.Length : open;
            var tokens = Analyzer.Analyze(text, at, end);
            VariableParts.Mark(text, at, end, tokens);
            foreach (var token in tokens)
            {
                if (token.IsPart) continue;
                if (token.IsVariable) { if (last != Patterns.Gap) pattern.Add(last = Patterns.Gap); continue; }
                if (codes.Contains(token.Surface))
                {
                    if (introduced >= 0) pattern.RemoveAt(introduced);
                    introduced = -1;
                    continue;
                }
                pattern.Add(last = Form(token, Term(token.Term), isForeign));
                introduced = token.Surface is "id" or "error" or "code" ? pattern.Count - 1 : -1;
            }
            if (close < 0) break;
            if (last != Patterns.Gap) pattern.Add(last = Patterns.Gap);
            at = close + 1;
        }
        foreach (var form in pattern) into.Add(form);
        into.EndPattern();
    }
}
