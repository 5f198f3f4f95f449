using MarsKb.Diagnostics;
using MarsKb.Flows.Conditions;

namespace MarsKb.Flows.Steps;

/// <summary>Where in its file each part of a flow stands.</summary>
sealed class FlowPlaces(SourceLocation start)
{
    readonly Dictionary<string, WrittenStep> steps = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Where the name of the first step, else the file, begins.</summary>
    public SourceLocation Start => start;

    /// <summary>Filled while conditions are read. Conditions are told apart as objects: the same words may stand twice.</summary>
    public Dictionary<Condition, ConditionPlace> Conditions { get; } = new(ReferenceEqualityComparer.Instance);

    public void Add(WrittenStep step)
    {
        numbers.Add(step.Id.Value, steps.Count);
        steps.Add(step.Id.Value, step);
    }

    /// <summary>Its position among the steps of the file, from 0.</summary>
    public int NumberOf(string step) => numbers[step];

    /// <summary>Only steps of the file itself, not those of subflows.</summary>
    public bool Has(string step) => steps.ContainsKey(step);

    public WrittenStep Written(string step) => steps[step];

    public SourceLocation Of(string step) => steps.TryGetValue(step, out var written) ? written.Id.At : start;

    /// <summary>Where a step names a target; where the step begins, when it does not.</summary>
    public SourceLocation OfTarget(string step, string target)
    {
        if (!steps.TryGetValue(step, out var written)) return start;
        foreach (var exit in written.Exits)
            if (exit.To.Value == target) return exit.To.At;
        foreach (var (_, to) in written.Returns)
            if (to.Value == target) return to.At;
        return written.Id.At;
    }
}
