using System.Diagnostics;
using System.Text;
using MarsKb.Flows.Proof;
using MarsKb.Flows.Reading;
using MarsKb.Infra;

namespace MarsKb.Flows;

/// <summary>Proving a flow takes time that grows with its steps and edges, not with its paths.</summary>
public sealed class FlowCheckerCostTests
{
    /// <summary>The bound of RELIABILITY.md is a second; the loader's share of rendering comes on top, and a slow machine.</summary>
    static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    public void Twenty_four_diamonds_have_16_million_paths_and_are_proven_at_once()
    {
        var watch = Stopwatch.StartNew();
        var flow = TestFlow.Load(Diamonds(24));
        Assert.Equal(25, flow.Steps.Length);
        Assert.True(watch.Elapsed < Bound, $"{watch.Elapsed}");
        Assert.Equal(24, FlowResolver.Resolve(flow, []).MostLeft);
    }

    [Fact]
    public void Five_thousand_steps_are_proven_in_a_second_and_twice_as_many_in_about_twice_the_time()
    {
        var small = Prove(2_500);
        var large = Prove(5_000);
        Assert.True(large < TimeSpan.FromSeconds(1), $"{large}");
        // Quadratic would be four times; timers of busy machines are not exact, so only clearly more than linear fails.
        Assert.True(large < small * 3 + TimeSpan.FromMilliseconds(100), $"{small} and {large}");
    }

    static TimeSpan Prove(int steps)
    {
        var file = FlowFile.Parse(new Diagnostics.SourceText("flows/flow.yaml", Decisions(steps)), new Diagnostics.DiagnosticBag())!;
        var flow = file.Build(new Rendering.LinkTargets(), new Dictionary<string, Entries.SharedAction?>())!;
        Assert.Equal(steps, flow.Steps.Length);
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            var bag = new Diagnostics.DiagnosticBag();
            FlowChecker.Check(flow with { Start = flow.Start }, file.Places, [], bag);
            if (watch.Elapsed < best) best = watch.Elapsed;
            Assert.Empty(bag.ToImmutable());
        }
        return best;
    }

    static string Diamonds(int number)
    {
        var text = new StringBuilder(TestFlow.Head).Append("start: s0\nsteps:\n");
        for (var i = 0; i < number; i++) text.Append(Question($"s{i}", i + 1 < number ? $"s{i + 1}" : "end"));
        return text.Append(End).ToString();
    }

    /// <summary>Questions, each followed by a decision that compares its answer and one far back; with an outcome an odd number of steps.</summary>
    static string Decisions(int steps)
    {
        var text = new StringBuilder(TestFlow.Head).Append("start: q0\nsteps:\n");
        var pairs = (steps - 1) / 2;
        for (var i = 0; i < pairs; i++)
        {
            var next = i + 1 < pairs ? $"q{i + 1}" : steps % 2 == 0 ? "last" : "end";
            text.Append(Question($"q{i}", $"d{i}"));
            text.Append($"  - {{ id: d{i}, type: decision, branches: [ {{ when: {{ any: [ {{ step: q{i}, is: dont-know }}, {{ step: q{i / 2}, is: \"yes\" }} ] }}, to: {next} }}, {{ otherwise: true, to: {next} }} ] }}\n"
                .Replace("any: [ { step: q0, is: dont-know }, { step: q0,", "all: [ { step: q0, isNot: dont-know }, { step: q0,", StringComparison.Ordinal));
        }
        if (steps % 2 == 0) text.Append(Question("last", "end"));
        return text.Append(End).ToString();
    }

    const string End = "  - { id: end, type: outcome, title: End, outcome: fixed, actions: [Rest.] }\n";

    static string Question(string id, string to) =>
        $"  - {{ id: {id}, type: question, title: Well?, choices: [ {{ id: \"yes\", text: \"Yes\", to: {to} }}, {{ id: dont-know, text: I can't tell, to: {to} }} ] }}\n";
}
