namespace MarsKb.Search;

/// <summary>Codes and names in order, for completing what is typed.</summary>
sealed class NameIndex(SearchDocument[] documents, IndexView view)
{
    /// <summary>Codes and names that begin so, in order.</summary>
    public IEnumerable<(string Text, int Document)> Completions(string prefix)
    {
        var folded = Fold(prefix.Trim());
        if (folded.Length == 0) yield break;
        foreach (var (name, found) in view.Beginning(IndexFields.Name, folded))
            foreach (var document in found)
                foreach (var text in documents[document].Codes.Concat(documents[document].Aliases).Distinct(StringComparer.OrdinalIgnoreCase))
                    if (Spellings(text).Contains(name)) yield return (text, document);
    }

    /// <summary>A code as it is typed, folded; a hexadecimal one also without its prefix.</summary>
    public static IEnumerable<string> Spellings(string code)
    {
        var folded = Fold(code);
        if (folded.Length > 0) yield return folded;
        if (folded.StartsWith("0x", StringComparison.Ordinal) && folded.Length > 3) yield return folded[2..];
    }

    static string Fold(string text) => string.Concat(text.Select(CharacterFolding.Fold).Where(c => c != '\0'));
}
