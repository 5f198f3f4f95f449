using MarsKb.Infra;

namespace MarsKb.Flows;

/// <summary>The faulty flows that every flow engine should refuse, translated key by key into our format; the fault is kept.</summary>
[Trait("Category", "Shared")]
public sealed class FlowCorpusTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>What must be said, and of which text of the translation; no code where the flow is good.</summary>
    static readonly Dictionary<string, (string Code, string At)> Expected = new()
    {
        ["self-loop.yaml"] = ("MKB205", "a }"),
        ["two-cycle.yaml"] = ("MKB204", "b }"),
        ["missing-target.yaml"] = ("MKB201", "nowhere"),
        ["unreachable.yaml"] = ("MKB202", "island"),
        ["duplicate-ids.yaml"] = ("MKB125", "b\n"),
        ["no-outcome.yaml"] = ("MKB207", "choices: []"),
        ["empty-flow.yaml"] = ("MKB209", "steps:"),
        // Ids have no capitals, so two cannot differ in case alone.
        ["case-ids.yaml"] = ("MKB124", "Step"),
        ["object-names.yaml"] = ("", ""),
        ["path-ids.yaml"] = ("MKB124", "'../x'"),
        ["subflow-self.yaml"] = ("MKB241", "subflow-self, "),
        ["subflow-missing.yaml"] = ("MKB240", "not-there"),
        ["decision-gaps.yaml"] = ("MKB231", "branches:"),
        ["decision-expression.yaml"] = ("MKB037", "'System.IO"),
        ["input-regex.yaml"] = ("MKB035", "pattern"),
        ["diamonds-24.yaml"] = ("", ""),
    };

    [Fact]
    public void Each_is_refused_at_its_place_or_loads()
    {
        var rows = SharedFolder.Rows("flows/_expect.jsonl").ToList();
        if (rows.Count == 0)
        {
            output.WriteLine("The shared corpora are absent; passed over.");
            return;
        }
        Assert.Equal(Expected.Keys.Order(), rows.Select(r => r.File!).Order());
        foreach (var row in rows)
        {
            var flow = CorpusFlow.Translate(SharedFolder.Text("flows/" + row.File));
            using var content = TestContent.Good().With("flows/" + row.File, flow);
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var found = content.Load().Diagnostics;
            var (code, at) = Expected[row.File!];
            Assert.True(watch.ElapsedMilliseconds < 5_000, row.File);
            if (code.Length == 0)
            {
                Assert.True(found.IsEmpty, $"{row.File}: {string.Join("; ", found)}");
                continue;
            }
            var fault = found.FirstOrDefault(d => d.Code == code);
            Assert.True(fault is not null, $"{row.File}: {string.Join("; ", found)}\n{flow}");
            var line = flow.Split('\n')[fault.Location.Line - 1] + "\n";
            Assert.True(line[(fault.Location.Column - 1)..].StartsWith(at, StringComparison.Ordinal), $"{fault} points to {line[(fault.Location.Column - 1)..]}");
        }
    }
}
