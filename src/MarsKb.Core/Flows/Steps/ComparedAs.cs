using System.Collections.Immutable;
using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

/// <summary>How conditions may compare the answer to a step.</summary>
/// <param name="What">What the answer is, for messages.</param>
/// <param name="Words">What it may be compared with; null where any value of the step's type will do.</param>
sealed record ComparedAs(ImmutableArray<Comparison> Allowed, string What, IReadOnlyList<string>? Words)
{
    static readonly ImmutableArray<Comparison> Always = [Comparison.Unknown, Comparison.Answered];

    public static ComparedAs Order { get; } =
        new([Comparison.Below, Comparison.AtMost, Comparison.Above, Comparison.AtLeast, Comparison.Equals, .. Always], "a value that compares", null);

    public static ComparedAs Text { get; } = new([Comparison.Contains, .. Always], "a text", null);

    public static ComparedAs Word(string what, IEnumerable<string> words) =>
        new([Comparison.Is, Comparison.IsNot, Comparison.In, .. Always], what, words.ToList());

    public static ComparedAs Set(string what, IEnumerable<string> words) =>
        new([Comparison.Has, Comparison.HasAny, Comparison.HasAll, Comparison.HasNone, .. Always], what, words.ToList());
}
