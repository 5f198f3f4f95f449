using System.Numerics;
using System.Runtime.InteropServices;

namespace MarsKb.Search;

/// <summary>All terms of an index, and the words behind them for correction and completion. Immutable.</summary>
sealed class Vocabulary
{
    const int LongestCorrected = 48;

    readonly Dictionary<string, int> ids;
    readonly Dictionary<string, Known> forms;
    readonly int[] termOfForm;
    readonly string[] words;
    readonly int[] termOfWord;
    readonly uint[] letters;
    readonly int[][] byLength;

    /// <summary>A word as written.</summary>
    readonly record struct Known(int Id, int Term, int Documents, int Own, bool IsWord);

    Vocabulary(Dictionary<string, int> ids, Dictionary<string, Known> forms, int count, int formCount)
    {
        (this.ids, this.forms, Count) = (ids, forms, count);
        termOfForm = new int[formCount];
        foreach (var form in forms.Values) termOfForm[form.Id] = form.Term;
        words = [.. forms.Where(f => f.Value is { IsWord: true, Own: > 0 }).Select(f => f.Key)];
        Array.Sort(words, StringComparer.Ordinal);
        termOfWord = Array.ConvertAll(words, w => forms[w].Term);
        letters = Array.ConvertAll(words, Letters);
        byLength = [.. Enumerable.Range(0, LongestCorrected + 1).Select(_ => Array.Empty<int>())];
        foreach (var length in Enumerable.Range(0, words.Length).Where(w => words[w].Length <= LongestCorrected).GroupBy(w => words[w].Length))
            byLength[length.Key] = [.. length];
    }

    /// <summary>One more than the highest number of a term; some numbers may stand for none any more.</summary>
    public int Count { get; }

    /// <summary>Terms that are in use.</summary>
    public int InUse => ids.Count;

    /// <summary>The term's number, or -1.</summary>
    public int Find(string term) => ids.GetValueOrDefault(term, -1);

    /// <summary>The number of a word as written, or -1.</summary>
    public int FindForm(string surface) => forms.TryGetValue(surface, out var form) ? form.Id : -1;

    public int TermOf(int form) => termOfForm[form];

    /// <summary>All terms with their numbers, in no particular order.</summary>
    public IEnumerable<(string Term, int Id)> Terms => ids.Select(t => (t.Key, t.Value));

    /// <summary>All words as written with their numbers, and whether they are corrected and completed; in no particular order.</summary>
    public IEnumerable<(string Surface, int Id, bool IsWord)> Forms => forms.Select(f => (f.Key, f.Value.Id, f.Value is { IsWord: true, Own: > 0 }));

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

    /// <summary>Brings the terms of several segments, and of an older vocabulary, under one numbering.</summary>
    public sealed class Builder(Vocabulary? older)
    {
        readonly Dictionary<string, int> ids = older is null ? new(StringComparer.Ordinal) : new(older.ids, StringComparer.Ordinal);
        readonly Dictionary<string, Known> forms = older is null ? new(StringComparer.Ordinal) : new(older.forms, StringComparer.Ordinal);

        int formCount = older?.termOfForm.Length ?? 0;

        /// <summary>Numbers of the terms that are pairs of characters of a script without blanks.</summary>
        public HashSet<int> Pairs() => [.. ids.Where(t => t.Key is [var first, _] && CharacterFolding.IsUnspaced(first)).Select(t => t.Value)];

        public int Count { get; private set; } = older?.Count ?? 0;

        /// <summary>The number here of each term and of each form of the segment.</summary>
        public (int[] Terms, int[] Forms) Add(Segment segment)
        {
            var numbers = new int[segment.Terms.Length];
            for (var t = 0; t < numbers.Length; t++)
            {
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, segment.Terms[t], out var known);
                if (!known) id = Count++;
                numbers[t] = id;
            }
            var formNumbers = new int[segment.Forms.Length];
            for (var f = 0; f < formNumbers.Length; f++)
            {
                var (surface, term, documents, own, isWord) = segment.Forms[f];
                ref var form = ref CollectionsMarshal.GetValueRefOrAddDefault(forms, surface, out var known);
                form = new Known(known ? form.Id : formCount++, numbers[term], form.Documents + documents, form.Own + own, isWord);
                formNumbers[f] = form.Id;
            }
            return (numbers, formNumbers);
        }

        /// <summary>Takes the words of a segment off again. Its terms keep their numbers until it is known that nothing else has them.</summary>
        public void Remove(Segment segment)
        {
            foreach (var (surface, _, documents, own, _) in segment.Forms)
            {
                ref var form = ref CollectionsMarshal.GetValueRefOrNullRef(forms, surface);
                form = form with { Documents = form.Documents - documents, Own = form.Own - own };
                if (form.Documents == 0) forms.Remove(surface);
            }
        }

        public Vocabulary Build(Postings postings)
        {
            if (older is not null)
                foreach (var (term, id) in ids)
                    if (postings.DocumentFrequency(id) == 0) ids.Remove(term);
            return new Vocabulary(ids, forms, Count, formCount);
        }
    }
}
