namespace MarsKb.Search;

/// <summary>One word of a query as the terms that can stand for it; a document gets the best of them, once.</summary>
/// <param name="Word">As typed, folded.</param>
/// <param name="Alternatives">Terms with their weight: the word itself 1, corrections 0.8 or 0.6, completions 0.9.</param>
/// <param name="IsConcept">Stands for a group of synonyms; <paramref name="Word"/> is the phrase that was met.</param>
/// <param name="Idf">One for the whole group, so that a group of many rare terms does not win by being many.</param>
/// <param name="Correction">The word that was searched instead, or null.</param>
sealed record QueryTerm(string Word, (int Term, float Weight)[] Alternatives, float Idf, bool IsPart, string? Correction = null, bool IsConcept = false, int Synonym = -1, bool IsVariable = false)
{

    /// <summary>The same word with a concept as one more alternative.</summary>
    /// <param name="idf">Of the concept, which is never rarer than the word where both are known.</param>
    public QueryTerm Or(int concept, float weight, float idf) =>
        Alternatives.Length == 0
            ? this with { Alternatives = [(concept, weight)], Idf = idf, Synonym = concept }
            : this with { Alternatives = [.. Alternatives, (concept, weight * Math.Min(1, idf / Math.Max(0.01f, Idf)))], Synonym = concept };

    const float VariableFactor = 0.3f;

    /// <summary>A hump of a CamelCase word supports the word, it does not replace it; a part of a path says where, not what.</summary>
    public float Factor => (IsPart ? 0.5f : 1f) * (IsVariable ? VariableFactor : 1f);
}
