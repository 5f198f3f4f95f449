using System.Net;
using System.Text.Json;
using MarsKb.Infra;

namespace MarsKb.Api;

/// <summary>A site whose small content has a case for every kind of reply.</summary>
public sealed class ApiSite : SiteFactory
{
    public ApiSite()
    {
        TestContent.Write(ContentFolder, "entries/7001.md", TestContent.Entry("7001", "First of two")
            .Replace("codes: [\"7001\"]", "codes: [\"7001\", \"9000\"]\nrelated: [\"7002\"]", StringComparison.Ordinal));
        TestContent.Write(ContentFolder, "entries/7002.md", TestContent.Entry("7002", "Second of two")
            .Replace("codes: [\"7002\"]", "codes: [\"7002\", \"9000\"]\nrelated: [\"7001\"]\naliases: [FormerName]", StringComparison.Ordinal));
        TestContent.Write(ContentFolder, "flows/agent-trouble.yaml", TestContent.Flow);
        TestContent.Write(ContentFolder, "flows/way-to-azure.yaml", TestContent.Subflow);
        TestContent.Write(ContentFolder, "entries/0x80070005.md", TestContent.Entry("0x80070005", "Access is denied", "support"));
    }

    /// <summary>Asks for a document that must be there.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var reply = await CreateClient().GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("application/json", reply.Content.Headers.ContentType?.MediaType);
        return await ReadAsync(reply);
    }

    /// <summary>Asks for what must be refused; gives the sentence that says what to mend.</summary>
    public async Task<string> RefusedAsync(int status, string path)
    {
        using var reply = await CreateClient().GetAsync(new Uri(path, UriKind.Relative));
        return await RefusedAsync(status, reply);
    }

    public static async Task<string> RefusedAsync(int status, HttpResponseMessage reply)
    {
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        var problem = await ReadAsync(reply);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("type").GetString()));
        return problem.GetProperty("detail").GetString()!;
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage reply)
    {
        using var body = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return body.RootElement.Clone();
    }

    public static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    public static IEnumerable<string?> Keys(JsonElement items) => items.EnumerateArray().Select(i => i.GetProperty("key").GetString());
}
