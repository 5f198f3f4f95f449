using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

public sealed record Choice(string Id, string Text, string? Hint, string To)
{
    /// <summary>What the choice <c>dont-know</c> is called where the flow does not say.</summary>
    public const string DontKnowText = "I can't tell";
}

/// <summary>A way out of a step.</summary>
/// <param name="Choice">The choice that leads there; null where any answer does, or none is needed.</param>
/// <param name="When">The condition of a decision's branch; null for <c>otherwise</c>.</param>
public sealed record StepExit(string? Choice, Condition? When, string To);
