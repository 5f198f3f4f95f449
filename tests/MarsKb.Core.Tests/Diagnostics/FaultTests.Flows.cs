using MarsKb.Infra;

namespace MarsKb.Diagnostics;

/// <summary>The faults of flows.</summary>
public sealed partial class FaultTests
{
    const string FlowPath = "flows/flow.yaml";
    const string Otherwise = "      - otherwise: true\n        to: give-up\n";
    const string FirstWhen = "{ step: version, below: 2.0.9249.0 }";

    static void FlowFaults(TheoryData<string, string, string, string> cases)
    {
        void InFlow(string code, string from, string to, string also = "") => cases.Add(code, FlowPath, TestFlow.Good.But(from, to), also);
        void When(string code, string condition, string also = "") => InFlow(code, FirstWhen, condition, also);
        void Input(string code, string input, string also = "") => InFlow(code, "{ type: version, example: 2.0.9249.0 }", input, also);
        void Added(string code, string steps, string also = "") => InFlow(code, "  - id: old-agent", steps + "  - id: old-agent", also);

        // Targets and graph
        InFlow("MKB201", "to: symptoms }", "to: [|symptom|] }");
        InFlow("MKB201", "start: manual", "start: [|manua|]");
        InFlow("MKB201", "couldNot: give-up", "couldNot: [|nowhere|]");
        InFlow("MKB201", "        to: blocked", "        to: [|block|]");
        InFlow("MKB201", "step: symptoms,", "step: [|symptom|],");
        InFlow("MKB201", "{ manual: \"yes\" }", "{ [|manuel|]: \"yes\" }");
        Added("MKB202", "  - { id: [|island|], type: outcome, title: Far away, outcome: fixed, actions: [Rest.] }\n");
        Added("MKB202", Question("[|here|]", "there", "there") + Question("there", "here", "here"));
        cases.Add("MKB203", FlowPath, TestFlow.Head + "start: a\nsteps:\n" + Question("[|a|]", "spin", "turn") + Question("spin", "turn", "turn") + Question("turn", "spin", "spin"), "MKB204");
        InFlow("MKB204", "couldNot: give-up\n", "couldNot: spin\n" + Question("spin", "[|turn|]", "turn") + Question("turn", "spin", "spin"));
        InFlow("MKB205", "to: try }", "to: [|manual|] }");
        Added("MKB206", Decision("spin", "[|turn|]") + Decision("turn", "spin"), "MKB202");

        // Steps
        InFlow("MKB207", "choices:\n      - { id: \"yes\", text: \"Yes, it completes\", to: symptoms }\n      - { id: \"no\", text: \"No\", hint: At once or later, to: version }\n", "[|choices|]:\n");
        InFlow("MKB207", "    choices:\n      - { id: \"yes\"", "    [|choices|]:\n" + Choices(10) + "      - { id: \"yes\"");
        InFlow("MKB208", "      - { id: slow, text: It is slow }", "      - { id: slow, text: It is slow }\n      - { id: [|dont-know|], text: Who knows }");
        InFlow("MKB209", "actions: [Update the agent.]", "[|actions|]: []");
        When("MKB209", "{ [|all|]: [] }");
        When("MKB209", "{ step: version, [|in|]: [] }");
        cases.Add("MKB209", FlowPath, TestFlow.Head + "start: a\n[|steps|]: []\n", "");
        Input("MKB210", "{ type: version, example: [|newest|] }");
        Input("MKB210", "{ type: version, example: 2.0.9249.0, min: [|x|] }");
        Input("MKB210", "{ type: version, min: 3.0, example: [|2.0.9249.0|] }");
        InFlow("MKB210", "{ example: \"LocalMachine RemoteSigned\" }", "{ example: [|nothing|] }");
        Input("MKB211", "{ type: version, example: 2.0.9249.0, min: [|2.1|], max: 2.0 }", "MKB210");
        Input("MKB212", "{ type: version, example: 2.0.9249.0, unit: [|GB|] }");
        Input("MKB213", "{ type: text, example: x, max: [|2|] }");
        InFlow("MKB214", "minutes: 8", "minutes: [|about 8|]");
        InFlow("MKB214", "minutes: 5", "minutes: [|0|]");

        // Conditions
        InFlow("MKB220", "      - when: { step: version, below: 2.0.9249.0 }\n        to", "      - [|to|]");
        InFlow("MKB220", "      - when: " + FirstWhen, "      - [|when|]: " + FirstWhen + "\n        otherwise: true");
        InFlow("MKB221", "    branches:\n", "    branches:\n      - { [|otherwise|]: true, to: give-up }\n");
        InFlow("MKB222", "otherwise: true", "otherwise: [|\"yes\"|]");
        InFlow("MKB222", "unknown: true", "unknown: [|false|]");
        When("MKB223", "[|{|] step: version, below: 2.0.9249.0, above: 1.0 }");
        When("MKB223", "[|{|] step: version }");
        When("MKB223", "[|{|] step: version, below: 2.0.9249.0, not: { step: policy, is: restricted } }");
        When("MKB224", string.Concat(Enumerable.Repeat("{ not: ", 16)) + "[|{|] step: version, below: 2.0.9249.0 }" + string.Concat(Enumerable.Repeat(" }", 16)));
        When("MKB225", "{ step: [|versio|], below: 2.0.9249.0 }");
        When("MKB225", "{ step: [|give-up|], answered: true }");
        When("MKB226", "{ step: version, [|has|]: 2.0.9249.0 }");
        InFlow("MKB226", "{ step: policy, is: restricted }", "{ step: policy, [|contains|]: restricted }");
        InFlow("MKB227", "is: restricted", "is: [|restricte|]");
        InFlow("MKB227", "is: restricted", "in: [restricted, [|none|]]");
        When("MKB228", "{ step: version, below: [|new|] }");
        When("MKB229", "{ step: [|version|], below: 0.0.0.0 }");
        InFlow("MKB229", Otherwise, "      - when: { any: [ { step: version, atLeast: 2.0.9249.0 }, { step: version, unknown: true } ] }\n        to: give-up\n      - [|otherwise|]: true\n        to: give-up\n");
        InFlow("MKB229", "all:\n            - { step: policy, is: restricted }\n            - not: { step: version, unknown: true }", "[|all|]:\n            - { step: policy, is: restricted }\n            - { step: policy, is: undefined }");
        When("MKB230", "{ step: [|version|], answered: true }");
        When("MKB230", "[|{|] any: [ { step: policy, is: restricted }, { step: policy, isNot: restricted }, { step: policy, unknown: true } ] }");
        cases.Add("MKB231", FlowPath, TestFlow.Good.But("    branches:", "    [|branches|]:").But(Otherwise, ""), "");
        When("MKB232", "{ step: [|try|], is: done }");
        When("MKB232", "{ step: [|symptoms|], has: proxy }");

        // Subflows and entries
        Added("MKB240", "  - { id: call, type: subflow, flow: [|flo|] }\n");
        Added("MKB241", "  - { id: call, type: subflow, flow: [|flow|] }\n");
        InFlow("MKB250", "cause: { entry: \"34513\"", "cause: { entry: [|\"34514\"|]");
        InFlow("MKB250", "cause: { entry: \"34513\"", "cause: { entry: [|size-limits|]");
        InFlow("MKB250", "- { entry: \"34513\"", "- { entry: [|nothing|]");
        InFlow("MKB251", "cause: old-file", "cause: [|old-fil|]");
        InFlow("MKB252", "{ manual: \"yes\" }", "{ manual: [|maybe|] }");

        // Warnings
        cases.Add("MKB260", FlowPath, TestFlow.Good.But("id: dont-know", "id: other").But("  - id: manual", "  - id: [|manual|]"), "");
        cases.Add("MKB260", FlowPath, TestFlow.Good.But("    dontKnow: version\n", "").But("  - id: symptoms", "  - id: [|symptoms|]"), "");
        InFlow("MKB261", "  - id: blocked\n    type: outcome\n    title: Scripts are blocked\n    outcome: worked-round\n    actions: [Allow scripts.]", "  - id: [|blocked|]\n    type: outcome\n    title: Scripts are blocked\n    outcome: worked-round");
        InFlow("MKB262", "title: Ask Microsoft", "title: [|" + new string('a', 81) + "|]");
        InFlow("MKB263", "text: Nothing was found.", "text: [|" + string.Concat(Enumerable.Repeat("word ", 250)) + "|]end");
        InFlow("MKB264", "    choices:\n      - { id: \"yes\"", "    [|choices|]:\n" + Choices(6) + "      - { id: \"yes\"");

        // What flows share with other content
        InFlow("MKB035", "expected: It", "[|expect|]: It");
        InFlow("MKB036", "  - id: version\n    type: input\n    title: Which version is the agent?\n    input: { type: version, example: 2.0.9249.0 }\n", "  - [|id|]: version\n    type: input\n    title: Which version is the agent?\n");
        InFlow("MKB105", "outcome: fixed", "outcome: [|solved|]");
        InFlow("MKB105", "{ type: version", "{ type: [|versions|]");
        InFlow("MKB105", "pattern: execution-policy", "pattern: [|policy|]");
        InFlow("MKB105", "type: decision", "type: [|switch|]");
        InFlow("MKB124", "id: try", "id: [|Try|]");
        Added("MKB125", "  - { id: [|manual|], type: outcome, title: Twice, outcome: fixed, actions: [Go.] }\n");
        InFlow("MKB132", "\"{{action: check-proxy}}\"", "\"First [|{{|]action: check-proxy}}\"");
        InFlow("MKB140", "text: Choose **Back Up Now**.", "text: Choose [|<b>|]this</b>.");
        InFlow("MKB301", "key: flow", "key: [|proxy|]", "MKB315");
        InFlow("MKB311", "\"{{action: check-proxy}}\"", "[|\"{{action: check-prox}}\"|]");
    }

