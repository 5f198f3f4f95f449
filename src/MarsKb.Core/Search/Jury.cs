using System.Collections.Frozen;
using MarsKb.Codes;
using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Weighs codes against words, keeps one document of each entry, and asks <see cref="ConfidencePolicy"/> how sure each is.</summary>
sealed class Jury(SearchDocument[] documents, int[] heads, TermWeights? weights)
{
    /// <summary>Lifts what carries a named code above everything that only shares words.</summary>
    const float ExactBonus = 10_000f;

    /// <summary>A number that may or may not be this entry's code.</summary>
    const float PossibleBonus = 4f;

    /// <summary>Hits far below the best one share a common word and nothing else.</summary>
    const float WorthShowing = 0.12f;

    /// <summary>Where a flow stands that would come before the answer.</summary>
    const float BehindAnswer = 0.9f;

    /// <summary>How much the second best document of an entry or a table, another of its causes or rows, adds to the best.</summary>
    const float Support = 0.2f;

    /// <summary>What a word counts that nothing here has, such as the name of another product.</summary>
    const float WeightOfUnknown = 3f;

    /// <summary>Words that only introduce a code.</summary>
    internal static readonly FrozenSet<string> CodeWords = FrozenSet.ToFrozenSet(
        "error errors code codes id status http https event hresult hr fehler fehlercode erreur errore codigo ereignis".Split(' '), StringComparer.Ordinal);

    /// <summary>Joins codes and words, keeps the best document of each key, decides how sure each is, and sorts.</summary>
    public List<Ranked> Judge(QueryText query, List<CodeEvidence> evidence, List<Candidate> candidates, List<QueryTerm> terms)
    {
        var byDocument = candidates.ToDictionary(c => c.Document);
        var places = new Dictionary<int, List<int>>();
        for (var e = 0; e < evidence.Count; e++)
        {
            foreach (var document in evidence[e].Documents)
            {
                byDocument.TryAdd(document, new Candidate(document, 0, null));
                if (!places.TryGetValue(document, out var mentioned)) places.Add(document, mentioned = new List<int>(1));
                mentioned.Add(e);
            }
        }

        var ranked = new List<Ranked>(byDocument.Count);
        var intent = QueryIntents.Of(query);
        foreach (var candidate in byDocument.Values)
        {
            var (place, exact) = places.TryGetValue(candidate.Document, out var mentioned) ? BestCode(query, evidence, mentioned, candidate.Document, terms) : (-1, false);
            var code = place < 0 ? null : evidence[place];
            // Codes on lines that report a failure come first, then in the order of the text.
            var bonus = exact ? ExactBonus + 500 * SeverityOf(query, code!.Line) - 10 * place : code is null ? 0 : PossibleBonus;
            var words = candidate.Score * Fitness(intent, documents[candidate.Document].Kind);
            ranked.Add(new Ranked(candidate.Document, words + bonus, words, exact ? Confidence.Exact : Confidence.Weak, code, candidate.Message, candidate.Title));
        }
        if (ranked.Count == 0) return ranked;

        MarkStrong(evidence, ranked);
        var best = ranked.Max(r => r.Words);
        ranked.RemoveAll(r => r.Confidence == Confidence.Weak && r.Words < best * WorthShowing);
        ranked.Sort(Order);
        var merged = FlowsBehindAnswer(Merge(ranked));
        merged.Sort(Order);
        return merged;
    }

    /// <summary>
    /// A flow asks where an entry answers. It comes first only where the text is its title and the best answer is no entry that it is about;
    /// else it stands behind that answer, and flows keep their order among themselves.
    /// </summary>
    List<Ranked> FlowsBehindAnswer(List<Ranked> ranked)
    {
        if (!ranked.Exists(IsFlow) || ranked.Where(r => !IsFlow(r)).MaxBy(r => r.Score) is not { } answer) return ranked;
        var behind = ranked.Where(r => IsFlow(r) && (r.Confidence == Confidence.Weak || r.Confidence == Confidence.Strong && IsAbout(r, answer))).ToHashSet();
        var most = behind.Count == 0 ? 0 : behind.Max(r => r.Score);
        if (most < answer.Score) return ranked;
        return ranked.ConvertAll(r => behind.Contains(r) ? r with { Score = r.Score * BehindAnswer * answer.Score / most } : r);
    }

    bool IsFlow(Ranked hit) => documents[hit.Document].Kind == EntryKind.Flow;

    bool IsAbout(Ranked flow, Ranked answer) => documents[flow.Document].Covers.Contains(documents[answer.Document].Key, StringComparer.OrdinalIgnoreCase);

    int Order(Ranked a, Ranked b)
    {
        var exact = (b.Confidence == Confidence.Exact).CompareTo(a.Confidence == Confidence.Exact);
        if (exact != 0) return exact;
        if (a.Score != b.Score) return b.Score.CompareTo(a.Score);
        var key = string.Compare(documents[a.Document].Key, documents[b.Document].Key, StringComparison.OrdinalIgnoreCase);
        return key != 0 ? key : a.Document.CompareTo(b.Document);
    }

