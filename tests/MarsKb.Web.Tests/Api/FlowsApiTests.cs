using System.Text.Json;

namespace MarsKb.Api;

public class FlowsApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task A_flow_is_read_as_a_graph()
    {
        var flow = await site.GetAsync("/api/v1/flows/Agent-Trouble");

        Assert.Equal(["id", "title", "version", "start", "steps", "outcomes"], ApiSite.Members(flow).Take(6));
        Assert.Equal(("agent-trouble", "manual", "/flows/agent-trouble"), (Text(flow, "id"), Text(flow, "start"), Text(flow, "url")));
        Assert.Equal(
            ["manual", "try", "symptoms", "version", "policy", "network", "network.proxy", "network.open", "decide"],
            flow.GetProperty("steps").EnumerateArray().Select(s => Text(s, "id")));
        Assert.Equal(
            ["network.closed", "old-agent", "ask"],
            flow.GetProperty("outcomes").EnumerateArray().Select(o => Text(o, "id")));
    }

    [Fact]
    public async Task Every_way_leads_to_a_step_or_an_outcome_and_all_are_reached()
    {
        var flow = await site.GetAsync("/api/v1/flows/agent-trouble");
        var steps = flow.GetProperty("steps").EnumerateArray().ToDictionary(s => Text(s, "id"), s => s.GetProperty("next").EnumerateArray().Select(n => Text(n, "to")).ToList());
        var outcomes = flow.GetProperty("outcomes").EnumerateArray().Select(o => Text(o, "id")).ToHashSet();

        var reached = new HashSet<string>();
        Walk(Text(flow, "start"));
        Assert.Equal(steps.Keys.Concat(outcomes).Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));

        void Walk(string id)
        {
            if (reached.Add(id) && !outcomes.Contains(id)) steps[id].ForEach(Walk);
        }
    }

    [Fact]
    public async Task Each_kind_of_step_says_how_it_is_answered()
    {
        var flow = await site.GetAsync("/api/v1/flows/agent-trouble");

        var question = Step(flow, "manual");
        Assert.Equal(("question", "Choose Back Up Now.", "<p>Choose <strong>Back Up Now</strong>.</p>"), (Text(question, "type"), Text(question, "text"), Text(question, "html")));
        Assert.Equal("""{"id":"no","text":"No","hint":"At once or later"}""", question.GetProperty("choices")[1].GetRawText());
        Assert.Equal(JsonValueKind.Null, question.GetProperty("input").ValueKind);
        Assert.Equal("""[{"choice":"yes","to":"symptoms"},{"choice":"no","to":"version"},{"choice":"dont-know","to":"try"}]""", question.GetProperty("next").GetRawText());

        var instruction = Step(flow, "try");
        Assert.Equal("1. Choose Back Up Now.\n2. Wait for it.", Text(instruction, "text"));
        Assert.Equal("<ol><li><p>Choose <strong>Back Up Now</strong>.</p></li><li><p>Wait for it.</p></li></ol>", Text(instruction, "html"));
        Assert.Equal(["done", "failed", "could-not"], Choices(instruction));
        Assert.Equal(("It begins.", "Cancel it."), (Text(instruction, "expected"), Text(instruction, "undo")));

        Assert.Equal(["proxy", "slow", "dont-know"], Choices(Step(flow, "symptoms")));

        var input = Step(flow, "version");
        Assert.Equal("""{"type":"version","unit":null,"example":"2.0.9249.0"}""", input.GetProperty("input").GetRawText());
        Assert.Equal(["dont-know"], Choices(input));
        Assert.Equal("""[{"to":"policy"},{"choice":"dont-know","to":"policy"}]""", input.GetProperty("next").GetRawText());

        var paste = Step(flow, "policy");
        Assert.Equal(("paste", "PowerShell", "Get-ExecutionPolicy -List"), (Text(paste.GetProperty("input"), "type"), Text(paste, "shell"), Text(paste, "command")));

        Assert.Equal(
            """[{"when":{"all":[{"step":"version","comparison":"below","values":["2.0.9249.0"]},{"not":{"step":"policy","comparison":"is","values":["restricted"]}}]},"to":"old-agent"},{"to":"ask"}]""",
            Step(flow, "decide").GetProperty("next").GetRawText());
        Assert.Equal("""[{"to":"network.proxy"}]""", Step(flow, "network").GetProperty("next").GetRawText());
        Assert.Equal(("outcome", """[{"to":"decide"}]"""), (Text(Step(flow, "network.open"), "type"), Step(flow, "network.open").GetProperty("next").GetRawText()));
    }

    [Fact]
    public async Task An_outcome_says_what_it_confirms_and_what_remains()
    {
        var outcomes = (await site.GetAsync("/api/v1/flows/agent-trouble")).GetProperty("outcomes");

        Assert.Equal(
            """{"id":"old-agent","kind":"fixed","title":"The agent is old","text":"It was never updated.","html":"<p>It was <em>never</em> updated.</p>","actions":[{"text":"Update the agent.","html":"<p>Update the agent.</p>"}],"attach":[],"cause":{"entry":"34513","cause":"something"}}""",
            Readable(outcomes[1]));
        Assert.False(outcomes[2].TryGetProperty("cause", out _));
        Assert.Equal("The log of the agent.", outcomes[2].GetProperty("attach")[0].GetString());
    }

    [Fact]
    public async Task The_list_holds_every_flow_with_its_id()
    {
        var list = await site.GetAsync("/api/v1/flows");

        Assert.Equal(2, list.GetProperty("total").GetInt32());
        Assert.Equal(
            """{"key":"agent-trouble","codes":[],"title":"Trouble with the agent","kind":"flow","url":"/flows/agent-trouble","id":"agent-trouble"}""",
            list.GetProperty("items")[0].GetRawText());
    }

    [Theory]
    [InlineData("34513", "/api/v1/entries/34513")]
    [InlineData("size-limits", "/api/v1/matrix/size-limits")]
    [InlineData("nothing", "/api/v1/flows")]
    public async Task Anything_else_is_404_and_names_the_right_address(string key, string says) =>
        Assert.Contains(says, await site.RefusedAsync(404, $"/api/v1/flows/{key}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_below_1_is_400() => await site.RefusedAsync(400, "/api/v1/flows?page=0");

    [Fact]
    public async Task A_flow_is_found_under_its_key()
    {
        var found = (await site.GetAsync("/api/v1/search?q=trouble+with+the+agent&kind=flow")).GetProperty("results");

        Assert.Equal(("agent-trouble", "flow", "/flows/agent-trouble"), (Text(found[0], "key"), Text(found[0], "kind"), Text(found[0], "url")));
        Assert.Contains("agent-trouble", ApiSite.Keys((await site.GetAsync("/api/v1/suggest?q=trouble")).GetProperty("suggestions")));
    }

    static JsonElement Step(JsonElement flow, string id) => flow.GetProperty("steps").EnumerateArray().Single(s => Text(s, "id") == id);

    static IEnumerable<string> Choices(JsonElement step) => step.GetProperty("choices").EnumerateArray().Select(c => Text(c, "id"));

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>Angle brackets are escaped on the wire.</summary>
    static string Readable(JsonElement element) => element.GetRawText().Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);
}
