using System.Globalization;

namespace MarsKb.Consistency;

/// <summary>A version number in a text.</summary>
/// <param name="Product">The name right before it, such as <c>.NET Framework</c>; empty for none.</param>
/// <param name="Number">Without zeros at its end.</param>
/// <param name="IsAsked">True when the words around it make it a least or a most: "or later", "older than".</param>
sealed record VersionMention(string Product, string Number, string Written, bool IsAsked, int Start)
{
    static readonly string[] Before = ["at least", "older than", "newer than", "earlier than", "later than", "lower than", "higher than", "less than", "below", "above", "before", "since", "minimum", "needs", "need", "requires", "require", "must be", "from", "upgrade to", "update to", "<", ">", "at most", "version is now"];
    static readonly string[] After = ["or later", "or above", "or higher", "or newer", "or greater", "and later", "and above", "and higher", "or a later", "or lower", "or earlier", "and earlier", "on"];

    // These leave no doubt that a version is meant and not an address of the network.
    static readonly string[] Comparing = ["older than", "newer than", "earlier than", "later than", "lower than", "higher than", "or later", "or above", "or higher", "or newer", "or earlier"];

    const int Near = 45;

    static bool LooksLikeAddress(string[] parts) => parts.Length == 4 && parts.All(p => p.Length < 4);

    public static IEnumerable<VersionMention> In(string text, IReadOnlySet<string> products)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || i > 0 && (char.IsLetterOrDigit(text[i - 1]) && !(text[i - 1] is 'v' or 'V' && (i < 2 || !char.IsLetterOrDigit(text[i - 2]))) || text[i - 1] is '.' or '_' or '-' or '/' or '\\' or '=' or ',' or '#')) continue;
            var end = i;
            var dots = 0;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))) if (text[end++] == '.') dots++;
            var start = i;
            i = end;
            if (dots is 0 or > 3 || end - start > 24 || end < text.Length && (char.IsLetter(text[end]) || text[end] is '%' or '_' or '/' or '\\' or '-' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]))) continue;
            var written = text[start..end];
            var parts = written.Split('.');
            var before = text[Math.Max(0, start - Near)..start].TrimEnd('`', ' ', 'v', 'V');
            var after = text[end..Math.Min(text.Length, end + Near)].TrimStart('`', ' ');
            var asked = Array.Exists(Before, w => before.EndsWith(w, StringComparison.OrdinalIgnoreCase)) || Array.Exists(After, w => after.StartsWith(w, StringComparison.OrdinalIgnoreCase)) || NamesBound(before);
            var product = ProductBefore(text, start, products);
            if (product.Length == 0 && (!asked || parts.Length < 3 || LooksLikeAddress(parts) && !Array.Exists(Comparing, w => before.EndsWith(w, StringComparison.OrdinalIgnoreCase) || after.StartsWith(w, StringComparison.OrdinalIgnoreCase)))) continue;
            yield return new VersionMention(product, Plain(parts), written, asked, start);
        }
    }

    /// <summary>"Agents below version", "must be version", "older than the agent".</summary>
    static bool NamesBound(string before)
    {
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tail = string.Join(' ', words.TakeLast(5));
        return Array.Exists(Before, w => w.Length > 4 && tail.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    static string Plain(string[] parts)
    {
        var length = parts.Length;
        while (length > 2 && parts[length - 1].All(c => c == '0')) length--;
        return string.Join('.', parts[..length].Select(p => p.TrimStart('0') is { Length: > 0 } number ? number : "0"));
    }

    /// <summary>Up to three words with a capital, or a full stop before it, right before the number.</summary>
    /// <param name="products">Names that stand within sentences; the first word of a sentence has a capital in any case.</param>
    static string ProductBefore(string text, int start, IReadOnlySet<string> products)
    {
        var words = new List<string>();
        var end = start;
        var first = false;
        while (words.Count < 3 && end > 0 && text[end - 1] == ' ')
        {
            end--;
            var begin = end;
            while (begin > 0 && !char.IsWhiteSpace(text[begin - 1])) begin--;
            var word = text[begin..end].Trim('`', '*', '"', '(');
            if (word is "version" or "Version" or "versions" or "v") { end = begin; continue; }
            if (word.Length < 2 || !(char.IsAsciiLetterUpper(word[0]) || word[0] == '.' && char.IsAsciiLetterUpper(word[1])) || word[^1] is ',' or ';' or ':' or '.' or ')') break;
            words.Insert(0, word);
            first = begin == 0 || begin > 1 && text[begin - 2] is '.' or ':' or '?' or '!';
            end = begin;
            if (first) break;
        }
        if (first && words.Count > 1 && !products.Contains(string.Join(' ', words))) words.RemoveAt(0);
        else if (first && words.Count == 1 && words[0].Skip(1).All(char.IsAsciiLetterLower) && !products.Contains(words[0])) words.Clear();
        return string.Join(' ', words);
    }

    public static string Family(string number) => string.Create(CultureInfo.InvariantCulture, $"{string.Join('.', number.Split('.').Take(2))}.*");
}
