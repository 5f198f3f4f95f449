using MarsKb.Entries;

namespace MarsKb.Search;

/// <summary>Completions while somebody types, from titles and messages: the last word may be unfinished, any word may have a slip.</summary>
sealed class Suggester(SearchDocument[] documents, WordIndex index)
{
    /// <summary>Of the words that a short prefix may become, the most usual ones.</summary>
    const int MostCompletions = 64;

    /// <summary>Words looked at to find those.</summary>
    const int MostLookedAt = 4_000;

    /// <summary>Documents that are compared by their title; what finds more has said too little to order them.</summary>
    const int MostCompared = 2_000;

    /// <summary>With so many documents found, what else a word may become is not looked for.</summary>
    const int EnoughFound = 30_000;

    const int WeightSteps = 512;

    readonly TermWeights weights = index.Weights;
    readonly ScratchPool pool = new(index.Count);

    /// <summary>A word as the terms that it may be, and how sure each is; all that an unfinished word may become are marked while titles are compared.</summary>
    readonly record struct Typed(List<(int Term, float Weight)> Terms, HashSet<int> All)
    {
        public bool IsCutOff => All.Count > Terms.Count;
    }

    /// <summary>Documents whose code, title or message holds all words; the best first.</summary>
    public List<int> Suggest(string prefix, int most)
    {
        var tokens = Analyzer.Analyze(prefix).Where(t => !t.IsPart).ToList();
        if (tokens.Count == 0) return [];
        var unfinished = tokens[^1].Start + tokens[^1].Length == prefix.Length;
        var typed = new Typed[tokens.Count];
        for (var i = 0; i < typed.Length; i++)
        {
            typed[i] = Meanings(tokens[i], unfinished && i == typed.Length - 1);
            if (typed[i].Terms.Count == 0) return [];
        }

        var scratch = pool.Rent();
        try { return Rank(typed, scratch, most); }
        finally { pool.Return(scratch); }
    }

    List<int> Rank(Typed[] typed, Scratch scratch, int most)
    {
        // The rarest word finds the documents; the others have only to be looked up in them.
        var rarest = 0;
        var fewest = int.MaxValue;
        for (var i = 0; i < typed.Length; i++)
        {
            var cost = 0;
            foreach (var (term, _) in typed[i].Terms) cost += weights.Frequency(term);
            // What a cut-off word may become is not listed in full.
            if (typed[i].IsCutOff && typed.Length > 1) cost = int.MaxValue - 1;
            if (cost < fewest) (fewest, rarest) = (cost, i);
        }
        Collect(typed[rarest], scratch);

        // Only the last word can be cut off, so one mark is enough.
        foreach (var term in typed[^1].All) scratch.Mark(term);
        var ranked = new List<(float Score, int Document)>();
        foreach (var d in Likely(scratch))
        {
            var score = Compare(typed, rarest, d, scratch);
            if (score > 0) ranked.Add((score, d));
        }
        ranked.Sort((a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score)
            : documents[a.Document].Kind == EntryKind.Matrix != (documents[b.Document].Kind == EntryKind.Matrix) ? (documents[a.Document].Kind == EntryKind.Matrix ? 1 : -1)
            : a.Document.CompareTo(b.Document));
        return [.. ranked.Take(most).Select(r => r.Document)];
    }

    void Collect(Typed word, Scratch scratch)
    {
        foreach (var (term, weight) in word.Terms)
        {
            if (scratch.Touched.Count >= EnoughFound) break;
            var found = weights.Documents(term);
            var packed = weights.Weights(term);
            for (var i = 0; i < found.Length; i++)
            {
                if (!Postings.IsProminent(packed[i])) continue;
                var (d, value) = (found[i], weight * Postings.Weight(packed[i]));
                if (scratch.Tallies[d].Score == 0) scratch.Touched.Add(d);
                if (value > scratch.Tallies[d].Score) scratch.Tallies[d].Score = value;
            }
        }
    }