    /// <summary>Of an entry and its causes, or a table and its rows, the best document stands for all.</summary>
    List<Ranked> Merge(List<Ranked> sorted)
    {
        var merged = new List<Ranked>(sorted.Count);
        var places = new Dictionary<int, int>(sorted.Count);
        var supported = new HashSet<int>();
        foreach (var hit in sorted)
        {
            if (places.TryAdd(heads[hit.Document], merged.Count)) { merged.Add(hit); continue; }
            var place = places[heads[hit.Document]];
            var best = merged[place];
            merged[place] = best with
            {
                Score = supported.Add(heads[hit.Document]) ? best.Score + Support * hit.Words : best.Score,
                Confidence = (Confidence)Math.Max((int)best.Confidence, (int)hit.Confidence),
                Code = best.Code ?? hit.Code,
                Message = (hit.Message?.Alike ?? -1) > (best.Message?.Alike ?? -1) ? hit.Message : best.Message,
            };
        }
        return merged;
    }

    /// <summary>Marks as strong what holds its message, or its title, and no other does.</summary>
    void MarkStrong(List<CodeEvidence> evidence, List<Ranked> ranked)
    {
        var (first, second) = TwoMostAlike(ranked);
        for (var i = 0; i < ranked.Count; i++)
        {
            var hit = ranked[i];
            if (hit.Confidence == Confidence.Exact) continue;
            var rival = hit.Message is { } m && (first.Head == heads[hit.Document] ? second.Alike : first.Alike) >= m.Alike - 0.02f;
            if (!ConfidencePolicy.IsStrong(hit.Message, hit.Title, namesOtherCode: false, rival)) continue;
            // A log is full of codes; what counts is the one beside the message.
            var otherCode = !documents[heads[hit.Document]].Codes.IsEmpty && hit.Code is null && evidence.Any(e =>
                e.Strength != CodeStrength.Bare && !e.IsSmall && (hit.Message is not { } held || e.Line >= held.Line && e.Line <= held.Line + 1));
            if (!otherCode) ranked[i] = hit with { Confidence = Confidence.Strong };
        }
    }

    /// <summary>The two entries whose messages are most alike to the text.</summary>
    ((int Head, float Alike) First, (int Head, float Alike) Second) TwoMostAlike(List<Ranked> ranked)
    {
        var (first, second) = ((Head: -1, Alike: -1f), (Head: -1, Alike: -1f));
        foreach (var hit in ranked)
        {
            if (hit.Message is not { } message) continue;
            var head = heads[hit.Document];
            if (head == first.Head) first.Alike = Math.Max(first.Alike, message.Alike);
            else if (message.Alike > first.Alike) (first, second) = ((head, message.Alike), first);
            else if (message.Alike > second.Alike) second = (head, message.Alike);
        }
        return (first, second);
    }

    /// <param name="mentioned">Places in the evidence of the document's codes.</param>
    /// <returns>Place of the code that the text names, else of the first that it may mean.</returns>
    (int Place, bool Exact) BestCode(QueryText query, List<CodeEvidence> evidence, List<int> mentioned, int document, List<QueryTerm> terms)
    {
        foreach (var place in mentioned)
            if (ConfidencePolicy.IsExact(evidence[place], query.IsShort, () => Fit(query, evidence[place].Line, terms, document, evidence))) return (place, true);
        return (mentioned[0], false);
    }

    /// <summary>Share of the words about the code, codes and their introductions aside, that the document knows, by rarity. A message may be wrapped before its code.</summary>
    float Fit(QueryText query, int line, List<QueryTerm> terms, int document, List<CodeEvidence> evidence)
    {
        if (weights is null) return query.Lines.Sum(l => l.Tokens.Count) <= 1 ? 1 : 0;
        var near = query.LineCount <= 1 ? null : query.Lines.Where(l => l.Number == line || l.Number == line - 1).SelectMany(l => l.Tokens).Select(t => t.Surface).ToHashSet(StringComparer.Ordinal);
        var (known, all) = (0f, 0f);
        foreach (var term in terms)
        {
            if (term.IsPart || term.IsConcept || CodeWords.Contains(term.Word) || evidence.Any(e => e.Display.Equals(term.Word, StringComparison.OrdinalIgnoreCase))) continue;
            if (near is not null && !near.Contains(term.Word)) continue;
            if (char.IsDigit(term.Word[0]) && term.Alternatives.Length == 0) continue;
            var weight = term.Alternatives.Length == 0 ? WeightOfUnknown : term.Idf;
            all += weight;
            if (term.Alternatives.Any(a => weights.Contains(a.Term, document))) known += weight;
        }
        return all == 0 ? 1 : known / all;
    }

    /// <summary>Tables answer what is supported; they seldom explain a failure.</summary>
    static float Fitness(QueryIntent intent, EntryKind kind) => (intent, kind) switch
    {
        (QueryIntent.Support, EntryKind.Matrix) => 1.8f,
        (QueryIntent.Failure, EntryKind.Matrix) => 0.7f,
        _ => 1f,
    };

    static int SeverityOf(QueryText query, int line) =>
        query.Lines.FirstOrDefault(l => l.Number == line) is { Severity: LineSeverity.Failure } ? 1 : 0;
}

/// <summary>A hit before it is put into words.</summary>
/// <param name="Words">The part of the score that comes from words.</param>
sealed record Ranked(int Document, float Score, float Words, Confidence Confidence, CodeEvidence? Code, MessageMatch? Message, MessageMatch? Title);
