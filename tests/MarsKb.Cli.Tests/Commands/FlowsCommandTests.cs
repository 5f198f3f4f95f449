using System.Xml.Linq;
using MarsKb.Cli.Infra;

namespace MarsKb.Cli.Commands;

public sealed class FlowsCommandTests : IDisposable
{
    const string Flow = """
        key: credentials
        title: Credentials are refused
        component: registration
        summary: What to look at.
        sources:
          - { title: Where it comes from, url: "https://learn.example/mars", licence: CC BY 4.0, date: 2026-01-02 }
        owner: backup team
        reviewed: 2026-01-02
        reviewBy: 2099-01-02
        start: age
        steps:
          - id: age
            type: question
            title: Is the file older than 10 days?
            choices:
              - { id: "yes", text: "Yes", to: old }
              - { id: "no", text: "No", to: other }
              - { id: dont-know, text: I can't tell, to: other }
          - { id: old, type: outcome, title: The file is old, outcome: fixed, cause: { entry: "34513", cause: something }, actions: [Download it again.] }
          - { id: other, type: outcome, title: It is something else, outcome: escalate, actions: [Ask.] }
        """;

    readonly ContentFixture content = new();

    public FlowsCommandTests() => content.Write("flows/credentials.yaml", Flow);

    [Fact]
    public void Check_walks_every_path_and_lists_causes_that_no_flow_confirms()
    {
        var run = Marskb.Run("flows", "check", "--content", content.Folder);

        Assert.Equal(1, run.Exit);
        Assert.Equal(
            ["credentials: 3 steps, 3 paths, all covered", "7001#something: no outcome of any flow confirms this cause", "7002#something: no outcome of any flow confirms this cause"],
            run.Lines);
        Assert.Equal("1 flow, 0 faults, 0 steps or choices not covered, 2 causes not confirmed\n", run.Error);
    }

    [Fact]
    public void Check_is_0_when_every_cause_is_confirmed()
    {
        File.Delete(Path.Combine(content.Folder, "entries/7001.md"));
        File.Delete(Path.Combine(content.Folder, "entries/7002.md"));
        Assert.Equal(0, Marskb.Run("flows", "check", "--content", content.Folder).Exit);
    }

    [Fact]
    public void Check_and_lint_name_a_fault_with_its_place()
    {
        content.Write("flows/credentials.yaml", Flow.Replace("text: \"No\", to: other", "text: \"No\", to: othr", StringComparison.Ordinal));
        const string Fault = "flows/credentials.yaml:17:37: error MKB201: This flow has no step 'othr'. Did you mean 'other'?";

        Assert.Contains(Fault, Marskb.Run("flows", "check", "--content", content.Folder).Lines);
        Assert.Contains(Fault, Marskb.Run("lint", content.Folder).Lines);
    }

    [Fact]
    public void Paths_are_lines_and_stop_at_a_limit_that_they_tell()
    {
        var run = Marskb.Run("flows", "paths", "credentials", "--content", content.Folder);
        Assert.Equal((0, "3 paths\n"), (run.Exit, run.Error));
        Assert.Equal(["age=yes  -> old", "age=no  -> other", "age=dont-know  -> other"], run.Lines);

        run = Marskb.Run("flows", "paths", "credentials", "--limit", "2", "--content", content.Folder);
        Assert.Equal("The first 2 paths; there are more. --limit shows more.\n", run.Error);
        Assert.Equal(2, run.Lines.Count);
    }

    [Fact]
    public void A_map_is_drawn_in_three_formats()
    {
        string Graph(string format) => Marskb.Run("flows", "graph", "CREDENTIALS", "--format", format, "--content", content.Folder).Out;

        Assert.Equal("{http://www.w3.org/2000/svg}svg", XDocument.Parse(Graph("svg")).Root!.Name.ToString());
        Assert.StartsWith("flowchart TD\n  s1(\"1. Is the file older than 10 days?\")\n", Graph("mermaid"), StringComparison.Ordinal);
        Assert.StartsWith("digraph \"credentials\" {\n", Graph("dot"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_flow_that_does_not_exist_is_1_with_those_that_do()
    {
        var run = Marskb.Run("flows", "paths", "34513", "--content", content.Folder);
        Assert.Equal((1, "marskb: There is no flow '34513'. Known are credentials.\n"), (run.Exit, run.Error));
    }

    [Theory]
    [InlineData("flows")]
    [InlineData("flows", "nothing")]
    [InlineData("flows", "graph", "credentials", "--format", "png")]
    [InlineData("flows", "paths", "credentials", "--limit", "0")]
    [InlineData("flows", "paths")]
    [InlineData("flows", "check", "--content", "/no/such/folder")]
    public void Wrong_use_is_2(params string[] args)
    {
        var run = Marskb.Run(args);
        Assert.Equal((2, ""), (run.Exit, run.Out));
        Assert.StartsWith("marskb: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marskb flows graph", "flows", "--help")]
    [InlineData("marskb flows paths", "flows", "paths", "--help")]
    public void Help_has_examples(string example, params string[] args) => Assert.Contains(example, Marskb.Run(args).Out, StringComparison.Ordinal);

    public void Dispose() => content.Dispose();
}
