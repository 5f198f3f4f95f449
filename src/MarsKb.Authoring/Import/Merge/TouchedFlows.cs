using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Flows.Steps;

namespace MarsKb.Import.Merge;

/// <summary>Finds the steps of flows that rest on an entry: where one begins for it, where one of its causes is confirmed, where a text leads to it.</summary>
sealed class TouchedFlows
{
    const string Link = "href=\"/entries/";

    readonly KnowledgeBase knowledge;

    /// <summary>By key of the entry; the cause is null where the whole entry is meant.</summary>
    readonly ILookup<string, (string Flow, string Step, string? Cause)> steps;

    public TouchedFlows(KnowledgeBase knowledge)
    {
        this.knowledge = knowledge;
        steps = knowledge.Flows.SelectMany(Of).ToLookup(s => s.Entry, s => (s.Flow, s.Step, s.Cause), StringComparer.OrdinalIgnoreCase);
    }

    /// <param name="key">Of the draft; what was made of it may have another key and the same code.</param>
    /// <param name="units">What changed: ids of causes, names of fields and sections, empty for the whole entry.</param>
    /// <returns>Flows with their steps, by flow, in the order of the flow.</returns>
    public IEnumerable<(string Flow, string Step)> By(string key, IReadOnlySet<string> units)
    {
        foreach (var item in knowledge.Resolve(key).Items)
        {
            if (item is not Entry entry) continue;
            var causes = entry.Causes.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
            var onlyCauses = units.All(causes.Contains);
            foreach (var (flow, step, cause) in steps[entry.Key])
                if (cause is null || !onlyCauses || units.Contains(cause)) yield return (flow, step);
        }
    }

    static IEnumerable<(string Entry, string Flow, string Step, string? Cause)> Of(Flow flow)
    {
        foreach (var covered in flow.Covers) yield return (covered.Entry, flow.Key, covered.Step, null);
        foreach (var step in flow.Steps)
        {
            if (step is OutcomeStep { Cause: { } cause }) yield return (cause.Entry, flow.Key, step.Id, cause.Cause);
            foreach (var html in new[] { step.Text, step.Command, step.Expected, step.Undo }.Concat(step.Actions.Select(a => a.Content)).Concat(step.Attach).Select(t => t.Html))
                for (var at = html.IndexOf(Link, StringComparison.Ordinal); at >= 0; at = html.IndexOf(Link, at + 1, StringComparison.Ordinal))
                {
                    var name = html[(at + Link.Length)..html.IndexOf('"', at + Link.Length)].Split('#');
                    yield return (Uri.UnescapeDataString(name[0]), flow.Key, step.Id, name.Length > 1 ? name[1] : null);
                }
        }
    }
}
