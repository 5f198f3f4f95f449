using System.Numerics;

namespace MarsKb.Search;

/// <summary>The words of the content as written, in order: what a slip was meant to be, what an unfinished word may become.</summary>
/// <remarks>
/// Slips are found by a scan over the words of about the same length. The library's automata find the same words; making one for two edits
/// costs more than the whole scan over 65,000 words.
/// </remarks>
sealed class Corrections
{
    const int LongestCorrected = 48;

    /// <summary>Stands for a word whose term is not numbered yet.</summary>
    const int Unnumbered = -1;

    readonly TermWeights terms;
    readonly string[] words;
    readonly int[] termOfWord;
    readonly uint[] letters;
    readonly int[][] byLength;

    public Corrections(IndexView view, TermWeights terms)
    {
        this.terms = terms;
        words = [.. Read(view)];
        Array.Sort(words, StringComparer.Ordinal);
        termOfWord = new int[words.Length];
        Array.Fill(termOfWord, Unnumbered);
        letters = Array.ConvertAll(words, Letters);
        byLength = [.. Enumerable.Range(0, LongestCorrected + 1).Select(_ => Array.Empty<int>())];
        foreach (var length in Enumerable.Range(0, words.Length).Where(w => words[w].Length <= LongestCorrected).GroupBy(w => words[w].Length))
            byLength[length.Key] = [.. length];
    }

    static IEnumerable<string> Read(IndexView view)
    {
        if (view.Merged(IndexFields.Word) is not { } dictionary) yield break;
        for (var each = dictionary.GetEnumerator(); each.MoveNext();)
            if (view.Holds(each)) yield return each.Term.Utf8ToString();
    }

    /// <summary>All words, in order.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Terms of the words that begin with <paramref name="prefix"/>, in the order of the words.</summary>
    public IEnumerable<(string Word, int Term)> Completions(string prefix)
    {
        var first = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        for (var i = first < 0 ? ~first : first; i < words.Length && words[i].StartsWith(prefix, StringComparison.Ordinal); i++)
            yield return (words[i], TermOf(i));
    }

    /// <summary>
    /// The words nearest to one that is not known: one edit away, or two from nine letters on (a swap of neighbours counts once).
    /// Only the nearest distance is given; words under five letters and words with digits are never corrected.
    /// </summary>
    public List<(string Word, int Term, int Distance)> Nearest(string word, int most)
    {
        var found = new List<(int Word, int Distance)>();
        if (word.Length is < 5 or > LongestCorrected || word.Any(char.IsDigit)) return [];

        var mask = Letters(word);
        var nearest = word.Length >= 9 ? 2 : 1;
        for (var length = Math.Max(4, word.Length - nearest); length <= Math.Min(LongestCorrected, word.Length + nearest); length++)
        {
            foreach (var w in byLength[length])
            {
                // Each edit changes at most two letters of the set.
                if (BitOperations.PopCount(mask ^ letters[w]) > 2 * nearest) continue;
                var distance = EditDistance.Within(word, words[w], nearest);
                // Two edits at once must leave the beginning alone: "incorrect" is not a slip for "correct".
                if (distance > nearest || (distance == 2 && words[w][0] != word[0])) continue;
                if (distance < nearest) { found.Clear(); nearest = distance; }
                found.Add((w, distance));
            }
        }
        // A shorter search window may have been left with words of the former, larger distance.
        found.RemoveAll(f => f.Distance > nearest);
        return [.. found.Take(most).Select(f => (words[f.Word], TermOf(f.Word), f.Distance))];
    }

    /// <summary>Numbers the terms of all words, and reads how often each stands.</summary>
    public void Warm(CancellationToken cancel)
    {
        for (var w = 0; w < words.Length && !cancel.IsCancellationRequested; w++) terms.Frequency(TermOf(w));
    }

    int TermOf(int word)
    {
        ref var term = ref termOfWord[word];
        if (term == Unnumbered) term = terms.Number(Analyzer.Stem(words[word]));
        return term;
    }

    static uint Letters(string word)
    {
        uint mask = 0;
        foreach (var c in word) mask |= c is >= 'a' and <= 'z' ? 1u << (c - 'a') : 1u << (26 + c % 6);
        return mask;
    }
}
