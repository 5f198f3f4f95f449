using System.Text.Json;
using MarsKb.Content;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Api;

public class ApiProblemTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Theory]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/search?q=a")]
    [InlineData("/API/v1/nothing")]
    [InlineData("/api/v1/entries/34513/nothing")]
    public async Task An_unknown_address_is_a_problem_and_no_page(string path) =>
        Assert.Contains("/docs/api", await site.RefusedAsync(404, path), StringComparison.Ordinal);

    [Theory]
    [InlineData("POST", "/api/v1/entries")]
    [InlineData("PUT", "/api/v1/search")]
    [InlineData("DELETE", "/api/v1/entries/34513")]
    [InlineData("TRACE", "/api/v1/matrix")]
    [InlineData("OPTIONS", "/api/v1/codes/5")]
    [InlineData("XYZZY", "/api/v1/search")]
    public async Task Another_method_is_405_and_says_which_are_allowed(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var reply = await site.CreateClient().SendAsync(request);

        Assert.Contains("GET", await ApiSite.RefusedAsync(405, reply), StringComparison.Ordinal);
        Assert.Contains("GET", reply.Content.Headers.Allow);
    }

    [Fact]
    public async Task A_fault_of_ours_is_500_without_its_inside()
    {
        using var broken = new ApiSite();
        broken.With(services => services.AddScoped<KnowledgeBase>(_ => throw new InvalidOperationException("the inside")));

        using var reply = await broken.CreateClient().GetAsync(new Uri("/api/v1/entries", UriKind.Relative));
        await ApiSite.RefusedAsync(500, reply);
        var body = await reply.Content.ReadAsStringAsync();

        Assert.DoesNotContain("the inside", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(body);
        var id = problem.RootElement.GetProperty("requestId").GetString()!;
        Assert.Contains(broken.Logged, e => e.Text.Contains(id, StringComparison.Ordinal) && e.Exception is not null);
    }
}
