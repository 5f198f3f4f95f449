namespace MarsKb.Search;

/// <summary>The Porter stemming algorithm (M. F. Porter, "An algorithm for suffix stripping", Program 14, 1980).</summary>
static class PorterStemmer
{
    static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    static readonly (string Suffix, string Replacement)[] Step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    static readonly string[] Step4 =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"];

    /// <param name="word">Lower case; words with anything but a to z come back unchanged.</param>
    public static string Stem(string word)
    {
        if (word.Length < 3 || word.Length > 40) return word;
        foreach (var c in word) if (c is < 'a' or > 'z') return word;

        Span<char> buffer = stackalloc char[word.Length + 1];
        word.CopyTo(buffer);
        var length = Plurals(buffer, word.Length);
        length = PastAndGerund(buffer, length);
        if (length > 1 && buffer[length - 1] == 'y' && HasVowel(buffer[..(length - 1)])) buffer[length - 1] = 'i';
        length = Replace(buffer, length, Step2);
        length = Replace(buffer, length, Step3);
        length = Strip(buffer, length);
        length = Tidy(buffer, length);
        return new string(buffer[..length]);
    }

    static int Plurals(Span<char> word, int length)
    {
        var w = word[..length];
        if (w.EndsWith("sses") || w.EndsWith("ies")) return length - 2;
        return w.EndsWith("s") && !w.EndsWith("ss") ? length - 1 : length;
    }

    static int PastAndGerund(Span<char> word, int length)
    {
        var w = word[..length];
        if (w.EndsWith("eed")) return Measure(w[..^3]) > 0 ? length - 1 : length;
        var cut = w.EndsWith("ed") ? 2 : w.EndsWith("ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(w[..^cut])) return length;

        length -= cut;
        w = word[..length];
        if (w.EndsWith("at") || w.EndsWith("bl") || w.EndsWith("iz")) return Append(word, length);
        if (length > 1 && w[^1] == w[^2] && !IsVowel(w, length - 1) && w[^1] is not ('l' or 's' or 'z')) return length - 1;
        return Measure(w) == 1 && EndsShort(w) ? Append(word, length) : length;
    }

    static int Append(Span<char> word, int length)
    {
        word[length] = 'e';
        return length + 1;
    }

    static int Replace(Span<char> word, int length, (string Suffix, string Replacement)[] rules)
    {
        var w = word[..length];
        foreach (var (suffix, replacement) in rules)
        {
            if (!w.EndsWith(suffix)) continue;
            var stem = length - suffix.Length;
            if (Measure(w[..stem]) == 0) return length;
            replacement.CopyTo(word[stem..]);
            return stem + replacement.Length;
        }
        return length;
    }

    static int Strip(Span<char> word, int length)
    {
        var w = word[..length];
        var best = "";
        foreach (var suffix in Step4)
            if (suffix.Length > best.Length && w.EndsWith(suffix)) best = suffix;
        if (best.Length == 0) return length;
        var stem = w[..^best.Length];
        if (best == "ion" && (stem.Length == 0 || stem[^1] is not ('s' or 't'))) return length;
        return Measure(stem) > 1 ? stem.Length : length;
    }

    static int Tidy(Span<char> word, int length)
    {
        var w = word[..length];
        if (w.EndsWith("e"))
        {
            var measure = Measure(w[..^1]);
            if (measure > 1 || (measure == 1 && !EndsShort(w[..^1]))) length--;
        }
        w = word[..length];
        return w.EndsWith("ll") && Measure(w) > 1 ? length - 1 : length;
    }

    static bool IsVowel(ReadOnlySpan<char> word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' => i > 0 && !IsVowel(word, i - 1),
        _ => false,
    };

    static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++) if (IsVowel(word, i)) return true;
        return false;
    }

    /// <summary>How often a vowel is followed by a consonant: Porter's m.</summary>
    static int Measure(ReadOnlySpan<char> word)
    {
        var (measure, afterVowel) = (0, false);
        for (var i = 0; i < word.Length; i++)
        {
            var vowel = IsVowel(word, i);
            if (!vowel && afterVowel) measure++;
            afterVowel = vowel;
        }
        return measure;
    }

    /// <summary>Consonant, vowel, consonant, the last not w, x or y: Porter's *o.</summary>
    static bool EndsShort(ReadOnlySpan<char> word) =>
        word.Length >= 3 && !IsVowel(word, word.Length - 1) && IsVowel(word, word.Length - 2) && !IsVowel(word, word.Length - 3)
        && word[^1] is not ('w' or 'x' or 'y');
}
