using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Api;

public class OpenApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        var mapped = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}"))
            .Where(r => !r.StartsWith("HEAD ", StringComparison.Ordinal));
        var document = await site.GetAsync("/openapi/v1.json");
        var described = Operations(document).Select(o => $"{o.Method.ToUpperInvariant()} {o.Path}");

        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
        Assert.NotEmpty(described);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_takes_gives_and_refuses()
    {
        var document = await site.GetAsync("/openapi/v1.json");
        foreach (var (path, method, operation) in Operations(document))
        {
            Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty("summary").GetString()), path);
            Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty("description").GetString()), path);
            var parameters = operation.TryGetProperty("parameters", out var p) ? p.EnumerateArray().ToList() : [];
            foreach (var parameter in parameters)
            {
                Assert.False(string.IsNullOrWhiteSpace(parameter.GetProperty("description").GetString()), path);
                Assert.True(parameter.GetProperty("schema").TryGetProperty("type", out _), path);
            }

            var inPath = path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'));
            Assert.Equal(inPath, parameters.Where(x => x.GetProperty("in").GetString() == "path").Select(x => x.GetProperty("name").GetString()));
            Assert.Equal(method == "post", operation.TryGetProperty("requestBody", out _));
            var replies = operation.GetProperty("responses").EnumerateObject().ToList();
            Assert.Contains(replies, r => r.Name is "429");
            Assert.Contains(replies, r => r.Name is "500");
            foreach (var refusal in replies.Where(r => r.Name[0] is '4' or '5'))
                Assert.Equal("#/components/schemas/ProblemDocument", refusal.Value.GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        }
    }

    [Fact]
    public async Task Ids_are_unique_and_every_reference_leads_somewhere()
    {
        var document = await site.GetAsync("/openapi/v1.json");
        var ids = Operations(document).Select(o => o.Operation.GetProperty("operationId").GetString()).ToList();
        var schemas = ApiSite.Members(document.GetProperty("components").GetProperty("schemas")).ToHashSet();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(References(document), r => Assert.Contains(r["#/components/schemas/".Length..], schemas));
    }

    [Fact]
    public async Task The_limits_are_those_of_the_contract()
    {
        var document = await site.GetAsync("/openapi/v1.json");
        var limit = document.GetProperty("paths").GetProperty("/api/v1/search").GetProperty("get").GetProperty("parameters")
            .EnumerateArray().Single(p => p.GetProperty("name").GetString() == "limit").GetProperty("schema");

        Assert.Equal((1, 100, 10), (limit.GetProperty("minimum").GetInt32(), limit.GetProperty("maximum").GetInt32(), limit.GetProperty("default").GetInt32()));
    }

    [Fact]
    public async Task The_description_repeats_nothing_of_who_asked()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.test");
        using var reply = await site.CreateClient().SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();

        Assert.DoesNotContain("evil.test", text, StringComparison.Ordinal);
        Assert.DoesNotContain("localhost", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/search?q=34513", "SearchReply")]
    [InlineData("/api/v1/suggest?q=34", "SuggestReply")]
    [InlineData("/api/v1/entries", "ItemList")]
    [InlineData("/api/v1/entries/34513", "EntryDocument")]
    [InlineData("/api/v1/codes/34513", "CodeDocument")]
    [InlineData("/api/v1/matrix/size-limits", "MatrixDocument")]
    [InlineData("/api/v1/flows", "ItemList")]
    [InlineData("/api/v1/flows/agent-trouble", "FlowDocument")]
    public async Task A_reply_has_the_members_that_are_described(string path, string schema)
    {
        var document = await site.GetAsync("/openapi/v1.json");
        var reply = await site.GetAsync(path);

        Fits(reply, document.GetProperty("components").GetProperty("schemas").GetProperty(schema), document, path);
    }

    [Fact]
    public async Task A_session_and_a_conflict_have_the_members_that_are_described()
    {
        await site.WaitUntilReadyAsync();
        var api = new SessionClient(site.CreateClient());
        var document = await site.GetAsync("/openapi/v1.json");
        var schemas = document.GetProperty("components").GetProperty("schemas");
        var session = await api.BeginAsync(body: new { ticket = "INC-1" });
        Fits(session, schemas.GetProperty("SessionDocument"), document, "session");
        Fits(await api.AnswerAsync(session, "manual", "no", "A note."), schemas.GetProperty("SessionDocument"), document, "answered");
        Fits(await api.BeginAsync(body: new { at = "old-agent" }), schemas.GetProperty("SessionDocument"), document, "outcome");
        using var conflict = await api.PostAsync(session, "back", new { revision = 0 });
        Fits(await ApiSite.ReadAsync(conflict), schemas.GetProperty("ProblemDocument"), document, "conflict");
    }

    static void Fits(JsonElement value, JsonElement schema, JsonElement document, string where)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!["#/components/schemas/".Length..]);
        if (schema.TryGetProperty("type", out var type))
        {
            var allowed = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()) : [type.GetString()];
            Assert.True(allowed.Contains(Name(value)) || (Name(value) == "integer" && allowed.Contains("number")), $"{where} is {Name(value)}, described as {type}");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var item in value.EnumerateArray()) Fits(item, items, document, where + "[]");
        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var properties)) return;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!).ToHashSet() : [];
        Assert.Equal(ApiSite.Members(properties).Where(p => required.Contains(p) || value.TryGetProperty(p, out _)), ApiSite.Members(value));
        foreach (var property in value.EnumerateObject()) Fits(property.Value, properties.GetProperty(property.Name), document, $"{where}.{property.Name}");
    }

    static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Null => "null",
        _ => "object",
    };

    static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => (p.Name, m.Name, m.Value)));

    static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p =>
            p is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
