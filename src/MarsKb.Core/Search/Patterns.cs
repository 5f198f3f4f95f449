namespace MarsKb.Search;

/// <summary>A word of a pattern: its term, and a hash of how it is written, as two sentences may differ in an ending only.</summary>
readonly record struct PatternWord(int Term, int Spelling)
{
    /// <summary>Stands for a variable part.</summary>
    public static readonly PatternWord Gap = new(-1, 0);

    public bool IsGap => Term < 0;

    public static PatternWord Of(int term, string surface) => new(term, surface.GetHashCode(StringComparison.Ordinal));
}

/// <summary>The texts of a document that are compared word by word, each as the words that stand in it, in order.</summary>
/// <param name="Messages">Translations included.</param>
/// <param name="Asked">What people say who look for the document.</param>
sealed record DocumentPatterns(PatternWord[][] Messages, PatternWord[] Title, PatternWord[][] Asked);

/// <summary>The patterns of all documents, cut when a document is first compared, and kept.</summary>
sealed class Patterns(SearchDocument[] documents, TermWeights terms)
{
    readonly DocumentPatterns?[] kept = new DocumentPatterns?[documents.Length];

    public DocumentPatterns this[int document] => Volatile.Read(ref kept[document]) ?? (kept[document] = Cut(documents[document]));

    DocumentPatterns Cut(SearchDocument document) => new(
        [.. PatternText.Messages(document).Select(Number)], Number(PatternText.Title(document)), [.. PatternText.Asked(document).Select(Number)]);

    PatternWord[] Number(List<Token?> words) =>
        [.. words.Select(w => w is { } token ? PatternWord.Of(terms.Number(token.Term), token.Surface) : PatternWord.Gap)];
}
