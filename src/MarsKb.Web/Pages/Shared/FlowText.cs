using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Pages.Shared;

/// <summary>Short texts about flows, as several pages show them.</summary>
public static class FlowText
{
    /// <summary>The flow that asks what somebody sees and leads into the others. Content without it offers none.</summary>
    public const string TriageKey = "what-do-you-see";

    public static Flow? Triage(this KnowledgeBase knowledge) => knowledge.FlowOf(TriageKey);

    public static Flow? FlowOf(this KnowledgeBase knowledge, string key) =>
        knowledge.Flows.FirstOrDefault(f => string.Equals(f.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keys of the flows that a flow calls itself, in the order of its steps.</summary>
    public static IEnumerable<string> Calls(this Flow flow) =>
        flow.Steps.OfType<SubflowStep>().Where(s => !s.Id.Contains('.', StringComparison.Ordinal)).Select(s => s.Flow).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary><c>3 to 9 steps</c>, <c>4 steps</c>, <c>3 steps or more</c>.</summary>
    public static string Steps(this FlowLength length) => $"{Seen(length)} {(length is { Fewest: 1, Most: 1 } ? "step" : "steps")}{(length.Most is null ? " or more" : "")}";

    /// <summary>The same without the word: <c>3 to 9</c>.</summary>
    public static string Seen(this FlowLength length) => length.Most is { } most && most != length.Fewest ? $"{length.Fewest} to {most}" : $"{length.Fewest}";
}
