using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Yaml;

namespace MarsKb.Flows.Conditions;

/// <summary>Reads conditions, which are data: there is no expression to parse.</summary>
/// <param name="places">Takes the place of each part of a condition.</param>
sealed class ConditionReader(Dictionary<Condition, ConditionPlace> places, DiagnosticBag bag)
{
    const int Deepest = 16;

    /// <summary>In the order of <see cref="Comparison"/>.</summary>
    public static ImmutableArray<string> Comparisons { get; } =
        ["is", "isNot", "in", "has", "hasAny", "hasAll", "hasNone", "below", "atMost", "above", "atLeast", "equals", "contains", "unknown", "answered"];

    public static FieldSet Fields { get; } = new("a condition", [], ["all", "any", "not", "step", .. Comparisons]);

    /// <returns>Null when it cannot be read; why is in the bag.</returns>
    public Condition? Read(YamlMapping mapping, int depth = 0)
    {
        var fields = new FieldReader(mapping, Fields, bag);
        var known = mapping.Pairs.Select(p => p.Key.Value).Where(k => Fields.All.Contains(k)).ToList();
        if (known.Count < mapping.Pairs.Count) return null;
        if (depth >= Deepest)
        {
            bag.ConditionTooDeep(mapping.At, Deepest);
            return null;
        }
        // One key says how parts are joined; two, in any order, name a step and compare its answer.
        Condition? read = known switch
        {
            ["all"] => Several(fields, "all", depth, parts => new AllOf(parts)),
            ["any"] => Several(fields, "any", depth, parts => new AnyOf(parts)),
            ["not"] => Negated(fields, depth),
            ["step", var comparison] when Comparisons.Contains(comparison) => Compare(fields, comparison),
            [var comparison, "step"] when Comparisons.Contains(comparison) => Compare(fields, comparison),
            _ => Misshapen(mapping),
        };
        if (read is not null and not Conditions.Compare) places[read] = new ConditionPlace(mapping.At, mapping.At, []);
        return read;
    }

    Condition? Misshapen(YamlMapping mapping)
    {
        bag.ConditionShape(mapping.At);
        return null;
    }

    Not? Negated(FieldReader fields, int depth) => fields.Mapping("not") is { } inner && Read(inner, depth + 1) is { } part ? new Not(part) : null;

    Condition? Several(FieldReader fields, string key, int depth, Func<ImmutableArray<Condition>, Condition> join)
    {
        var mappings = fields.Mappings(key);
        var parts = mappings.Select(m => Read(m, depth + 1)).OfType<Condition>().ToImmutableArray();
        if (fields.ListLength(key) == 0) bag.NothingIn(fields.KeyAt(key), key);
        return parts.Length == mappings.Count && parts.Length > 0 ? join(parts) : null;
    }

    Conditions.Compare? Compare(FieldReader fields, string name)
    {
        var comparison = (Comparison)Comparisons.IndexOf(name);
        var step = fields.Text("step");
        IReadOnlyList<YamlText> values;
        switch (comparison)
        {
            case Comparison.In or Comparison.HasAny or Comparison.HasAll or Comparison.HasNone:
                values = fields.Texts(name);
                if (fields.ListLength(name) == 0) bag.NothingIn(fields.KeyAt(name), name);
                if (values.Count == 0) return null;
                break;
            case Comparison.Unknown or Comparison.Answered:
                if (fields.Text(name) is not { } truth) return null;
                if (truth.Value != "true")
                {
                    bag.OnlyTrue(truth.At, name);
                    return null;
                }
                values = [];
                break;
            default:
                if (fields.Text(name) is not { } value) return null;
                values = [value];
                break;
        }
        if (step is null) return null;
        var read = new Conditions.Compare(step.Value, comparison, [.. values.Select(v => v.Value)]);
        places[read] = new ConditionPlace(step.At, fields.KeyAt(name), [.. values.Select(v => v.At)]);
        return read;
    }
}

/// <summary>Where a condition stands.</summary>
/// <param name="At">Of a comparison, where it names its step.</param>
/// <param name="Comparison">Where the comparison is named.</param>
/// <param name="Values">Where each value stands.</param>
sealed record ConditionPlace(SourceLocation At, SourceLocation Comparison, ImmutableArray<SourceLocation> Values);
