using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;
using MarsKb.Infra;

namespace MarsKb.Flows;

public sealed class FlowCompilerTests
{
    const string Sub = """
        start: which
        steps:
          - id: which
            type: question
            title: Which?
            choices:
              - { id: a, text: A, to: compare }
              - { id: b, text: B, to: compare }
              - { id: dont-know, text: I can't tell, to: lost }
          - id: compare
            type: decision
            branches:
              - { when: { step: which, in: [a] }, to: found }
              - { otherwise: true, to: lost }
          - { id: found, type: outcome, title: Found, outcome: fixed, actions: [Go on.] }
          - { id: lost, type: outcome, title: Lost, outcome: escalate, actions: [Ask.] }

        """;

    static readonly string Middle = TestFlow.Head.But("key: flow", "key: middle") + """
        start: call
        steps:
          - { id: call, type: subflow, flow: sub, returns: { found: back } }
          - id: back
            type: question
            title: Back?
            choices:
              - { id: "yes", text: "Yes", to: done }
              - { id: dont-know, text: I can't tell, to: done }
          - { id: done, type: outcome, title: Done, outcome: fixed, actions: [Rest.] }

        """;

    static readonly string Outer = TestFlow.Head + """
        start: first
        steps:
          - { id: first, type: subflow, flow: middle, returns: { done: second, call.lost: second } }
          - { id: second, type: subflow, title: Once more, flow: sub }

        """;

    static TestContent Content(string sub = Sub) => TestContent.Good()
        .With("flows/sub.yaml", TestFlow.Head.But("key: flow", "key: sub") + sub).With("flows/middle.yaml", Middle).With("flows/flow.yaml", Outer);

    [Fact]
    public void Steps_of_subflows_stand_under_the_step_that_calls_them()
    {
        using var content = Content();
        var load = content.Load();
        var flow = load.Knowledge.Flows.Single(f => f.Key == "flow");

        Assert.Equal(
            ["first", "first.call", "first.call.which", "first.call.compare", "first.call.found", "first.call.lost", "first.back", "first.done",
                "second", "second.which", "second.compare", "second.found", "second.lost"],
            flow.Steps.Select(s => s.Id));
        Assert.Equal(("A flow", "Once more"), (flow.ById["first"].Title, flow.ById["second"].Title));
        Assert.Equal("first.call.which", ((Compare)((DecisionStep)flow.ById["first.call.compare"]).Branches[0].When!).Step);
        Assert.Equal("second", ((OutcomeStep)flow.ById["first.call.lost"]).ReturnsTo);
        Assert.Null(((OutcomeStep)flow.ById["second.lost"]).ReturnsTo);
    }

    [Fact]
    public void An_outcome_that_returns_is_passed_through_and_others_end()
    {
        using var content = Content();
        var flow = content.Load().Knowledge.Flows.Single(f => f.Key == "flow");
        Position After(params string[] answers) => FlowResolver.Resolve(flow, TestFlow.Answers(flow, answers));

        Assert.Equal("first.call.which", After().Current.Id);
        Assert.Equal("first.back", After("first.call.which=a").Current.Id);
        Assert.Equal("second.which", After("first.call.which=dont-know").Current.Id);
        Assert.Equal("second.lost", After("first.call.which=a", "first.back=yes", "second.which=dont-know").Current.Id);
    }

    [Fact]
    public void The_version_changes_with_a_subflow()
    {
        using var content = Content();
        using var changed = Content(Sub.But("text: A,", "text: C,"));
        Assert.NotEqual(content.Load().Knowledge.Flows[0].Version, changed.Load().Knowledge.Flows[0].Version);
    }
}
