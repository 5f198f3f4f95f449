namespace MarsKb.Search;

/// <summary>Codes and names in order, for completing what is typed.</summary>
sealed class NameIndex
{
    readonly (string Folded, string Text, int Document)[] names;

    public NameIndex(SearchDocument[] documents)
    {
        names = [.. documents.SelectMany((d, i) => d.Codes.Concat(d.Aliases).Distinct(StringComparer.OrdinalIgnoreCase)
            .SelectMany(c => Spellings(c).Select(s => (Folded: s, Text: c, Document: i))))];
        Array.Sort(names, static (a, b) => string.CompareOrdinal(a.Folded, b.Folded) is not 0 and var order ? order : a.Document.CompareTo(b.Document));
    }

    /// <summary>Codes and names that begin so, in order.</summary>
    public IEnumerable<(string Text, int Document)> Completions(string prefix)
    {
        var folded = Fold(prefix.Trim());
        if (folded.Length == 0) yield break;
        var (low, high) = (0, names.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(names[middle].Folded, folded) < 0) low = middle + 1;
            else high = middle;
        }
        for (; low < names.Length && names[low].Folded.StartsWith(folded, StringComparison.Ordinal); low++)
            yield return (names[low].Text, names[low].Document);
    }

    /// <summary>A hexadecimal code is also typed without its prefix.</summary>
    static IEnumerable<string> Spellings(string code)
    {
        var folded = Fold(code);
        yield return folded;
        if (folded.StartsWith("0x", StringComparison.Ordinal) && folded.Length > 3) yield return folded[2..];
    }

    static string Fold(string text) => string.Concat(text.Select(CharacterFolding.Fold).Where(c => c != '\0'));
}