    [Fact, Trait("Fault", "MKB242")]
    public void A_flow_that_calls_a_faulty_flow_is_left_out_too()
    {
        using var content = Calling("flow").With(FlowPath, TestFlow.Good.But("to: symptoms }", "to: symptom }"));
        var load = content.Load();
        Assert.Equal(["flows/caller.yaml:12:38 MKB242", "flows/flow.yaml:21:53 MKB201"], load.Diagnostics.Select(d => $"{d.Location} {d.Code}"));
        Assert.Empty(load.Knowledge.Flows);
    }

    [Fact, Trait("Fault", "MKB241")]
    public void Flows_that_call_each_other_are_reported_in_each() =>
        Assert.Equal(["flows/a.yaml:12:38 MKB241", "flows/b.yaml:12:38 MKB241"], FaultsOf(TestContent.Good()
            .With("flows/a.yaml", Caller("a", "b")).With("flows/b.yaml", Caller("b", "a"))));

    [Fact, Trait("Fault", "MKB243")]
    public void Subflows_end_after_eight_levels()
    {
        var content = TestContent.Good().With("flows/f0.yaml", Caller("f0", "f1"));
        for (var i = 1; i < 10; i++) content.With($"flows/f{i}.yaml", i < 9 ? Caller($"f{i}", $"f{i + 1}") : TestFlow.Head.But("key: flow", "key: f9") + "start: end\nsteps:\n  - { id: end, type: outcome, title: End, outcome: fixed, actions: [Rest.] }\n");
        Assert.Equal(["flows/f0.yaml:12:38 MKB243"], FaultsOf(content));
    }

