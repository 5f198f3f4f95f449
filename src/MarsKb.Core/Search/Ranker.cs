namespace MarsKb.Search;

/// <summary>A document on its way to becoming a hit.</summary>
/// <param name="Message">The best line against the best message, or null where the text was not compared.</param>
/// <param name="Title">The text against the title; of short texts only.</param>
record struct Candidate(int Document, float Score, float Prominent, MessageMatch? Message, MessageMatch? Title = null);

/// <summary>Scores documents against the words of a text. The cost is bounded by postings, not by the length of the text.</summary>
sealed class Ranker(Vocabulary vocabulary, Postings postings, SynonymMap synonyms, IReadOnlyList<MessagePattern[]> messages, IReadOnlyList<MessagePattern[]> titles, int documents)
{
    const int ShortCandidates = 60;
    const int LineCandidates = 50;
    const int PlainLineCandidates = 12;
    const int LineTerms = 24;
    const int PlainLineTerms = 8;
    const int PlainLinePostings = 500;

    readonly TermResolver resolver = new(vocabulary, postings, synonyms);
    readonly ScratchPool pool = new(documents, vocabulary.Count);

    /// <summary>Candidates in no particular order, each document once, and the terms that found them.</summary>
    public (List<Candidate> Candidates, List<QueryTerm> Terms) Rank(QueryText query, bool correct)
    {
        var scratch = pool.Rent();
        try
        {
            if (query.Lines.Count == 0) return ([], []);
            return query.Lines.Count == 1
                ? RankLine(query.Lines[0], query.IsShort, correct, scratch)
                : RankLines(query.Lines, scratch);
        }
        finally { pool.Return(scratch); }
    }

    /// <summary>One line: a question, a message, or both.</summary>
    (List<Candidate>, List<QueryTerm>) RankLine(QueryLine line, bool isShort, bool correct, Scratch scratch)
    {
        var tokens = resolver.Unpack(line.Tokens);
        var terms = resolver.Resolve(tokens, correct);
        Accumulate(terms, isShort ? int.MaxValue : LineTerms * 2, Math.Max(documents, PlainLinePostings), scratch);
        var best = Take(scratch, ShortCandidates, d => scratch.Scores[d] + 2 * scratch.Prominent[d]);
        var matcher = new LineMatcher(postings, scratch.Marks, terms, tokens, vocabulary);
        var candidates = best.ConvertAll(d =>
        {
            var match = matcher.Best(messages[d]);
            var score = scratch.Scores[d] + (isShort ? 1f : 0.5f) * scratch.Prominent[d] + 0.5f * (match?.Score ?? 0);
            return new Candidate(d, score, scratch.Prominent[d], match, isShort ? matcher.Best(titles[d]) : null);
        });
        matcher.Clear();
        return (candidates, terms);
    }

    /// <summary>Several lines, as in a log: each finds candidates of its own, and the best single line decides.</summary>
    (List<Candidate>, List<QueryTerm>) RankLines(IReadOnlyList<QueryLine> lines, Scratch scratch)
    {
        var found = new Dictionary<int, Candidate>();
        var all = new Dictionary<string, QueryTerm>(StringComparer.Ordinal);
        var severe = lines.Any(l => l.Severity == LineSeverity.Failure);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var full = line.Severity == LineSeverity.Failure || !severe;
            // A message may be wrapped: the line is read together with the next one as well.
            var tokens = resolver.Unpack(i + 1 < lines.Count && lines[i + 1].Number == line.Number + 1
                ? [.. line.Tokens, .. lines[i + 1].Tokens] : line.Tokens);
            var terms = resolver.Resolve(tokens, correct: false);
            foreach (var term in terms) all.TryAdd(term.Word, term);
            Accumulate(terms, full ? LineTerms : PlainLineTerms, full ? Math.Max(documents, PlainLinePostings) : PlainLinePostings, scratch);
            var matcher = new LineMatcher(postings, scratch.Marks, terms, tokens, vocabulary);
            foreach (var d in Take(scratch, full ? LineCandidates : PlainLineCandidates, d => scratch.Scores[d]))
            {
                var match = matcher.Best(messages[d]);
                var score = line.Severity.Factor() * ((match?.Score ?? 0) + 0.25f * (scratch.Scores[d] + scratch.Prominent[d]));
                if (!found.TryGetValue(d, out var before) || score > before.Score)
                    found[d] = new Candidate(d, score, scratch.Prominent[d], match is { } m && (before.Message is not { } b || m.Alike >= b.Alike) ? match : before.Message);
            }
            matcher.Clear();
            scratch.Clear();
        }
        return ([.. found.Values], [.. all.Values]);
    }

    /// <summary>Adds up BM25 over the terms, the rarest first, until the number of terms or postings is used up.</summary>
    void Accumulate(List<QueryTerm> terms, int mostTerms, int budget, Scratch scratch)
    {
        foreach (var term in terms.Where(t => t.Alternatives.Length > 0).OrderByDescending(t => t.Idf).Take(mostTerms))
        {
            var cost = term.Alternatives.Sum(a => postings.DocumentFrequency(a.Term));
            if (cost > budget && scratch.Touched.Count > 0) break;
            budget -= cost;
            foreach (var (id, weight) in term.Alternatives) AddTerm(id, weight * term.Factor, term, scratch);
            if (term.Alternatives.Length > 1)
                foreach (var (id, _) in term.Alternatives)
                    foreach (var d in postings.Documents(id)) scratch.Best[d] = 0;
        }
    }

    void AddTerm(int id, float weight, QueryTerm term, Scratch scratch)
    {
        var docs = postings.Documents(id);
        var weights = postings.Weights(id);
        var grouped = term.Alternatives.Length > 1;
        for (var i = 0; i < docs.Length; i++)
        {
            var d = docs[i];
            var value = Postings.Weight(weights[i]) * weight * term.Idf;
            if (grouped)
            {
                // Of a group only the best alternative counts: add what it is better by.
                var before = scratch.Best[d];
                if (value <= before) continue;
                scratch.Best[d] = value;
                value -= before;
                if (before > 0) { scratch.Scores[d] += value; continue; }
            }
            if (scratch.Scores[d] == 0) scratch.Touched.Add(d);
            scratch.Scores[d] += value;
            if (Postings.IsProminent(weights[i])) scratch.Prominent[d] += term.Idf * weight;
        }
    }

    static List<int> Take(Scratch scratch, int most, Func<int, float> score)
    {
        if (scratch.Touched.Count <= most) return [.. scratch.Touched];
        var queue = new PriorityQueue<int, float>(most + 1);
        foreach (var d in scratch.Touched)
        {
            var s = score(d);
            if (queue.Count < most) queue.Enqueue(d, s);
            else queue.EnqueueDequeue(d, s);
        }
        return [.. queue.UnorderedItems.Select(i => i.Element)];
    }
}
