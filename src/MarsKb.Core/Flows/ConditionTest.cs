using System.Collections.Immutable;

namespace MarsKb.Flows;

/// <summary>Whether a condition holds.</summary>
static class ConditionTest
{
    /// <param name="known">The latest answer to a step, or null.</param>
    public static bool Holds(Condition condition, FlowIndex index, Func<string, KnownAnswer?> known) => condition switch
    {
        AllOf all => all.Conditions.All(c => Holds(c, index, known)),
        AnyOf any => any.Conditions.Any(c => Holds(c, index, known)),
        Not not => !Holds(not.Condition, index, known),
        Compare compare => Holds(compare, index, known(compare.Step)),
        _ => throw new InvalidOperationException($"No test for {condition.GetType().Name}."),
    };

    /// <summary>Of a step that was not answered, or with "I can't tell", no comparison holds, only what asks for just that. In a question "I can't tell" is a choice like others.</summary>
    static bool Holds(Compare compare, FlowIndex index, KnownAnswer? known)
    {
        if (known is null) return false;
        var answer = known.Answer;
        if (compare.Comparison == Comparison.Answered) return true;
        if (compare.Comparison == Comparison.Unknown) return answer.IsDontKnow;
        if (known.Step.Type is StepType.Question or StepType.Instruction) return HoldsOfWord(compare, answer.Items[0]);
        if (answer.IsDontKnow) return false;
        if (known.Step.Type == StepType.Checklist) return HoldsOfSet(compare, answer.Items);
        var value = known.Value;
        return compare.Comparison switch
        {
            Comparison.Is or Comparison.IsNot or Comparison.In => HoldsOfWord(compare, value.Text),
            Comparison.Contains => value.Text.Contains(compare.Values[0], StringComparison.OrdinalIgnoreCase),
            _ => HoldsOfOrder(compare.Comparison, value.Order.CompareTo(Constant(compare, index, known.Step.Input!))),
        };
    }

    public static bool HoldsOfWord(Compare compare, string word) => compare.Comparison switch
    {
        Comparison.Is => word == compare.Values[0],
        Comparison.IsNot => word != compare.Values[0],
        _ => compare.Values.Contains(word),
    };

    public static bool HoldsOfSet(Compare compare, ImmutableArray<string> chosen) => compare.Comparison switch
    {
        Comparison.Has or Comparison.HasAll => compare.Values.All(v => chosen.Contains(v)),
        Comparison.HasAny => compare.Values.Any(v => chosen.Contains(v)),
        _ => !compare.Values.Any(v => chosen.Contains(v)),
    };

    /// <param name="order">Negative when the answer is below the constant.</param>
    public static bool HoldsOfOrder(Comparison comparison, int order) => comparison switch
    {
        Comparison.Below => order < 0,
        Comparison.AtMost => order <= 0,
        Comparison.Above => order > 0,
        Comparison.AtLeast => order >= 0,
        _ => order == 0,
    };

    static decimal Constant(Compare compare, FlowIndex index, InputSpec spec)
    {
        lock (index.Constants)
        {
            if (!index.Constants.TryGetValue(compare, out var constant)) index.Constants[compare] = constant = TypedText.Order(spec, compare.Values[0]) ?? 0;
            return constant;
        }
    }
}