    [Fact, Trait("Fault", "MKB244")]
    public void A_flow_with_its_subflows_has_at_most_10_000_steps()
    {
        var steps = string.Concat(Enumerable.Range(0, 1_000).Select(i => Question($"s{i}", i < 999 ? $"s{i + 1}" : "end", "end")));
        var many = TestFlow.Head.But("key: flow", "key: many") + "start: s0\nsteps:\n" + steps + "  - { id: end, type: outcome, title: End, outcome: fixed, actions: [Rest.] }\n";
        var calls = string.Concat(Enumerable.Range(0, 11).Select(i => $"  - {{ id: c{i}, type: subflow, flow: many, returns: {{ end: {(i < 10 ? $"c{i + 1}" : "end")} }} }}\n"));
        Assert.Equal(["flows/flow.yaml:21:11 MKB244"], FaultsOf(TestContent.Good().With("flows/many.yaml", many)
            .With(FlowPath, TestFlow.Head + "start: c0\nsteps:\n" + calls + "  - { id: end, type: outcome, title: End, outcome: fixed, actions: [Rest.] }\n")));
    }

    [Fact, Trait("Fault", "MKB245")]
    public void A_subflow_returns_from_its_own_outcomes()
    {
        using var content = TestFlow.Content().With("flows/caller.yaml", Caller("caller", "flow", ", returns: { old-agen: end }"));
        var fault = Assert.Single(content.Load().Diagnostics, d => d.Code == "MKB245");
        Assert.Equal("flows/caller.yaml:12:55: error MKB245: 'flow' does not end in 'old-agen'. Did you mean 'old-agent'?", fault.ToString());
    }

