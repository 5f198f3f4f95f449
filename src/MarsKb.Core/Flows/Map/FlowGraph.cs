using System.Collections.Immutable;
using MarsKb.Flows.Steps;
using MarsKb.Rendering;

namespace MarsKb.Flows.Map;

/// <summary>
/// A flow as a map: one row a step, in an order in which each step comes after those that lead to it, loops aside. A subflow is one row.
/// </summary>
public sealed class FlowGraph
{
    readonly Flow flow;
    readonly Dictionary<string, int> rowOf;

    FlowGraph(Flow flow)
    {
        this.flow = flow;
        var order = MapOrder.Of(flow);
        rowOf = order.Select((s, i) => (s.Id, i)).ToDictionary(x => x.Id, x => x.i, StringComparer.Ordinal);
        Rows = [.. order.Select((s, i) => new MapRow(
            i + 1, s, s.MapTitle(id => flow.ById.GetValueOrDefault(id)),
            [.. MapOrder.Exits(flow, s).Select(e => new MapLead(e.Label, rowOf[e.To] + 1))], s.MapNote(flow.Steps)))];
    }

    public ImmutableArray<MapRow> Rows { get; }

    public static FlowGraph Of(Flow flow) => new(flow);

    /// <summary>The map as SVG, 345 units wide, 48 a row, classes only. Its plain text is the same as a list.</summary>
    /// <param name="link">Address of a step by its id, or null for none.</param>
    /// <param name="position">Marks the way of a session.</param>
    /// <param name="at">Where that session began, when not at the start.</param>
    public RichText Svg(Func<string, string?>? link = null, Position? position = null, string? at = null)
    {
        IReadOnlyList<int> way = position is null ? [] : Way(position, at);
        return new RichText(Outline(), MapSvg.Write(flow.Key, $"Map of {flow.Title}", Rows, MapLayout.Of(Rows), link ?? (_ => null), way));
    }

    /// <summary>The map as a file by itself, with a look of its own.</summary>
    public string StandaloneSvg() => Svg().Html
        .Replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", StringComparison.Ordinal)
        .Replace("</title>", "</title><style>" + MapSvg.Look + "</style>", StringComparison.Ordinal);

    public string Mermaid() => MapExport.Mermaid(Rows);

    public string Dot() => MapExport.Dot(flow.Key, Rows);

    /// <summary>One line a step: number, title, where its answers lead.</summary>
    public string Outline() => string.Join('\n', Rows.Select(r => $"{r.Number}. {r.Title}{(r.Lead.Length > 0 ? $" ({r.Lead})" : "")}"));

    /// <summary>Numbers of the rows that a session came to, in order; the last is where it is.</summary>
    public IReadOnlyList<int> Way(Position position, string? at = null)
    {
        var way = new List<int>();
        foreach (var step in StepWalk.Steps(flow, position, at))
        {
            var dot = step.Id.IndexOf('.', StringComparison.Ordinal);
            var row = rowOf[dot < 0 ? step.Id : step.Id[..dot]] + 1;
            if (way.Count == 0 || way[^1] != row) way.Add(row);
        }
        return way;
    }
}

/// <summary>A step on the map.</summary>
/// <param name="Number">From 1, in the order of the map.</param>
/// <param name="Leads">Where its answers lead.</param>
/// <param name="Note">What it is, of outcomes and other flows.</param>
public sealed record MapRow(int Number, Step Step, string Title, ImmutableArray<MapLead> Leads, string? Note)
{
    /// <summary>The second line: <c>No: 4. Yes: 5</c>.</summary>
    public string Lead
    {
        get
        {
            var leads = Leads.GroupBy(l => l.To).Select(g => (To: g.Key, Labels: g.Select(l => l.Label).OfType<string>().ToList())).ToList();
            var parts = leads.Select(l => l.Labels.Count == 0 || leads.Count == 1 ? $"Then {l.To}" : $"{string.Join(", ", l.Labels)}: {l.To}");
            return string.Join(". ", Note is null ? parts : parts.Prepend(Note));
        }
    }
}

/// <param name="Label">The answer in a word or two; null where any answer leads there.</param>
/// <param name="To">Number of a row.</param>
public sealed record MapLead(string? Label, int To);
