using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MarsKb.Search;

/// <summary>A document on its way to becoming a hit.</summary>
/// <param name="Message">The best line against the best message, or null where the text was not compared.</param>
/// <param name="Title">The text against the title; of short texts only.</param>
record struct Candidate(int Document, float Score, MessageMatch? Message, MessageMatch? Title = null);

/// <summary>Scores documents against the words of a text. The cost is bounded by postings, not by the length of the text.</summary>
sealed class Ranker(WordIndex index)
{
    const int ShortCandidates = 60;
    const int LineCandidates = 50;
    const int PlainLineCandidates = 12;
    const int LineTerms = 24;
    const int PlainLineTerms = 8;
    const int PlainLinePostings = 500;

    /// <summary>So much more alike several lines must be to a message than each by itself.</summary>
    const float Wrapped = 0.1f;

    /// <summary>Up to so many words, several lines may be a form.</summary>
    const int FormTokens = 60;

    /// <summary>So many times all documents may be touched by the lines that report failures, together.</summary>
    const int FailureRounds = 3;

    /// <summary>A message has a rare word or two; what has only its usual words is not looked for among so many.</summary>
    const int EnoughFound = 8_000;

    /// <summary>A message that stands in the line nearly as it is counts so much more than its words in any order.</summary>
    const float Verbatim = 1f;

    /// <summary>How much it counts that people say just this who look for the document.</summary>
    const float Asked = 1.5f;

    /// <summary>Of words with one stem, the one with the same ending is a little more likely meant.</summary>
    const float SameEnding = 0.5f;

