using System.Collections.Immutable;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>A type of step, as its class describes it.</summary>
/// <param name="Name">In flow files, JSON and archives. It is never renamed: sessions keep archives for years.</param>
/// <param name="Fields">The keys that such a step has in a flow file.</param>
/// <param name="Read">Reads one from a flow file; null when it cannot be read, and why is in the bag.</param>
/// <param name="Restore">The same step from its archived form.</param>
sealed record StepDefinition(string Name, FieldSet Fields, Func<StepReader, WrittenStep?> Read, Func<ArchivedStep, Step> Restore)
{
    /// <summary>Keys of every step that is shown.</summary>
    internal static readonly ImmutableArray<string> Shown = ["id", "type", "title"];

    /// <summary>All types, in the order in which texts list them. A new class takes its place here; a test finds one that is missing.</summary>
    public static ImmutableArray<StepDefinition> All { get; } =
    [
        QuestionStep.Definition, ChecklistStep.Definition, InputStep.Definition, PasteStep.Definition,
        InstructionStep.Definition, DecisionStep.Definition, SubflowStep.Definition, OutcomeStep.Definition,
    ];

    public static ImmutableArray<string> Names { get; } = [.. All.Select(d => d.Name)];

    /// <summary>Every key that some type has.</summary>
    public static FieldSet AnyFields { get; } = new("a step", ["id", "type"], [.. All.SelectMany(d => d.Fields.All).Except(["id", "type"]).Distinct()]);

    public static StepDefinition? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
