using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace MarsKb.Flows.Conditions;

/// <summary>A condition over answers, as data. Holds or does not; there is nothing to run.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AllOf), "all")]
[JsonDerivedType(typeof(AnyOf), "any")]
[JsonDerivedType(typeof(Not), "not")]
[JsonDerivedType(typeof(Compare), "compare")]
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>All comparisons in it.</summary>
    internal abstract IEnumerable<Compare> Parts();

    /// <summary>The same of a flow whose steps stand under the step of a caller.</summary>
    internal abstract Condition Under(string caller);
}

public sealed record AllOf(ImmutableArray<Condition> Conditions) : Condition
{
    internal override IEnumerable<Compare> Parts() => Conditions.SelectMany(c => c.Parts());

    internal override Condition Under(string caller) => new AllOf([.. Conditions.Select(c => c.Under(caller))]);
}

public sealed record AnyOf(ImmutableArray<Condition> Conditions) : Condition
{
    internal override IEnumerable<Compare> Parts() => Conditions.SelectMany(c => c.Parts());

    internal override Condition Under(string caller) => new AnyOf([.. Conditions.Select(c => c.Under(caller))]);
}

public sealed record Not(Condition Condition) : Condition
{
    internal override IEnumerable<Compare> Parts() => Condition.Parts();

    internal override Condition Under(string caller) => new Not(Condition.Under(caller));
}

/// <param name="Step">Full id of the step whose answer is compared.</param>
/// <param name="Values">As written; one, or several for <see cref="Comparison.In"/> and the comparisons of checklists; none for <see cref="Comparison.Unknown"/> and <see cref="Comparison.Answered"/>.</param>
public sealed record Compare(string Step, Comparison Comparison, ImmutableArray<string> Values) : Condition
{
    internal override IEnumerable<Compare> Parts() => [this];

    internal override Condition Under(string caller) => this with { Step = caller + "." + Step };

    internal bool HoldsOfWord(string word) => Comparison switch
    {
        Comparison.Is => word == Values[0],
        Comparison.IsNot => word != Values[0],
        _ => Values.Contains(word),
    };

    internal bool HoldsOfSet(ImmutableArray<string> chosen) => Comparison switch
    {
        Comparison.Has or Comparison.HasAll => Values.All(v => chosen.Contains(v)),
        Comparison.HasAny => Values.Any(v => chosen.Contains(v)),
        _ => !Values.Any(v => chosen.Contains(v)),
    };

    /// <param name="order">Negative when the answer is below the constant.</param>
    internal bool HoldsOfOrder(int order) => Comparison switch
    {
        Comparison.Below => order < 0,
        Comparison.AtMost => order <= 0,
        Comparison.Above => order > 0,
        Comparison.AtLeast => order >= 0,
        _ => order == 0,
    };
}

public enum Comparison
{
    Is, IsNot, In,
    Has, HasAny, HasAll, HasNone,
    Below, AtMost, Above, AtLeast, Equals,
    Contains,
    Unknown, Answered,
}
