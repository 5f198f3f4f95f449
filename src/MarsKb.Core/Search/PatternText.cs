namespace MarsKb.Search;

/// <summary>Cuts messages, titles and phrases into the words that are compared; null stands for a variable part.</summary>
static class PatternText
{
    public static IEnumerable<List<Token?>> Messages(SearchDocument document)
    {
        // A message is alike with and without its "(ID: 34513)".
        var codes = document.Codes.SelectMany(c => Analyzer.Analyze(c)).Where(t => !t.IsPart).Select(t => t.Surface).ToHashSet(StringComparer.Ordinal);
        return document.Messages.Concat(document.Translations).Select(m => Cut(m, codes));
    }

    public static List<Token?> Title(SearchDocument document) => Cut(document.Title, []);

    public static IEnumerable<List<Token?>> Asked(SearchDocument document) => document.Asked.Select(a => Cut(a, []));

    static List<Token?> Cut(string text, HashSet<string> codes)
    {
        var words = new List<Token?>();
        // No pattern begins with a gap, and gaps do not follow each other.
        var (at, introduced, gap) = (0, -1, true);
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            var end = close < 0 ? text.Length : open;
            var tokens = Analyzer.Analyze(text, at, end);
            VariableParts.Mark(text, at, end, tokens);
            foreach (var token in tokens)
            {
                if (token.IsPart) continue;
                if (token.IsVariable) AddGap();
                else if (codes.Contains(token.Surface))
                {
                    // What introduces the code goes with it.
                    if (introduced >= 0) words.RemoveAt(introduced);
                    introduced = -1;
                }
                else
                {
                    words.Add(token);
                    gap = false;
                    introduced = token.Surface is "id" or "error" or "code" ? words.Count - 1 : -1;
                }
            }
            if (close < 0) break;
            AddGap();
            at = close + 1;
        }
        return words;

        void AddGap()
        {
            if (!gap) words.Add(null);
            gap = true;
        }
    }
}
