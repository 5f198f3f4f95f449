using System.Collections.Immutable;
using MarsKb.Diagnostics;

namespace MarsKb.Flows;

/// <summary>Whether a decision's comparisons make sense by themselves: the step exists, can be compared so, and with these values.</summary>
static class ConditionCheck
{
    static readonly ImmutableArray<Comparison> OfWords = [Comparison.Is, Comparison.IsNot, Comparison.In, Comparison.Unknown, Comparison.Answered];
    static readonly ImmutableArray<Comparison> OfSets = [Comparison.Has, Comparison.HasAny, Comparison.HasAll, Comparison.HasNone, Comparison.Unknown, Comparison.Answered];
    static readonly ImmutableArray<Comparison> OfOrder = [Comparison.Below, Comparison.AtMost, Comparison.Above, Comparison.AtLeast, Comparison.Equals, Comparison.Unknown, Comparison.Answered];
    static readonly ImmutableArray<Comparison> OfText = [Comparison.Contains, Comparison.Unknown, Comparison.Answered];

    /// <returns>False when something was reported.</returns>
    public static bool Run(Step decision, Flow flow, FlowPlaces places, DiagnosticBag bag)
    {
        var sound = true;
        foreach (var compare in decision.Branches.Where(b => b.When is not null).SelectMany(b => Parts(b.When!))) sound &= IsSound(compare, flow, places.Conditions[compare], bag);
        return sound;
    }

    /// <summary>All comparisons of a condition.</summary>
    public static IEnumerable<Compare> Parts(Condition condition) => condition switch
    {
        AllOf all => all.Conditions.SelectMany(Parts),
        AnyOf any => any.Conditions.SelectMany(Parts),
        Not not => Parts(not.Condition),
        _ => [(Compare)condition],
    };

    static bool IsSound(Compare compare, Flow flow, ConditionPlace place, DiagnosticBag bag)
    {
        if (!flow.ById.TryGetValue(compare.Step, out var step) || step.Type is StepType.Decision or StepType.Subflow or StepType.Outcome)
        {
            bag.ConditionStep(place.At, compare.Step, Nearest.To(compare.Step, flow.Steps.Where(s => s.Type is not (StepType.Decision or StepType.Subflow or StepType.Outcome)).Select(s => s.Id)));
            return false;
        }
        var (allowed, what, words) = Kind(step);
        if (!allowed.Contains(compare.Comparison))
        {
            bag.ComparisonOfOther(place.Comparison, ConditionReader.Comparisons[(int)compare.Comparison], step.Id, what, allowed.Select(c => ConditionReader.Comparisons[(int)c]));
            return false;
        }
        var sound = true;
        foreach (var (value, at) in compare.Values.Zip(place.Values))
            if (words is not null)
            {
                if (words.Contains(value)) continue;
                bag.UnknownChoice(at, step.Id, value, Nearest.To(value, words), words);
                sound = false;
            }
            else if (compare.Comparison != Comparison.Contains && TypedText.Order(step.Input!, value) is null)
            {
                bag.BadConstant(at, step.Id, value, step.Input!.Type == InputType.Paste ? PastePatterns.ExampleOf(step.Input.Pattern!) : step.Input.Example);
                sound = false;
            }
        return sound;
    }

    static (ImmutableArray<Comparison> Allowed, string What, IReadOnlyList<string>? Words) Kind(Step step) => step.Type switch
    {
        StepType.Question => (OfWords, "a question", [.. step.Choices.Select(c => c.Id)]),
        StepType.Instruction => (OfWords, "an instruction", [.. step.Choices.Select(c => c.Id)]),
        StepType.Checklist => (OfSets, "a checklist", [.. step.Choices.Select(c => c.Id).Where(c => c != AnswerValue.DontKnow)]),
        StepType.Paste when PastePatterns.Words(step.Input!.Pattern!) is { Length: > 0 } words => (OfWords, "a word found in pasted text", words),
        _ when step.Input!.Type == InputType.Text => (OfText, "a text", null),
        _ => (OfOrder, "a value that compares", null),
    };
}
