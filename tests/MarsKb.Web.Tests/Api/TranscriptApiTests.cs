using System.Net;
using MarsKb.Features.Sessions;

namespace MarsKb.Api;

public sealed class TranscriptApiTests(RecordSite site) : IClassFixture<RecordSite>
{
    [Theory]
    [InlineData("", "text/markdown", ".md")]
    [InlineData("?format=md", "text/markdown", ".md")]
    [InlineData("?format=txt", "text/plain", ".txt")]
    [InlineData("?format=json", "application/json", ".json")]
    [InlineData("?format=txt&max=400", "text/plain", ".txt?max=400")]
    public async Task The_record_is_the_same_as_on_the_site(string query, string type, string ending)
    {
        var session = await site.WalkAsync("INC-9", "Job 8841 ran.");
        using var reply = await site.Client().GetAsync(new Uri($"/api/v1/sessions/{SessionClient.Token(session)}/transcript{query}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(type, reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        Assert.Equal(await site.TextAsync($"/t/{RecordSite.ReadToken(session)}{ending}"), await reply.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("?format=pdf", "md, txt, json")]
    [InlineData("?max=10", "200 to 100,000")]
    [InlineData("?max=x", "200 to 100,000")]
    [InlineData("?max=300&max=400", "give it once")]
    [InlineData("?format=json&max=200", "needs more characters")]
    public async Task What_cannot_be_given_is_refused_with_what_can(string query, string says)
    {
        var session = await site.WalkAsync();
        using var reply = await site.Client().GetAsync(new Uri($"/api/v1/sessions/{SessionClient.Token(session)}/transcript{query}", UriKind.Relative));
        Assert.Contains(says, await ApiSite.RefusedAsync(400, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_says_all_that_happened()
    {
        var session = await site.WalkAsync("INC-10", "Job 8841 ran.", resolved: false);
        using var reply = await site.Client().GetAsync(new Uri($"/api/v1/sessions/{SessionClient.Token(session)}/transcript?format=json", UriKind.Relative));
        var record = await ApiSite.ReadAsync(reply);
        Assert.Equal(("agent-trouble", "Trouble with the agent"), (record.GetProperty("flow").GetProperty("id").GetString(), record.GetProperty("flow").GetProperty("title").GetString()));
        Assert.Equal(("done", "still-failing", false), (record.GetProperty("state").GetString(), record.GetProperty("verdict").GetString(), record.GetProperty("resolved").GetBoolean()));
        Assert.Equal("/t/" + RecordSite.ReadToken(session), record.GetProperty("url").GetString());
        Assert.Equal("old-agent", record.GetProperty("outcome").GetProperty("id").GetString());
        Assert.Equal(["manual", "version", "policy", "network.proxy"], record.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString()));
        var policy = record.GetProperty("steps")[2];
        Assert.Equal(("LocalMachine Unrestricted", "unrestricted", "remote-signed"), (policy.GetProperty("answer").GetString(), policy.GetProperty("words").GetString(), policy.GetProperty("earlier")[0].GetProperty("words").GetString()));
        Assert.True(record.GetProperty("steps")[0].GetProperty("fromLink").GetBoolean());
        Assert.Equal("Job 8841 ran.", record.GetProperty("end").GetProperty("note").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, record.GetProperty("leftOut").ValueKind);
    }
}
