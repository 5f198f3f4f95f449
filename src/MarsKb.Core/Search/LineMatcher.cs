namespace MarsKb.Search;

/// <summary>How well a line holds a message.</summary>
/// <param name="Score">For ranking.</param>
/// <param name="Coverage">Share of the message that the line holds, by weight of its words, 0 to 1.</param>
/// <param name="Precision">Share of the line that belongs to the message, 0 to 1.</param>
/// <param name="Words">Words of the message that the line holds.</param>
/// <param name="Order">Share of the message's neighbouring words that are neighbours in the line too, 0 to 1.</param>
readonly record struct MessageMatch(float Score, float Coverage, float Precision, int Words, float Order)
{
    /// <summary>What is shown as "message 92% alike".</summary>
    public float Alike => Coverage * (0.5f + 0.5f * Order);
}

/// <summary>Compares one line of the query with messages. Words that few documents have weigh more, up to a limit.</summary>
sealed class LineMatcher
{
    const float MostIdf = 5.5f;

    readonly Postings postings;
    readonly int[] positions;
    readonly List<int> marked = [];
    readonly Dictionary<int, float> certainty = [];
    readonly float mass;

    public LineMatcher(Postings postings, int[] positions, List<QueryTerm> terms, IReadOnlyList<Token> tokens, Vocabulary vocabulary)
    {
        this.postings = postings;
        this.positions = positions;
        var corrections = terms.Where(t => t.Correction is not null).ToDictionary(t => t.Word, StringComparer.Ordinal);
        var position = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in tokens)
        {
            if (token.IsPart) continue;
            position++;
            var id = vocabulary.Find(token.Term);
            if (id >= 0) Mark(id, 1f);
            else if (corrections.TryGetValue(token.Surface, out var corrected))
                foreach (var (term, weight) in corrected.Alternatives) Mark(term, weight);
            // Words that no document has count as half a rare word: a line about something else must not look precise.
            if (seen.Add(token.Term)) mass += id >= 0 ? Idf(id) : corrections.ContainsKey(token.Surface) ? MostIdf * 0.8f : MostIdf * 0.5f;

            void Mark(int term, float sure)
            {
                if (positions[term] == 0) { marked.Add(term); positions[term] = position; }
                certainty[term] = sure;
            }
        }
    }

    public MessageMatch? Best(MessagePattern[] messages)
    {
        MessageMatch? best = null;
        foreach (var message in messages)
            if (Match(message.Terms) is { } match && (best is not { } b || match.Score > b.Score)) best = match;
        return best;
    }

    public void Clear()
    {
        foreach (var term in marked) positions[term] = 0;
        marked.Clear();
    }

    MessageMatch? Match(int[] message)
    {
        var (found, all, pairs, words, neighbours, possible) = (0f, 0f, 0f, 0, 0, 0);
        var (lastPosition, lastTerm) = (0, MessagePattern.Gap);
        foreach (var term in message)
        {
            if (term == MessagePattern.Gap) { lastPosition = 0; lastTerm = term; continue; }
            var idf = Idf(term);
            all += idf;
            var at = positions[term];
            if (lastTerm != MessagePattern.Gap) possible++;
            if (at > 0)
            {
                var sure = certainty[term];
                found += idf * sure;
                words++;
                if (lastPosition > 0 && at - lastPosition is 1 or 2) { pairs += idf * sure; neighbours++; }
            }
            (lastPosition, lastTerm) = (at, term);
        }
        if (words == 0 || all == 0) return null;
        var coverage = found / all;
        var precision = mass == 0 ? 0 : Math.Min(1, found / mass);
        var score = (found * (0.8f * coverage + 0.2f * precision) + 0.6f * pairs) * coverage * coverage;
        return new MessageMatch(score, coverage, precision, words, possible == 0 ? 1 : (float)neighbours / possible);
    }

    float Idf(int term) => Math.Min(MostIdf, postings.Idf(term));
}
