namespace MarsKb.Api;

public class MatrixApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task A_table_is_read_with_its_typed_cells()
    {
        var table = await site.GetAsync("/api/v1/matrix/Size-Limits");

        Assert.Superset(new HashSet<string> { "key", "title", "url", "columns", "rows", "notes", "sources" }, ApiSite.Members(table).ToHashSet());
        Assert.Equal("size-limits", table.GetProperty("key").GetString());
        Assert.Equal("/matrix/size-limits", table.GetProperty("url").GetString());
        Assert.Equal("""{"id":"limit","title":"Limit","type":"size"}""", table.GetProperty("columns")[1].GetRawText());
        Assert.Equal("""{"id":"windows-7","cells":{"system":"Windows 7","limit":"1,700 GB"}}""", table.GetProperty("rows")[0].GetRawText());
    }

    [Fact]
    public async Task The_list_holds_every_table()
    {
        var list = await site.GetAsync("/api/v1/matrix");

        Assert.Equal("size-limits", Assert.Single(ApiSite.Keys(list.GetProperty("items"))));
        Assert.Equal("matrix", list.GetProperty("items")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("34513", "/api/v1/entries/34513")]
    [InlineData("nothing", "/api/v1/matrix")]
    public async Task Anything_else_is_404_and_names_the_right_address(string key, string says) =>
        Assert.Contains(says, await site.RefusedAsync(404, $"/api/v1/matrix/{key}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_below_1_is_400() => await site.RefusedAsync(400, "/api/v1/matrix?page=0");
}
