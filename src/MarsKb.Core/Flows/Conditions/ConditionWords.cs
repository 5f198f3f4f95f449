namespace MarsKb.Flows.Conditions;

/// <summary>Conditions as short texts, for maps and lists.</summary>
static class ConditionWords
{
    /// <param name="about">The step that goes without saying, or null.</param>
    public static string Of(Condition condition, string? about = null) => condition switch
    {
        AllOf all => string.Join(" and ", all.Conditions.Select(c => Part(c, about))),
        AnyOf any => string.Join(" or ", any.Conditions.Select(c => Part(c, about))),
        Not not => "not " + Part(not.Condition, about),
        Compare compare => (compare.Step == about ? "" : compare.Step + " ") + Words(compare),
        _ => throw new InvalidOperationException($"No words for {condition.GetType().Name}."),
    };

    static string Part(Condition condition, string? about) => condition is AllOf or AnyOf ? $"({Of(condition, about)})" : Of(condition, about);

    static string Words(Compare compare)
    {
        var values = string.Join(", ", compare.Values);
        return compare.Comparison switch
        {
            Comparison.Is or Comparison.In => values.Replace(", ", " or ", StringComparison.Ordinal),
            Comparison.IsNot => "not " + values,
            Comparison.Has or Comparison.HasAll => "with " + values,
            Comparison.HasAny => "with any of " + values,
            Comparison.HasNone => "without " + values,
            Comparison.Below => "below " + values,
            Comparison.AtMost => "at most " + values,
            Comparison.Above => "above " + values,
            Comparison.AtLeast => "at least " + values,
            Comparison.Equals => "exactly " + values,
            Comparison.Contains => $"contains \"{values}\"",
            Comparison.Unknown => "can't tell",
            _ => "answered",
        };
    }
}
