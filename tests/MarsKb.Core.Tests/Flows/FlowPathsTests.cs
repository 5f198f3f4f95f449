using System.Diagnostics;
using System.Text;
using MarsKb.Flows.Proof;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Flows;

[Collection(MarsKb.Infra.Alone.Name)]
public sealed class FlowPathsTests(ITestOutputHelper output)
{
    const string End = "  - { id: end, type: outcome, title: End, outcome: fixed, actions: [Rest.] }\n";

    [Fact]
    public void Every_path_of_a_flow_is_walked_and_replays_to_its_outcome()
    {
        var flow = TestFlow.Load();
        var paths = new FlowPaths(flow);
        var found = paths.Walk().ToList();

        Assert.All(found, p => Assert.Equal(p.Outcome, FlowResolver.Resolve(flow, p.Answers).Current));
        Assert.All(found, p => Assert.Empty(FlowResolver.Resolve(flow, p.Answers).Aside));
        Assert.Equal(found.Count, found.Select(Text).Distinct().Count());
        Assert.True(paths.IsComplete);
        Assert.Empty(paths.Missing);
        Assert.Equal(["blocked", "give-up", "old-agent"], found.Select(p => p.Outcome.Id).Distinct().Order());
    }

    [Fact]
    public void Typed_values_stand_on_each_side_of_what_is_compared_and_checklists_for_their_sets()
    {
        var paths = new FlowPaths(TestFlow.Load()).Walk().SelectMany(p => p.Answers).ToLookup(a => a.Step, a => string.Join(',', a.Answer.Items));
        Assert.Equal(["2.0.9248.9999999", "2.0.9249.0", "2.0.9249.1", "dont-know"], paths["version"].Distinct().Order());
        Assert.Equal(["", "dont-know", "proxy", "proxy,slow", "slow"], paths["symptoms"].Distinct().Order());
        Assert.Equal(["all-signed", "dont-know", "remote-signed", "restricted", "undefined", "unrestricted"], paths["policy"].Distinct().Order());
    }

    [Fact]
    public void A_loop_is_walked_once()
    {
        var found = new FlowPaths(TestFlow.Load()).Walk().ToList();
        Assert.Contains(found, p => Text(p).StartsWith("manual=dont-know try=done manual=yes", StringComparison.Ordinal));
        Assert.All(found, p => Assert.All(p.Answers, a => Assert.InRange(a.Visit, 1, 2)));
    }

    [Fact]
    public void Beyond_the_limit_only_what_is_not_covered_is_sampled()
    {
        var flow = TestFlow.Load(Diamonds(12, 3));
        var paths = new FlowPaths(flow, 10);
        var number = paths.Walk().Count();

        Assert.False(paths.IsComplete);
        Assert.Empty(paths.Missing);
        Assert.InRange(number, 11, 10 + 24);
    }

    [Fact]
    public void Samples_give_the_answers_that_decisions_ask_for()
    {
        var steps = string.Concat(Enumerable.Range(0, 12).Select(i => Question($"s{i}", $"s{i + 1}"))) + Question("s12", "decide");
        var flow = TestFlow.Load(TestFlow.Head + "start: s0\nsteps:\n" + steps + """
              - id: decide
                type: decision
                branches:
                  - { when: { all: [ { step: s12, is: dont-know }, { step: s9, is: dont-know }, { step: s10, is: "yes" } ] }, to: rare }
                  - { otherwise: true, to: end }
              - { id: rare, type: outcome, title: Rare, outcome: fixed, actions: [Rest.] }

            """ + End);
        var paths = new FlowPaths(flow, 5);
        var found = paths.Walk().ToList();
        Assert.Empty(paths.Missing);
        Assert.All(found, p => Assert.Equal(p.Outcome, FlowResolver.Resolve(flow, p.Answers).Current));
    }

    [Fact]
    public void What_no_path_comes_to_is_named()
    {
        // Both conditions look at different questions, so each decision can go either way; together they cannot.
        var flow = TestFlow.Load(TestFlow.Head + "start: s0\nsteps:\n" + Question("s0", "first") + """
              - id: first
                type: decision
                branches:
                  - { when: { step: s0, is: "yes" }, to: end }
                  - { otherwise: true, to: second }
              - id: second
                type: decision
                branches:
                  - { when: { step: s0, is: "yes" }, to: never }
                  - { otherwise: true, to: end }
              - { id: never, type: outcome, title: Never, outcome: fixed, actions: [Rest.] }

            """ + End);
        var paths = new FlowPaths(flow);
        Assert.Equal(2, paths.Walk().Count());
        Assert.Equal(["second, branch 1", "never"], paths.Missing.AsEnumerable());
    }

    [Fact]
    public void Five_hundred_steps_with_a_million_paths_take_little_time_and_memory()
    {
        var flow = TestFlow.Load(Diamonds(20, 480));
        Assert.Equal(501, flow.Steps.Length);
        Measure(1);
        var watch = Stopwatch.StartNew();
        var (number, bytes, kept) = Measure(FlowPaths.UsualLimit);
        output.WriteLine($"{number:N0} of {1 << 20:N0} paths of 500 steps: {watch.ElapsedMilliseconds} ms, {bytes >> 20} MiB allocated, {kept >> 10} KiB kept at the end");
        Assert.InRange(number, FlowPaths.UsualLimit, FlowPaths.UsualLimit + 1_000);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        Assert.True(kept < 16 << 20, $"{kept}");

        (int, long, long) Measure(int limit)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var alive = GC.GetTotalMemory(forceFullCollection: true);
            var paths = new FlowPaths(flow, limit);
            var last = 0L;
            foreach (var path in paths.Walk())
                if (paths.Number == limit) last = GC.GetTotalMemory(forceFullCollection: true) - alive;
            Assert.Empty(paths.Missing);
            return (paths.Number, GC.GetAllocatedBytesForCurrentThread() - before, last);
        }
    }

    /// <summary>Questions with two ways to the next, then a long way without choice.</summary>
    static string Diamonds(int number, int more)
    {
        var text = new StringBuilder(TestFlow.Head).Append("start: s0\nsteps:\n");
        for (var i = 0; i < number; i++) text.Append(Question($"s{i}", i + 1 < number ? $"s{i + 1}" : "t0"));
        for (var i = 0; i < more; i++)
            text.Append($"  - {{ id: t{i}, type: instruction, title: Do it, do: [Go on.], done: {(i + 1 < more ? $"t{i + 1}" : "end")} }}\n");
        return text.Append(End).ToString();
    }

    static string Question(string id, string to) =>
        $"  - {{ id: {id}, type: question, title: Well?, choices: [ {{ id: \"yes\", text: \"Yes\", to: {to} }}, {{ id: dont-know, text: I can't tell, to: {to} }} ] }}\n";

    static string Text(FlowPath path) => string.Join(' ', path.Answers.Select(a => $"{a.Step}={string.Join(',', a.Answer.Items)}"));
}