    readonly int documents = index.Count;
    readonly TermWeights weights = index.Weights;
    readonly TermResolver resolver = new(index);
    readonly ScratchPool pool = new(index.Count);

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
        var tokens = resolver.Unpack(line.Tokens, correct);
        // Of a name that is known and asked for alone the humps are noise.
        if (tokens.Count > 1 && tokens.Count(t => !t.IsPart) == 1 && weights.Find(tokens[0].Term) >= 0) tokens = [tokens[0]];
        var terms = resolver.Resolve(tokens, correct, isShort);
        Accumulate(terms, isShort ? int.MaxValue : LineTerms * 2, Math.Max(documents, PlainLinePostings), isShort ? int.MaxValue : EnoughFound, scratch);
        var matcher = new LineMatcher(weights, scratch, terms, tokens, line.Number);
        var candidates = new List<Candidate>(ShortCandidates);
        foreach (var d in Best(scratch, ShortCandidates, prominence: 2f))
        {
            var patterns = index.Patterns[d];
            var match = matcher.Best(patterns.Messages);
            var tally = scratch.Tallies[d];
            var score = tally.Score + tally.Covered + (isShort ? 1.5f : 0.6f) * tally.Prominent
                + (isShort ? 0.2f : 0.4f) * (match?.Score ?? 0) * (1 + Verbatim * Math.Max(0, (match?.Alike ?? 0) - 0.5f));
            score += Asked * matcher.Likeness(patterns.Asked, index.Concepts);
            var title = isShort ? matcher.Match(patterns.Title) : null;
            if (isShort) score += SameEnding * Math.Max(match?.Exact ?? 0, title?.Exact ?? 0);
            candidates.Add(new Candidate(d, score, match, title));
        }
        return (candidates, terms);
    }

    /// <summary>Several lines, as in a log: each finds candidates of its own, and the best single line decides.</summary>
    (List<Candidate>, List<QueryTerm>) RankLines(IReadOnlyList<QueryLine> lines, Scratch scratch)
    {
        var found = new Dictionary<int, Candidate>();
        var all = new Dictionary<string, QueryTerm>(StringComparer.Ordinal);
        var failures = lines.Count(l => l.Severity == LineSeverity.Failure);
        var budget = (int)Math.Clamp((long)documents * FailureRounds / Math.Max(1, failures == 0 ? lines.Count : failures), PlainLinePostings, Math.Max(documents, PlainLinePostings));
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var full = line.Severity == LineSeverity.Failure || failures == 0;
            // A message may be wrapped, or follow the line that says "error": then the line is read together with the next one.
            var wrapped = full || (i > 0 && lines[i - 1].Severity == LineSeverity.Failure);
            var tokens = resolver.Unpack(wrapped && i + 1 < lines.Count && lines[i + 1].Number == line.Number + 1
                ? [.. line.Tokens, .. lines[i + 1].Tokens] : line.Tokens, correct: false);
            var terms = resolver.Resolve(tokens, correct: false, isShort: false);
            foreach (var term in terms) all.TryAdd(term.Word, term);
            Accumulate(terms, full ? LineTerms : PlainLineTerms, full ? budget : PlainLinePostings, EnoughFound, scratch);
            var matcher = new LineMatcher(weights, scratch, terms, tokens, line.Number);
            foreach (var d in Best(scratch, full ? LineCandidates : PlainLineCandidates, prominence: 0))
            {
                var match = matcher.Best(index.Patterns[d].Messages);
                var score = line.Severity.Factor() * ((match?.Score ?? 0) + 0.25f * (scratch.Tallies[d].Score + scratch.Tallies[d].Prominent));
                if (!found.TryGetValue(d, out var before) || score > before.Score)
                    found[d] = new Candidate(d, score, match is { } m && (before.Message is not { } b || m.Alike >= b.Alike) ? match : before.Message);
            }
            scratch.Clear();
        }
        if (lines.Sum(l => l.Tokens.Count) <= FormTokens) RankTogether(lines, isForm: failures == 0, found, scratch);
        return ([.. found.Values], [.. all.Values]);
    }

    /// <summary>A few short lines are also read as one: a message may be wrapped over several, and of a form or a table no line says all.</summary>
    void RankTogether(IReadOnlyList<QueryLine> lines, bool isForm, Dictionary<int, Candidate> found, Scratch scratch)
    {
        var tokens = resolver.Unpack([.. lines.SelectMany(l => l.Tokens)], correct: false);
        var terms = resolver.Resolve(tokens, correct: false, isShort: false);
        Accumulate(terms, LineTerms * 2, Math.Max(documents, PlainLinePostings), EnoughFound, scratch);
        var matcher = new LineMatcher(weights, scratch, terms, tokens, lines[0].Number);
        foreach (var d in Best(scratch, LineCandidates, prominence: 0))
        {
            var score = isForm ? 0.25f * (scratch.Tallies[d].Score + scratch.Tallies[d].Prominent) + Asked * matcher.Likeness(index.Patterns[d].Asked, index.Concepts) : 0;
            var whole = matcher.Best(index.Patterns[d].Messages);
            if (!found.TryGetValue(d, out var before)) before = new Candidate(d, 0, null);
            // A message that is only whole over several lines counts as much as one on a line.
            if (whole is { } wrapped && wrapped.Alike > (before.Message?.Alike ?? 0) + Wrapped) (before.Message, score) = (whole, Math.Max(score, wrapped.Score - before.Score));
            if (before.Message is not null || score > 0) found[d] = before with { Score = before.Score + Math.Max(0, score) };
        }
        scratch.Clear();
    }

    /// <summary>Adds up BM25 over the terms, the rarest first, until the number of terms or postings is used up.</summary>
    /// <param name="enough">With so many documents found, the more usual words only order them.</param>
    void Accumulate(List<QueryTerm> terms, int mostTerms, int budget, int enough, Scratch scratch)
    {
        foreach (var term in terms.Where(t => t.Alternatives.Length > 0).OrderByDescending(t => t.Idf * t.Factor).Take(mostTerms))
        {
            var cost = 0;
            foreach (var (id, _) in term.Alternatives) cost += weights.Frequency(id);
            if (cost > budget && scratch.Touched.Count > 0) break;
            budget -= cost;
            var open = scratch.Touched.Count < enough;
            if (term.Alternatives is [var (only, weight)]) AddTerm(only, weight * term.Factor * term.Idf, open, scratch);
            else AddGroup(term, open, scratch);
        }
    }

    void AddTerm(int id, float factor, bool open, Scratch scratch)
    {
        var documents = weights.Documents(id);
        var packed = weights.Weights(id)[..documents.Length];
        ref var tallies = ref MemoryMarshal.GetArrayDataReference(scratch.Tallies);
        for (var i = 0; i < documents.Length; i++)
        {
            // Postings hold no document that is not there, and this is where the time goes.
            ref var tally = ref Unsafe.Add(ref tallies, documents[i]);
            if (tally.Score == 0)
            {
                if (!open) continue;
                scratch.Touched.Add(documents[i]);
            }
            tally.Score += Postings.Weight(packed[i]) * factor;
            tally.Covered += factor;
            tally.Prominent += Postings.IsProminent(packed[i]) ? factor : 0;
        }
    }

    /// <summary>Of a group only the best alternative counts: each adds what it is better by than those before.</summary>
    void AddGroup(QueryTerm term, bool open, Scratch scratch)
    {
        var tallies = scratch.Tallies;
        foreach (var (id, weight) in term.Alternatives)
        {
            var documents = weights.Documents(id);
            var packed = weights.Weights(id);
            var factor = weight * term.Factor * term.Idf;
            for (var i = 0; i < documents.Length; i++)
            {
                ref var tally = ref tallies[documents[i]];
                if (tally.Score == 0 && !open) continue;
                var (value, before) = (Postings.Weight(packed[i]) * factor, tally.Best);
                if (value <= before) continue;
                if (tally.Score == 0) scratch.Touched.Add(documents[i]);
                tally.Best = value;
                tally.Score += value - before;
                if (before > 0) continue;
                tally.Covered += factor;
                if (Postings.IsProminent(packed[i])) tally.Prominent += factor;
            }
        }
        foreach (var (id, _) in term.Alternatives)
            foreach (var d in weights.Documents(id)) tallies[d].Best = 0;
    }

    /// <summary>The documents with the highest scores, in no particular order.</summary>
    /// <param name="prominence">How much what stands in code, title or message counts here beside the score.</param>
    static ReadOnlySpan<int> Best(Scratch scratch, int most, float prominence)
    {
        var touched = scratch.Touched;
        if (touched.Count <= most) return touched.ToArray();
        var queue = new PriorityQueue<int, float>(most + 1);
        var least = float.MinValue;
        foreach (var d in touched)
        {
            var score = scratch.Tallies[d].Score + prominence * scratch.Tallies[d].Prominent;
            if (queue.Count < most) queue.Enqueue(d, score);
            else if (score > least)
            {
                queue.EnqueueDequeue(d, score);
                queue.TryPeek(out _, out least);
            }
        }
        var best = new int[queue.Count];
        for (var i = 0; i < best.Length; i++) best[i] = queue.Dequeue();
        return best;
    }
}
