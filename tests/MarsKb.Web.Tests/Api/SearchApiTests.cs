using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace MarsKb.Api;

public class SearchApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    const string Route = "/api/v1/search";

    [Fact]
    public async Task A_code_is_found_with_every_member_of_the_contract()
    {
        var reply = await site.GetAsync($"{Route}?q=(ID:34513)");

        Assert.Equal(["query", "understood", "total", "results"], ApiSite.Members(reply));
        Assert.Equal(["codes", "terms", "corrections"], ApiSite.Members(reply.GetProperty("understood")));
        Assert.Equal("(ID:34513)", reply.GetProperty("query").GetString());
        var hit = reply.GetProperty("results")[0];
        Assert.Equal(["key", "codes", "title", "kind", "url", "score", "confidence", "snippet", "why"], ApiSite.Members(hit));
        Assert.Equal("34513", hit.GetProperty("key").GetString());
        Assert.Equal("error", hit.GetProperty("kind").GetString());
        Assert.Equal("exact", hit.GetProperty("confidence").GetString());
        Assert.Equal("/entries/34513", hit.GetProperty("url").GetString());
        Assert.True(hit.GetProperty("score").GetDouble() > 0);
    }

    [Fact]
    public async Task POST_answers_as_GET_does()
    {
        var asked = await site.GetAsync($"{Route}?q=access%20is%20denied&limit=2&kind=error&component=support");
        using var posted = await site.CreateClient().PostAsJsonAsync(Route, new { q = "access is denied", limit = 2, kind = "error", component = "support" });

        Assert.Equal(asked.GetRawText(), await posted.Content.ReadAsStringAsync());
        Assert.Equal("no-store", posted.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_row_of_the_matrix_is_found_under_its_table_with_its_anchor()
    {
        var reply = await site.GetAsync($"{Route}?q=windows%207&kind=matrix");

        var hit = reply.GetProperty("results").EnumerateArray().Single(h => h.GetProperty("key").GetString() == "size-limits");
        Assert.Equal("/matrix/size-limits#windows-7", hit.GetProperty("url").GetString());
        Assert.Equal("matrix", hit.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task The_limit_cuts_the_results_and_not_the_total()
    {
        var reply = await site.GetAsync($"{Route}?q=were%20provided&limit=1");

        Assert.Equal(1, reply.GetProperty("results").GetArrayLength());
        Assert.True(reply.GetProperty("total").GetInt32() > 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%20%20")]
    [InlineData("%09%0A%0D")]
    public async Task A_blank_text_finds_nothing(string text)
    {
        var reply = await site.GetAsync($"{Route}?q={text}");

        Assert.Equal(0, reply.GetProperty("total").GetInt32());
        Assert.Equal(0, reply.GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("", "'q' is missing")]
    [InlineData("?q=a&q=b", "give it once")]
    [InlineData("?q=a&limit=0", "from 1 to 100")]
    [InlineData("?q=a&limit=101", "from 1 to 100")]
    [InlineData("?q=a&limit=-5", "from 1 to 100")]
    [InlineData("?q=a&limit=ten", "whole number")]
    [InlineData("?q=a&limit=", "whole number")]
    [InlineData("?q=a&limit=99999999999999999999", "whole number")]
    [InlineData("?q=a&kind=nothing", "error, guide, flow, matrix")]
    [InlineData("?q=a&kind=0", "error, guide, flow, matrix")]
    [InlineData("?q=a&component=nothing", "registration, support")]
    public async Task A_wrong_parameter_is_400_and_says_what_is_allowed(string query, string says) =>
        Assert.Contains(says, await site.RefusedAsync(400, Route + query), StringComparison.Ordinal);

    [Theory]
    [InlineData("?q=a&limit=1")]
    [InlineData("?q=a&limit=100")]
    [InlineData("?q=a&kind=&component=")]
    [InlineData("?q=a&kind=Guide&component=REGISTRATION")]
    [InlineData("?q=a&more=x&__proto__=y")]
    public async Task Borders_empty_filters_and_unknown_parameters_are_fine(string query) => await site.GetAsync(Route + query);

    [Fact]
    public async Task A_text_of_64_KiB_is_searched_and_one_byte_more_is_413()
    {
        using var most = await site.CreateClient().PostAsJsonAsync(Route, new { q = new string('\u0007', 65_536) });
        using var more = await site.CreateClient().PostAsJsonAsync(Route, new { q = new string('a', 65_537) });

        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        Assert.Contains("65,536", await ApiSite.RefusedAsync(413, more), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_512_KiB_is_413()
    {
        using var reply = await site.CreateClient().PostAsJsonAsync(Route, new { q = "a", x = new string('a', 512 * 1024) });

        Assert.Contains("512 KiB", await ApiSite.RefusedAsync(413, reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("""{"q":7}""", 400)]
    [InlineData("""{"q":"a","q":"b"}""", 400)]
    [InlineData("""{"q":"a","limit":0}""", 400)]
    [InlineData("""{"q":"a","kind":"nothing"}""", 400)]
    public async Task A_faulty_body_is_refused(string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await site.CreateClient().PostAsync(new Uri(Route, UriKind.Relative), content);

        await ApiSite.RefusedAsync(status, reply);
    }

    [Fact]
    public async Task A_form_is_415()
    {
        using var form = new FormUrlEncodedContent([new("q", "a")]);
        using var reply = await site.CreateClient().PostAsync(new Uri(Route, UriKind.Relative), form);

        Assert.Contains("application/json", await ApiSite.RefusedAsync(415, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggestions_complete_a_code()
    {
        var reply = await site.GetAsync("/api/v1/suggest?q=345");

        var first = reply.GetProperty("suggestions")[0];
        Assert.Equal(["text", "key", "url", "kind", "title"], ApiSite.Members(first));
        Assert.Equal("34513", first.GetProperty("key").GetString());
        Assert.Equal("/entries/34513", first.GetProperty("url").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?q=a&limit=NaN")]
    [InlineData("?q=a&limit=0")]
    [InlineData("?q=a&limit=101")]
    public async Task Suggest_refuses_what_search_refuses(string query) => await site.RefusedAsync(400, "/api/v1/suggest" + query);
}
