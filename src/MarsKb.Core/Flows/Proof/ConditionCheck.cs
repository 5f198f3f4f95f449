using MarsKb.Diagnostics;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;

namespace MarsKb.Flows.Proof;

/// <summary>Whether a decision's comparisons make sense by themselves: the step exists, can be compared so, and with these values.</summary>
static class ConditionCheck
{
    /// <returns>False when something was reported.</returns>
    public static bool Run(DecisionStep decision, Flow flow, FlowPlaces places, DiagnosticBag bag)
    {
        var sound = true;
        foreach (var compare in decision.Compares) sound &= IsSound(compare, flow, places.Conditions[compare], bag);
        return sound;
    }

    static bool IsSound(Compare compare, Flow flow, ConditionPlace place, DiagnosticBag bag)
    {
        if (flow.FindAsked(compare.Step) is not { } step)
        {
            bag.ConditionStep(place.At, compare.Step, Nearest.To(compare.Step, flow.Steps.OfType<AskedStep>().Select(s => s.Id)));
            return false;
        }
        var (allowed, what, words) = step.ComparedAs;
        if (!allowed.Contains(compare.Comparison))
        {
            var names = allowed.Select(c => ConditionReader.Comparisons[(int)c]);
            bag.ComparisonOfOther(place.Comparison, ConditionReader.Comparisons[(int)compare.Comparison], step.Id, what, names);
            return false;
        }
        var sound = true;
        foreach (var (value, at) in compare.Values.Zip(place.Values)) sound &= words is null ? IsValue(value, at, compare, step, bag) : IsWord(value, at, words, step, bag);
        return sound;
    }

    static bool IsWord(string value, SourceLocation at, IReadOnlyList<string> words, AskedStep step, DiagnosticBag bag)
    {
        if (words.Contains(value)) return true;
        bag.UnknownChoice(at, step.Id, value, Nearest.To(value, words), words);
        return false;
    }

    static bool IsValue(string value, SourceLocation at, Compare compare, AskedStep step, DiagnosticBag bag)
    {
        if (compare.Comparison == Comparison.Contains || TypedText.Order(step.Input!, value) is not null) return true;
        bag.BadConstant(at, step.Id, value, step.Input!.Type == InputType.Paste ? PastePatterns.ExampleOf(step.Input.Pattern!) : step.Input.Example);
        return false;
    }
}
