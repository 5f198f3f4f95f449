using System.Text.RegularExpressions;

namespace MarsKb.Api;

public partial class ApiPageTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task Every_operation_and_document_has_its_place_on_the_page()
    {
        var document = await site.GetAsync("/openapi/v1.json");
        var page = await site.CreateClient().GetStringAsync(new Uri("/docs/api", UriKind.Relative));
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())
            .Select(o => o.Value.GetProperty("operationId").GetString()!);
        var documents = ApiSite.Members(document.GetProperty("components").GetProperty("schemas")).Select(name => $"type-{name}");

        Assert.All(operations.Concat(documents), id => Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_link_within_the_page_leads_somewhere()
    {
        var page = await site.CreateClient().GetStringAsync(new Uri("/docs/api", UriKind.Relative));
        var ids = Id().Matches(page).Select(m => m.Groups[1].Value).ToList();
        var links = Link().Matches(page).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link, ids));
    }

    [GeneratedRegex(" id=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex(" href=\"#([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
