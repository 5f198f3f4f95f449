using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MarsKb.Flows;

/// <summary>A condition over answers, as data. Holds or does not; there is nothing to run.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllOf), "all")]
[JsonDerivedType(typeof(AnyOf), "any")]
[JsonDerivedType(typeof(Not), "not")]
[JsonDerivedType(typeof(Compare), "compare")]
public abstract record Condition;

public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition;

public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition;

public sealed record Not(Condition Condition) : Condition;

/// <param name="Step">Full id of the step whose answer is compared.</param>
/// <param name="Values">As written; one, or several for <see cref="Comparison.In"/> and the comparisons of checklists; none for <see cref="Comparison.Unknown"/> and <see cref="Comparison.Answered"/>.</param>
public sealed record Compare(string Step, Comparison Comparison, ImmutableArray<string> Values) : Condition;

public enum Comparison
{
    Is, IsNot, In,
    Has, HasAny, HasAll, HasNone,
    Below, AtMost, Above, AtLeast, Equals,
    Contains,
    Unknown, Answered,
}
