using System.Numerics;

namespace MarsKb.Search;

/// <summary>All terms of an index, and the words behind them for correction and completion.</summary>
sealed class Vocabulary
{
    const int LongestCorrected = 32;

    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> wordTerms = new(StringComparer.Ordinal);
    string[] words = [];
    int[] termOfWord = [];
    uint[] letters = [];
    int[][] byLength = [];

    public int Count => ids.Count;

    public int Add(in Token token)
    {
        if (!ids.TryGetValue(token.Term, out var id)) ids.Add(token.Term, id = ids.Count);
        if (token.IsWord) wordTerms.TryAdd(token.Surface, id);
        return id;
    }

    public int AddConcept(string concept)
    {
        if (!ids.TryGetValue(concept, out var id)) ids.Add(concept, id = ids.Count);
        return id;
    }

    /// <summary>The term's number, or -1.</summary>
    public int Find(string term) => ids.GetValueOrDefault(term, -1);

    /// <summary>Call once after the last <see cref="Add"/>.</summary>
    public void Freeze()
    {
        words = [.. wordTerms.Keys];
        Array.Sort(words, StringComparer.Ordinal);
        termOfWord = Array.ConvertAll(words, w => wordTerms[w]);
        letters = Array.ConvertAll(words, Letters);
        byLength = new int[LongestCorrected + 1][];
        for (var length = 0; length <= LongestCorrected; length++)
            byLength[length] = [.. Enumerable.Range(0, words.Length).Where(w => words[w].Length == length)];
        wordTerms.Clear();
        wordTerms.TrimExcess();
    }

    /// <summary>Terms of the words that begin with <paramref name="prefix"/>, in the order of the words.</summary>
    public IEnumerable<(string Word, int Term)> Completions(string prefix)
    {
        var first = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        for (var i = first < 0 ? ~first : first; i < words.Length && words[i].StartsWith(prefix, StringComparison.Ordinal); i++)
            yield return (words[i], termOfWord[i]);
    }

    /// <summary>
    /// The words nearest to one that is not known: one edit away, or two from nine letters on (a swap of neighbours counts once).
    /// Only the nearest distance is given; words under five letters and words with digits are never corrected.
    /// </summary>
    public List<(string Word, int Term, int Distance)> Nearest(string word, int most)
    {
        var found = new List<(string, int, int)>();
        if (word.Length is < 5 or > LongestCorrected) return found;
        foreach (var c in word) if (char.IsDigit(c)) return found;

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
                found.Add((words[w], termOfWord[w], distance));
            }
        }
        // A shorter search window may have been left with words of the former, larger distance.
        found.RemoveAll(f => f.Item3 > nearest);
        if (found.Count > most) found.RemoveRange(most, found.Count - most);
        return found;
    }

    static uint Letters(string word)
    {
        uint mask = 0;
        foreach (var c in word) mask |= c is >= 'a' and <= 'z' ? 1u << (c - 'a') : 1u << (26 + c % 6);
        return mask;
    }
}
