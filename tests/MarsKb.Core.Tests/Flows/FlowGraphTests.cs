using System.Xml.Linq;
using MarsKb.Flows.Map;
using MarsKb.Infra;

namespace MarsKb.Flows;

public sealed class FlowGraphTests
{
    static readonly Flow Flow = TestFlow.Load();

    [Fact]
    public void Each_step_is_a_row_after_those_that_lead_to_it_and_says_where_its_answers_lead()
    {
        var rows = FlowGraph.Of(Flow).Rows;
        Assert.Equal(["manual", "try", "symptoms", "version", "policy", "decide", "old-agent", "blocked", "give-up"], rows.Select(r => r.Step.Id));
        Assert.Equal("Yes: 3. No: 4. Can't tell: 2", rows[0].Lead);
        Assert.Equal("Done: 1. Failed, Can't do it: 9", rows[1].Lead);
        Assert.Equal("Then 5", rows[3].Lead);
        Assert.Equal("Fixed", rows[6].Lead);
        Assert.StartsWith("1. Does a manual backup work? (Yes: 3. No: 4. Can't tell: 2)\n2. ", FlowGraph.Of(Flow).Outline(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_is_well_formed_345_wide_with_a_title_a_link_for_each_step_and_no_style()
    {
        var flow = Flow with { Title = "A <flow> & \"more\"", Steps = [.. Flow.Steps.Select(s => s with { Title = "<script>alert(1)</script> & a long title that goes on \"for ever\" and a day" })] };
        var map = FlowGraph.Of(flow).Svg(s => "/flows/flow?a=b&at=" + s);
        var svg = XDocument.Parse(map.Html).Root!;

        Assert.Equal(("345", (9 * 48).ToString(), "group", "map-flow"), (svg.Attribute("width")!.Value, svg.Attribute("height")!.Value, svg.Attribute("role")!.Value, svg.Attribute("aria-labelledby")!.Value));
        Assert.Equal("Map of A <flow> & \"more\"", svg.Element("title")!.Value);
        Assert.Equal(9, svg.Elements("a").Count());
        Assert.Equal("img", XDocument.Parse(FlowGraph.Of(flow).Svg().Html).Root!.Attribute("role")!.Value);
        Assert.Equal("/flows/flow?a=b&at=manual", svg.Elements("a").First().Attribute("href")!.Value);
        Assert.DoesNotContain(svg.Descendants(), e => e.Attribute("style") is not null || e.Name.LocalName is "script" or "style" or "foreignObject");
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All(svg.Descendants("a"), a => Assert.InRange(a.Elements("text").Count(e => e.Attribute("class")!.Value == "t"), 1, 2));
    }

    [Fact]
    public void The_way_of_a_session_is_marked()
    {
        var position = FlowResolver.Resolve(Flow, TestFlow.Answers(Flow, "manual=no", "version=2.0.9249.0", "policy=restricted"));
        var graph = FlowGraph.Of(Flow);
        Assert.Equal([1, 4, 5, 6, 8], graph.Way(position));
        var svg = XDocument.Parse(graph.Svg(position: position).Html).Root!;
        Assert.Equal(4, svg.Elements("path").Count(p => p.Attribute("class")!.Value.EndsWith(" on", StringComparison.Ordinal)));
        Assert.Equal(4, svg.Elements("g").Count(p => p.Attribute("class")!.Value.EndsWith(" on", StringComparison.Ordinal)));
        Assert.Equal("st end now", Assert.Single(svg.Elements("g"), p => p.Attribute("class")!.Value.EndsWith(" now", StringComparison.Ordinal)).Attribute("class")!.Value);
    }

    [Fact]
    public void Lines_of_the_map_do_not_run_through_stations()
    {
        var graph = FlowGraph.Of(Flow);
        var layout = MapLayout.Of(graph.Rows);
        foreach (var line in layout.Lines)
            for (var row = Math.Min(line.From, line.To) + 1; row < Math.Max(line.From, line.To); row++)
                Assert.NotEqual(line.X, MapLayout.X(layout.Lanes[row]));
    }

    [Fact]
    public void Exports_encode_what_their_languages_would_take_for_syntax()
    {
        var flow = Flow with { Steps = [.. Flow.Steps.Select(s => s.Id == "try" ? s with { Title = "Say \"yes\" # <b> \\ `x`" } : s)] };
        var graph = FlowGraph.Of(flow);
        Assert.Contains("  s2[\"2. Say #quot;yes#quot; #35; #lt;b#gt; \\ #96;x#96;\"]\n", graph.Mermaid(), StringComparison.Ordinal);
        Assert.Contains("  s1 -->|\"Can't tell\"| s2\n", graph.Mermaid(), StringComparison.Ordinal);
        Assert.Contains("  s2 [shape=box, label=\"2. Say \\\"yes\\\" # <b> \\\\ `x`\"];\n", graph.Dot(), StringComparison.Ordinal);
        Assert.Contains("  s1 -> s2 [label=\"Can't tell\"];\n", graph.Dot(), StringComparison.Ordinal);
    }
}
