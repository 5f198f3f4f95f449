using MarsKb.Quantities;

namespace MarsKb.Consistency;

/// <summary>A version number in a text.</summary>
/// <param name="Product">The name right before it, such as <c>.NET Framework</c>; empty for none.</param>
/// <param name="Number">Without zeros at its end.</param>
/// <param name="IsAsked">True when the words around it make it a least or a most: "or later", "older than".</param>
sealed record VersionMention(string Product, string Number, string Written, bool IsAsked, int Start)
{
    static readonly string[] Before =
    [
        "at least", "older than", "newer than", "earlier than", "later than", "lower than", "higher than", "less than", "below", "above", "before", "since", "minimum",
        "needs", "need", "requires", "require", "must be", "from", "upgrade to", "update to", "<", ">", "at most", "version is now",
    ];

    static readonly string[] After =
    [
        "or later", "or above", "or higher", "or newer", "or greater", "and later", "and above", "and higher", "or a later", "or lower", "or earlier", "and earlier", "on",
    ];

    // These leave no doubt that a version is meant and not an address of the network.
    static readonly string[] Comparing =
    [
        "older than", "newer than", "earlier than", "later than", "lower than", "higher than", "or later", "or above", "or higher", "or newer", "or earlier",
    ];

    const int Near = 45;
    const int LongestNumber = 24;
    const int MostDots = 3;

    /// <summary>What stands before a number that is a part of something else: a path, a name, a fraction.</summary>
    const string GluedBefore = "._-/\\=,#";

    /// <summary>What goes on behind a number where a letter or digit follows.</summary>
    const string GluedBehind = "%_/\\-";

    public static IEnumerable<VersionMention> In(string text, IReadOnlySet<string> products)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || IsPartOfWord(text, i)) continue;
            var start = i;
            i = End(text, start);
            if (Read(text, start, i, products) is { } mention) yield return mention;
        }
    }

    /// <summary>True for a digit in the middle of a word or number; a <c>v</c> by itself may stand before it.</summary>
    static bool IsPartOfWord(string text, int digit)
    {
        if (digit == 0) return false;
        var before = text[digit - 1];
        if (GluedBefore.Contains(before)) return true;
        var isVersionSign = before is 'v' or 'V' && (digit < 2 || !char.IsLetterOrDigit(text[digit - 2]));
        return char.IsLetterOrDigit(before) && !isVersionSign;
    }

    /// <summary>Behind the digits and the dots between them.</summary>
    static int End(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' && IsDigit(text, end + 1))) end++;
        return end;
    }

    static bool IsDigit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    static bool GoesOn(string text, int end) =>
        end < text.Length && (char.IsLetter(text[end]) || GluedBehind.Contains(text[end]) && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]));

    /// <returns>Null for a number that is no version, or of which nobody knows what it is the version of.</returns>
    static VersionMention? Read(string text, int start, int end, IReadOnlySet<string> products)
    {
        var written = text[start..end];
        if (written.Count(c => c == '.') is 0 or > MostDots || written.Length > LongestNumber || GoesOn(text, end)) return null;
        if (VersionNumber.Parse(written) is not { } number) return null;
        var around = new Words(text[Math.Max(0, start - Near)..start].TrimEnd('`', ' ', 'v', 'V'), text[end..Math.Min(text.Length, end + Near)].TrimStart('`', ' '));
        var product = ProductBefore(text, start, products);
        return product.Length > 0 || IsVersionAlone(written, around) ? new VersionMention(product, number.ToString(), written, around.Ask, start) : null;
    }

    /// <summary>Without a product, only a number of three parts and more that is asked for, and that is no address of the network.</summary>
    static bool IsVersionAlone(string written, Words around)
    {
        var parts = written.Split('.');
        return around.Ask && parts.Length >= 3 && (around.Compare || !LooksLikeAddress(parts));
    }

    static bool LooksLikeAddress(string[] parts) => parts.Length == 4 && parts.All(p => p.Length < 4);

    /// <summary>The words around a number.</summary>
    readonly record struct Words(string Before, string After)
    {
        public bool Ask => EndsBefore(VersionMention.Before) || BeginsAfter(VersionMention.After) || NamesBound(Before);

        public bool Compare => EndsBefore(Comparing) || BeginsAfter(Comparing);

        bool EndsBefore(string[] words)
        {
            var before = Before;
            return Array.Exists(words, w => before.EndsWith(w, StringComparison.OrdinalIgnoreCase));
        }

        bool BeginsAfter(string[] words)
        {
            var after = After;
            return Array.Exists(words, w => after.StartsWith(w, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>"Agents below version", "must be version", "older than the agent".</summary>
    static bool NamesBound(string before)
    {
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tail = string.Join(' ', words.TakeLast(5));
        return Array.Exists(Before, w => w.Length > 4 && tail.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Up to three words with a capital, or a full stop before it, right before the number.</summary>
    /// <param name="products">Names that stand within sentences; the first word of a sentence has a capital in any case.</param>
    static string ProductBefore(string text, int start, IReadOnlySet<string> products)
    {
        var words = new List<string>();
        var end = start;
        var first = false;
        while (!first && words.Count < 3 && end > 0 && text[end - 1] == ' ')
        {
            end--;
            var begin = end;
            while (begin > 0 && !char.IsWhiteSpace(text[begin - 1])) begin--;
            var word = text[begin..end].Trim('`', '*', '"', '(');
            end = begin;
            if (word is "version" or "Version" or "versions" or "v") continue;
            if (!IsName(word)) break;
            words.Insert(0, word);
            first = BeginsSentence(text, begin);
        }
        return first ? WithoutFirstOfSentence(words, products) : string.Join(' ', words);
    }

    /// <summary>Begins with a capital, or with a full stop before one as <c>.NET</c> does, and ends no phrase.</summary>
    static bool IsName(string word) => word.Length >= 2 && char.IsAsciiLetterUpper(word[0] == '.' ? word[1] : word[0]) && word[^1] is not (',' or ';' or ':' or '.' or ')');

    static bool BeginsSentence(string text, int at) => at == 0 || at > 1 && text[at - 2] is '.' or ':' or '?' or '!';

    /// <summary>"Install PowerShell 7.1", "Windows 10.1": the first word belongs to the name only where the name stands within a sentence elsewhere, or is no common word.</summary>
    static string WithoutFirstOfSentence(List<string> words, IReadOnlySet<string> products)
    {
        var name = string.Join(' ', words);
        if (products.Contains(name)) return name;
        if (words.Count > 1) return string.Join(' ', words.Skip(1));
        return name.Skip(1).All(char.IsAsciiLetterLower) ? "" : name;
    }

    public static string Family(string number) => string.Join('.', number.Split('.').Take(2)) + ".*";
}
