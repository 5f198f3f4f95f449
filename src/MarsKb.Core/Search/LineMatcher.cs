namespace MarsKb.Search;

/// <summary>How well a line holds a message.</summary>
/// <param name="Score">For ranking.</param>
/// <param name="Coverage">Share of the message that the line holds, by weight of its words, 0 to 1.</param>
/// <param name="Precision">Share of the line that belongs to the message, 0 to 1.</param>
/// <param name="Words">Words of the message that the line holds.</param>
/// <param name="Order">Share of the message's neighbouring words that are neighbours in the line too, 0 to 1.</param>
/// <param name="Exact">Weight of the words that stand in the line with the same ending.</param>
/// <param name="Line">Number of the line, from 1.</param>
readonly record struct MessageMatch(float Score, float Coverage, float Precision, int Words, float Order, float Exact, int Line)
{
    /// <summary>What is shown as "message 92% alike".</summary>
    public float Alike => Coverage * (0.5f + 0.5f * Order);
}

/// <summary>Compares one line of the query with messages. Words that few documents have weigh more, up to a limit.</summary>
sealed class LineMatcher
{
    const float MostIdf = 5.5f;

    /// <summary>A synonym is nearly the word.</summary>
    const float SameMeaning = 0.85f;

    readonly TermWeights weights;
    readonly Scratch scratch;
    readonly Dictionary<int, float> certainty = [];
    readonly HashSet<(int, int)> neighbours = [];
    readonly HashSet<PatternWord> spellings = [];
    readonly HashSet<int> concepts = [];
    readonly float mass;
    readonly int line;

    public LineMatcher(TermWeights weights, Scratch scratch, List<QueryTerm> terms, IReadOnlyList<Token> tokens, int line)
    {
        (this.weights, this.scratch, this.line) = (weights, scratch, line);
        var meant = terms.Where(t => !t.IsConcept && t.Alternatives is [{ Weight: < 1f }, ..]).ToDictionary(t => t.Word, StringComparer.Ordinal);
        foreach (var term in terms)
        {
            if (term.Synonym >= 0) concepts.Add(term.Synonym);
            if (term.IsConcept) concepts.Add(term.Alternatives[0].Term);
        }
        var (known, unknown) = (0, 0);
        int[] before = [], last = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.IsPart) continue;
            var id = weights.Find(token.Term);
            if (id >= 0) spellings.Add(PatternWord.Of(id, token.Surface));
            QueryTerm? instead = null;
            var (here, sure) = id >= 0 ? ([id], 1f)
                : meant.TryGetValue(token.Surface, out instead) ? (instead.Alternatives.Select(a => a.Term).ToArray(), instead.Alternatives[0].Weight)
                : ([], 0f);
            if (id < 0 && instead?.Correction is { } correction) spellings.Add(PatternWord.Of(weights.Find(Analyzer.Stem(correction)), correction));
            foreach (var term in here)
            {
                scratch.Mark(term);
                certainty[term] = sure;
                foreach (var left in last) neighbours.Add((left, term));
                foreach (var left in before) neighbours.Add((left, term));
            }
            (before, last) = (last, here);
            if (!seen.Add(token.Term) || token.IsVariable) continue;
            if (here.Length == 0) { unknown++; continue; }
            known++;
            mass += here.Max(Idf);
        }
        // Words that no document has count as usual ones: a line about something else must not look precise.
        mass += unknown * Math.Min(MostIdf * 0.5f, known == 0 ? MostIdf : mass / known);
    }

    public MessageMatch? Best(PatternWord[][] messages)
    {
        MessageMatch? best = null;
        foreach (var message in messages)
            if (Match(message) is { } match && (best is not { } b || match.Score > b.Score)) best = match;
        return best;
    }

    /// <summary>How much of one of the phrases the line says, in any order and also in other words, by weight of the words.</summary>
    /// <param name="conceptOf">For each term that stands for a group of synonyms by itself, the group.</param>
    public float Likeness(PatternWord[][] phrases, IReadOnlyDictionary<int, int> conceptOf)
    {
        var best = 0f;
        foreach (var phrase in phrases)
        {
            var (found, all) = (0f, 0f);
            foreach (var word in phrase)
            {
                if (word.IsGap) continue;
                var term = word.Term;
                var idf = Idf(term);
                all += idf;
                if (scratch.IsMarked(term)) found += idf * certainty[term];
                else if (conceptOf.TryGetValue(term, out var concept) && concepts.Contains(concept)) found += idf * SameMeaning;
            }
            if (found == 0) continue;
            var precision = mass == 0 ? 0 : Math.Min(1, found / mass);
            best = Math.Max(best, found * (found / all) * (0.5f + 0.5f * precision));
        }
        return best;
    }

    public MessageMatch? Match(ReadOnlySpan<PatternWord> message)
    {
        var (found, all, pairs, exact, words, inOrder, possible, last) = (0f, 0f, 0f, 0f, 0, 0, 0, -1);
        foreach (var word in message)
        {
            var term = word.Term;
            if (word.IsGap) { last = term; continue; }
            var idf = Idf(term);
            all += idf;
            if (last >= 0) possible++;
            if (scratch.IsMarked(term))
            {
                var sure = certainty[term];
                found += idf * sure;
                if (spellings.Contains(word)) exact += idf;
                words++;
                if (neighbours.Contains((last, term))) { pairs += idf * sure; inOrder++; }
            }
            last = term;
        }
        if (words == 0 || all == 0) return null;
        var coverage = found / all;
        var precision = mass == 0 ? 0 : Math.Min(1, found / mass);
        var inSequence = possible == 0 ? 1 : (float)inOrder / possible;
        var score = (found * 0.5f * (coverage + precision) + 0.6f * pairs) * coverage * coverage * (0.5f + 0.5f * inSequence);
        return new MessageMatch(score, coverage, precision, words, inSequence, exact, line);
    }

    float Idf(int term) => Math.Min(MostIdf, weights.Idf(term));
}
