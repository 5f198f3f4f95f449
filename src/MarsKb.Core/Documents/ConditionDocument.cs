using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json.Serialization;
using MarsKb.Flows.Conditions;

namespace MarsKb.Documents;

/// <summary>A condition over answers: `all`, `any` or `not`, or a comparison of one step's answer.</summary>
public sealed record ConditionDocument(
    [property: Description("Holds when all of these do.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<ConditionDocument>? All = null,
    [property: Description("Holds when any of these does.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<ConditionDocument>? Any = null,
    [property: Description("Holds when this does not.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionDocument? Not = null,
    [property: Description("Id of the step whose answer is compared.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Step = null,
    [property: Description("`is`, `isNot`, `in`, `has`, `hasAny`, `hasAll`, `hasNone`, `below`, `atMost`, `above`, `atLeast`, `equals`, `contains`, `unknown` or `answered`.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comparison = null,
    [property: Description("What the answer is compared with; empty for `unknown` and `answered`.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Values = null)
{
    public static ConditionDocument From(Condition condition) => condition switch
    {
        AllOf all => new(All: [.. all.Conditions.Select(From)]),
        AnyOf any => new(Any: [.. any.Conditions.Select(From)]),
        Flows.Conditions.Not not => new(Not: From(not.Condition)),
        Compare compare => new(Step: compare.Step, Comparison: Words.Of(compare.Comparison), Values: compare.Values),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };
}
