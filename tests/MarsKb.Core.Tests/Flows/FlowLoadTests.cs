using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;
using MarsKb.Infra;
using MarsKb.Search;

namespace MarsKb.Flows;

public sealed class FlowLoadTests
{
    [Fact]
    public void Every_kind_of_step_is_read_as_written()
    {
        var flow = TestFlow.Load();

        Assert.Equal(("flow", EntryKind.Flow, "/flows/flow", "manual", 8), (flow.Key, flow.Kind, flow.Url, flow.Start, flow.Minutes));
        Assert.Equal(["manual", "try", "symptoms", "version", "policy", "decide", "old-agent", "blocked", "give-up"], flow.Steps.Select(s => s.Id));
        Assert.Equal(new Choice("no", "No", "At once or later", "version"), flow.ById["manual"].Choices[1]);
        Assert.Equal("<p>Choose <strong>Back Up Now</strong>.</p>", flow.ById["manual"].Text.Html);
        var instruction = flow.ById["try"];
        Assert.Equal(["done", "failed", "could-not"], instruction.Choices.Select(c => c.Id));
        Assert.Equal(["Choose Back Up Now.", "Look at the proxy.", "Mend it."], instruction.Actions.Select(a => a.Content.Text));
        Assert.Equal((5, "Administrator", "It begins.", "Cancel it."), (instruction.Minutes, instruction.Privilege, instruction.Expected.Text, instruction.Undo.Text));
        Assert.Equal(["proxy", "slow", "dont-know"], flow.ById["symptoms"].Choices.Select(c => c.Id));
        Assert.Equal(new InputSpec(InputType.Version, null, "2.0.9249.0", null, null, null), flow.ById["version"].Input);
        Assert.Equal("execution-policy", flow.ById["policy"].Input!.Pattern);
        Assert.Contains("<figure class=\"plate\">", flow.ById["policy"].Command.Html, StringComparison.Ordinal);
        Assert.Equal(3, ((DecisionStep)flow.ById["decide"]).Branches.Length);
        Assert.Equal((OutcomeKind.Fixed, new ConfirmedCause("34513", "old-file")), flow.ById["old-agent"] is OutcomeStep end ? (end.Kind, end.Cause) : default);
        Assert.Equal("The log of the agent.", Assert.Single(flow.ById["give-up"].Attach).Text);
    }

    [Fact]
    public void A_flow_is_an_item_like_others_under_its_key()
    {
        using var content = TestFlow.Content();
        var knowledge = content.LoadGood();

        var flow = Assert.Single(knowledge.Flows);
        Assert.Same(flow, knowledge.Items[^1]);
        Assert.Same(flow, knowledge.Find("FLOW"));
        Assert.Equal(ResolutionKind.Key, knowledge.Resolve("flow").Kind);
        Assert.Same(flow, Assert.Single(knowledge.Resolve("Flow").Items));
    }

    [Fact]
    public void A_flow_is_found_by_what_it_asks()
    {
        using var content = TestFlow.Content();
        var search = content.LoadGood().Search;

        var hit = Assert.Single(search.Search(new SearchRequest("does a manual backup work", Kind: EntryKind.Flow)).Hits);
        Assert.Equal(("flow", EntryKind.Flow, "A flow", "/flows/flow", Confidence.Weak), (hit.Key, hit.Kind, hit.Title, hit.Url, hit.Confidence));
        Assert.Contains(search.Suggest("a flo"), s => s is { Key: "flow", Kind: EntryKind.Flow });
    }

    [Fact]
    public void An_entry_knows_the_step_that_diagnoses_it_and_what_is_known_then()
    {
        using var content = TestFlow.Content();
        var link = Assert.Single(content.LoadGood().FlowsFor("34513"));

        Assert.Equal(("flow", "symptoms", "/flows/flow?at=symptoms&manual=yes"), (link.Flow, link.Step, link.Url));
        Assert.Empty(content.LoadGood().FlowsFor("proxy"));
    }

    [Fact]
    public void Links_in_content_lead_to_flows()
    {
        using var content = TestFlow.Content().With("entries/34513.md", TestContent.Entry.But("long ago", "[long](kb:flow) ago"));
        Assert.Contains("<a href=\"/flows/flow\">", content.LoadGood().Entries[0].Causes[0].Text.Html, StringComparison.Ordinal);
    }
}