    /// <summary>The documents with the highest weights, as many as are compared. Weights are counted in steps, so that a hundred thousand need no sorting.</summary>
    static List<int> Likely(Scratch scratch)
    {
        var (touched, tallies) = (scratch.Touched, scratch.Tallies);
        if (touched.Count <= MostCompared) return touched;
        Span<int> steps = stackalloc int[WeightSteps];
        foreach (var d in touched) steps[Step(tallies[d].Score)]++;
        var (least, above) = (WeightSteps - 1, 0);
        while (above + steps[least] < MostCompared) above += steps[least--];
        var (likely, room) = (new List<int>(MostCompared), MostCompared - above);
        foreach (var d in touched)
        {
            var step = Step(tallies[d].Score);
            if (step > least || (step == least && room-- > 0)) likely.Add(d);
        }
        return likely;

        static int Step(float weight) => Math.Min(WeightSteps - 1, (int)(weight * (WeightSteps / (Fields.K1 + 1))));
    }

    /// <summary>Zero unless the document has all words. Words that follow each other in the title count most, and a title that says little else.</summary>
    float Compare(Typed[] typed, int found, int document, Scratch scratch)
    {
        var title = index.Patterns[document].Title;
        var (inTitle, inOrder, place) = (0, 0, -1);
        var sum = scratch.Tallies[document].Score;
        for (var i = 0; i < typed.Length; i++)
        {
            var at = place >= 0 && place + 1 < title.Length && Is(typed, i, title[place + 1], scratch) ? place + 1 : PlaceIn(title, typed, i, scratch);
            if (at >= 0)
            {
                inTitle++;
                if (i > 0 && place >= 0 && at == place + 1) inOrder++;
            }
            else if (i != found && !Holds(typed, i, document, scratch)) return 0;
            place = at;
        }
        var share = title.Length == 0 ? 0 : (float)inTitle / Math.Max(inTitle, title.Length);
        return sum + 2f * inTitle / typed.Length + 3f * inOrder / Math.Max(1, typed.Length - 1) + 1.5f * share;
    }

    static int PlaceIn(ReadOnlySpan<PatternWord> title, Typed[] typed, int word, Scratch scratch)
    {
        for (var i = 0; i < title.Length; i++) if (Is(typed, word, title[i], scratch)) return i;
        return -1;
    }

    static bool Is(Typed[] typed, int word, PatternWord written, Scratch scratch)
    {
        if (written.IsGap) return false;
        var term = written.Term;
        if (word == typed.Length - 1) return scratch.IsMarked(term);
        foreach (var (one, _) in typed[word].Terms) if (one == term) return true;
        return false;
    }

    bool Holds(Typed[] typed, int place, int document, Scratch scratch)
    {
        var word = typed[place];
        if (word.All.Count <= 8)
        {
            foreach (var (term, _) in word.Terms) if (weights.Contains(term, document)) return true;
            return false;
        }
        foreach (var message in index.Patterns[document].Messages)
            foreach (var written in message) if (Is(typed, place, written, scratch)) return true;
        return false;
    }

    Typed Meanings(in Token token, bool unfinished)
    {
        var terms = new List<(int Term, float Weight)>();
        var all = new HashSet<int>();
        if (weights.Find(token.Term) is >= 0 and var known && all.Add(known)) terms.Add((known, 1f));
        if (unfinished)
        {
            var completions = new List<int>();
            foreach (var (_, term) in index.Corrections.Completions(token.Surface).Take(MostLookedAt)) if (all.Add(term)) completions.Add(term);
            if (completions.Count > MostCompletions)
            {
                completions.Sort((a, b) => weights.Frequency(b).CompareTo(weights.Frequency(a)));
                completions.RemoveRange(MostCompletions, completions.Count - MostCompletions);
            }
            foreach (var term in completions) terms.Add((term, 0.9f));
        }
        if (terms.Count == 0 && token.IsWord)
            foreach (var (_, term, _) in index.Corrections.Nearest(token.Surface, 4)) if (all.Add(term)) terms.Add((term, 0.6f));
        return new Typed(terms, all);
    }
}
