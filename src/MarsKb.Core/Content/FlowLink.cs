using System.Collections.Frozen;
using System.Collections.Immutable;
using MarsKb.Flows;

namespace MarsKb.Content;

/// <summary>Where somebody who has an error begins a flow that diagnoses it.</summary>
/// <param name="Flow">Key of the flow.</param>
/// <param name="Step">The step to begin at.</param>
/// <param name="Answers">What is known then, by step, as typed.</param>
public sealed record FlowLink(string Flow, string Title, string Step, ImmutableDictionary<string, string> Answers, string Url)
{
    internal static FrozenDictionary<string, ImmutableArray<FlowLink>> ByEntry(ImmutableArray<Flow> flows) =>
        flows.SelectMany(f => f.Covers.Select(c => (c.Entry, Link: Of(f, c))))
            .GroupBy(x => x.Entry, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.Select(x => x.Link).ToImmutableArray(), StringComparer.OrdinalIgnoreCase);

    static FlowLink Of(Flow flow, CoveredEntry covered)
    {
        var query = covered.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{Uri.EscapeDataString(a.Key)}={Uri.EscapeDataString(a.Value)}");
        if (covered.Step != flow.Start) query = query.Prepend("at=" + Uri.EscapeDataString(covered.Step));
        var known = string.Join('&', query);
        return new FlowLink(flow.Key, flow.Title, covered.Step, covered.Answers, known.Length == 0 ? flow.Url : $"{flow.Url}?{known}");
    }
}
