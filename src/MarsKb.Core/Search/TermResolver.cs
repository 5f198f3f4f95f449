namespace MarsKb.Search;

/// <summary>Finds out which terms of the index a word of the query means.</summary>
sealed class TermResolver(WordIndex index)
{
    readonly TermWeights weights = index.Weights;
    readonly SynonymMap synonyms = index.Synonyms;

    const int MostCorrections = 4;
    const int MostCorrectedWords = 24;

    /// <summary>A synonym says nearly as much as the word.</summary>
    const float SynonymWeight = 0.95f;

    const float PhraseWeight = 0.9f;

    const int MostCompletions = 8;

    static readonly float[] DistanceWeight = [1f, 0.8f, 0.6f];

    /// <summary>Of a CamelCase word that no document has, the humps are words of their own.</summary>
    /// <param name="correct">True when a slip in the whole word is to be looked for first.</param>
    public List<Token> Unpack(IReadOnlyList<Token> tokens, bool correct)
    {
        var unpacked = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var whole = tokens[i];
            var parts = 0;
            while (i + 1 + parts < tokens.Count && tokens[i + 1 + parts] is { IsPart: true } part && part.Start + part.Length <= whole.Start + whole.Length) parts++;
            if (whole.IsPart || whole.IsNumber || parts == 0 || weights.Find(whole.Term) >= 0 || (correct && whole.IsName && index.Corrections.Nearest(whole.Surface, 1).Count > 0)) { unpacked.Add(whole); continue; }
            for (var p = 1; p <= parts; p++) unpacked.Add(tokens[i + p] with { Traits = tokens[i + p].Traits & ~TokenTraits.Part });
            i += parts;
        }
        return unpacked;
    }

    /// <param name="correct">False to take every word as written.</param>
    /// <param name="isShort">A question: then even a path is what it is about.</param>
    public List<QueryTerm> Resolve(IReadOnlyList<Token> tokens, bool correct, bool isShort)
    {
        var terms = new List<QueryTerm>(tokens.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var corrected = 0;
        var meant = tokens.ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            // In a long text small numbers are dates, times and counts.
            if (token.IsNumber && token.Length < 3 && tokens.Count > QueryText.ShortTokens) continue;
            if (!seen.Add(token.Term)) continue;
            var term = weights.Find(token.Term);
            if (term >= 0) { terms.Add(Known(token, term) with { IsVariable = token.IsVariable && !isShort }); continue; }
            if (token.IsVariable && !isShort) continue;
            if (token.IsTruncated && Completed(token) is { } completed) { terms.Add(completed); continue; }
            if (Joined(tokens, i) is { } joined && seen.Add(joined.Word)) terms.Add(joined);
            if (correct && (token.IsWord || token.IsName) && corrected < MostCorrectedWords)
            {
                corrected++;
                if (Corrected(token) is { } found)
                {
                    terms.Add(found);
                    meant[i] = token with { Surface = found.Correction!, Term = Analyzer.Stem(found.Correction!) };
                    continue;
                }
            }
            terms.Add(new QueryTerm(token.Surface, [], 0, token.IsPart));
        }
        foreach (var (concept, phrase, first, length) in synonyms.Match(meant))
        {
            if (weights.Find(concept) is not (>= 0 and var id) || !seen.Add(concept)) continue;
            // A word and its concept are one idea: the better of the two counts. A phrase adds to its words.
            var word = length == 1 ? terms.FindIndex(t => t.Word == tokens[first].Surface) : -1;
            if (word >= 0) terms[word] = terms[word].Or(id, SynonymWeight, weights.Idf(id));
            else terms.Add(new QueryTerm(phrase, [(id, length == 1 ? SynonymWeight : PhraseWeight)], weights.Idf(id), false, IsConcept: true));
        }
        return terms;
    }

    /// <summary>The software cut the word off: "the latest cred…".</summary>
    QueryTerm? Completed(in Token token)
    {
        if (token.Surface.Length < 3) return null;
        var terms = index.Corrections.Completions(token.Surface).DistinctBy(c => c.Term).Take(MostCompletions).Select(c => (c.Term, 0.9f)).ToArray();
        return terms.Length == 0 ? null : new QueryTerm(token.Surface, terms, terms.Min(t => weights.Idf(t.Term)), token.IsPart);
    }

    QueryTerm Known(in Token token, int term) => new(token.Surface, [(term, 1f)], weights.Idf(term), token.IsPart);

    /// <summary>Two words that the content writes as one: "day light" is daylight.</summary>
    QueryTerm? Joined(IReadOnlyList<Token> tokens, int i)
    {
        return Try(i - 1, i) ?? Try(i, i + 1);

        QueryTerm? Try(int a, int b)
        {
            if (a < 0 || b >= tokens.Count || !tokens[a].IsWord || !tokens[b].IsWord || tokens[a].IsPart || tokens[b].IsPart) return null;
            var word = tokens[a].Surface + tokens[b].Surface;
            var term = weights.Find(Analyzer.Stem(word));
            return term < 0 ? null : new QueryTerm(word, [(term, 0.9f)], weights.Idf(term), false);
        }
    }

    QueryTerm? Corrected(in Token token)
    {
        var nearest = index.Corrections.Nearest(token.Surface, 64);
        if (nearest.Count == 0) return null;
        // The most usual word first: it is what is shown as the correction.
        nearest.Sort((a, b) => (weights.Frequency(b.Term), a.Word).CompareTo((weights.Frequency(a.Term), b.Word)));
        var alternatives = nearest.DistinctBy(n => n.Term).Take(MostCorrections)
            .Select(n => (n.Term, DistanceWeight[n.Distance])).ToArray();
        return new QueryTerm(token.Surface, alternatives, alternatives.Min(a => weights.Idf(a.Term)), token.IsPart, nearest[0].Word);
    }
}