    [Fact]
    public void The_whole_loop_is_named()
    {
        using var content = TestFlow.Content(TestFlow.Head + "start: a\nsteps:\n" + Question("a", "b", "b") + Question("b", "c", "c") + Question("c", "a", "a"));
        Assert.Equal("flows/flow.yaml:16:39: error MKB204: The loop a → b → c → a has no way out. Lead one of its steps on to an outcome.", Assert.Single(content.Load().Diagnostics).ToString());
    }

    [Fact]
    public void A_gap_is_shown_by_an_example()
    {
        using var content = TestFlow.Content(TestFlow.Head + """
            start: size
            steps:
              - { id: size, type: input, title: Size?, input: { type: number, example: "5" }, to: decide, dontKnow: end }
              - id: decide
                type: decision
                branches:
                  - { when: { step: size, above: 10 }, to: end }
                  - { when: { step: size, below: 10 }, to: end }
              - { id: end, type: outcome, title: End, outcome: fixed, actions: [Rest.] }

            """);
        Assert.Equal("flows/flow.yaml:15:5: error MKB231: No branch is taken when 'size' is '10'. Add a branch, or 'otherwise: true' as the last.", Assert.Single(content.Load().Diagnostics).ToString());
    }

    [Fact]
    public void A_comparison_guarded_by_answered_needs_no_answer_on_every_way()
    {
        using var content = TestFlow.Content(TestFlow.Good.But(FirstWhen, "{ all: [ { step: symptoms, answered: true }, { step: symptoms, has: proxy } ] }"));
        Assert.Empty(content.Load().Diagnostics);
    }

    static TestContent Calling(string flow) => TestContent.Good().With("flows/caller.yaml", Caller("caller", flow));

    static string Caller(string key, string flow, string more = "") =>
        TestFlow.Head.But("key: flow", "key: " + key) + $"start: call\nsteps:\n  - {{ id: call, type: subflow, flow: {flow}{more} }}\n";

    static string Question(string id, string yes, string dontKnow) => $"""
          - id: {id}
            type: question
            title: Well?
            choices:
              - {"{"} id: "yes", text: "Yes", to: {yes} {"}"}
              - {"{"} id: dont-know, text: I can't tell, to: {dontKnow} {"}"}

        """;

    static string Decision(string id, string to) => $"  - {{ id: {id}, type: decision, branches: [ {{ otherwise: true, to: {to} }} ] }}\n";

    static string Choices(int number) => string.Concat(Enumerable.Range(0, number).Select(i => $"      - {{ id: x{i}, text: X, to: version }}\n"));
}
