using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

/// <summary>Whether a condition holds.</summary>
static class ConditionTest
{
    /// <param name="constants">Of the flow.</param>
    /// <param name="known">The latest answer to a step, or null.</param>
    public static bool Holds(Condition condition, ComparedConstants constants, Func<string, KnownAnswer?> known) => condition switch
    {
        AllOf all => all.Conditions.All(c => Holds(c, constants, known)),
        AnyOf any => any.Conditions.Any(c => Holds(c, constants, known)),
        Not not => !Holds(not.Condition, constants, known),
        Compare compare => Holds(compare, constants, known(compare.Step)),
        _ => throw new InvalidOperationException($"No test for {condition.GetType().Name}."),
    };

    /// <summary>
    /// Of a step that was not answered no comparison holds, only what asks for just that. Of "I can't tell" the step decides: in a question it is a choice like
    /// others, else no comparison holds of it.
    /// </summary>
    static bool Holds(Compare compare, ComparedConstants constants, KnownAnswer? known) => known is not null && compare.Comparison switch
    {
        Comparison.Answered => true,
        Comparison.Unknown => known.Answer.IsDontKnow,
        _ => known.Step.Holds(compare, known, constants),
    };
}
