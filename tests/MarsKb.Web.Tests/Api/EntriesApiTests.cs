using System.Net;

namespace MarsKb.Api;

public class EntriesApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    const string Route = "/api/v1/entries";

    [Theory]
    [InlineData("34513", "34513")]
    [InlineData("ID:%2034513", "34513")]
    [InlineData("0x86d1", "34513")]
    [InlineData("0x80070005", "0x80070005")]
    [InlineData("0X80070005", "0x80070005")]
    [InlineData("80070005", "0x80070005")]
    [InlineData("-2147024891", "0x80070005")]
    [InlineData("2147942405", "0x80070005")]
    [InlineData("80070005h", "0x80070005")]
    [InlineData("FormerName", "7002")]
    [InlineData("formername", "7002")]
    public async Task An_entry_is_read_by_key_alias_or_any_spelling_of_its_code(string name, string key)
    {
        var entry = await site.GetAsync($"{Route}/{name}");

        Assert.Equal(
            ["key", "codes", "aliases", "kind", "title", "url", "component", "message", "messages", "summary", "causes", "notes", "editorsNotes", "appliesTo", "related", "flows", "sources", "reviewed"],
            ApiSite.Members(entry));
        Assert.Equal(key, entry.GetProperty("key").GetString());
        Assert.Equal($"/entries/{key}", entry.GetProperty("url").GetString());
    }

    [Fact]
    public async Task A_code_of_several_entries_is_300_with_the_choice()
    {
        using var reply = await site.CreateClient().GetAsync(new Uri($"{Route}/9000", UriKind.Relative));

        Assert.Equal(HttpStatusCode.MultipleChoices, reply.StatusCode);
        var list = await ApiSite.ReadAsync(reply);
        Assert.Equal(["total", "page", "items"], ApiSite.Members(list));
        Assert.Equal(["7001", "7002"], ApiSite.Keys(list.GetProperty("items")));
    }

    [Fact]
    public async Task A_tables_key_is_404_and_names_the_right_address() =>
        Assert.Contains("/api/v1/matrix/size-limits", await site.RefusedAsync(404, $"{Route}/SIZE-limits"), StringComparison.Ordinal);

    [Fact]
    public async Task A_flows_key_is_404_and_names_the_right_address() =>
        Assert.Contains("/api/v1/flows/agent-trouble", await site.RefusedAsync(404, $"{Route}/agent-trouble"), StringComparison.Ordinal);

    [Fact]
    public async Task An_entry_names_the_flows_that_diagnose_it_with_the_step_and_what_is_known()
    {
        var entry = await site.GetAsync($"{Route}/34513");

        Assert.Equal("""[{"id":"agent-trouble","step":"version","url":"/flows/agent-trouble?at=version\u0026manual=no"}]""", entry.GetProperty("flows").GetRawText());
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("99999")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("%c0%ae%c0%ae%2f")]
    [InlineData("p%D0%B0ypal-vault")]
    [InlineData("%3Cscript%3Ekbx(1)%3C%2Fscript%3E")]
    public async Task Anything_else_is_404_and_says_where_to_look(string name) =>
        Assert.Contains("/api/v1/search", await site.RefusedAsync(404, $"{Route}/{name}"), StringComparison.Ordinal);

    [Fact]
    public async Task The_list_holds_entries_by_key()
    {
        var list = await site.GetAsync(Route);

        Assert.Equal(["total", "page", "items"], ApiSite.Members(list));
        Assert.Equal(["0x80070005", "100110", "34513", "7001", "7002"], ApiSite.Keys(list.GetProperty("items")));
        Assert.Equal(5, list.GetProperty("total").GetInt32());
        Assert.Equal(1, list.GetProperty("page").GetInt32());
        Assert.Equal(["key", "codes", "title", "kind", "url"], ApiSite.Members(list.GetProperty("items")[0]));
    }

    [Theory]
    [InlineData("?component=support", 1)]
    [InlineData("?kind=error", 5)]
    [InlineData("?kind=guide", 0)]
    [InlineData("?kind=matrix", 1)]
    [InlineData("?kind=flow", 2)]
    [InlineData("?kind=error&component=registration", 4)]
    public async Task The_list_is_narrowed_by_kind_and_component(string query, int total) =>
        Assert.Equal(total, (await site.GetAsync(Route + query)).GetProperty("total").GetInt32());

    [Fact]
    public async Task A_page_beyond_the_last_is_empty()
    {
        var list = await site.GetAsync($"{Route}?page=2147483647");

        Assert.Equal(5, list.GetProperty("total").GetInt32());
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("?page=0", "count from 1")]
    [InlineData("?page=-1", "count from 1")]
    [InlineData("?page=99999999999", "count from 1")]
    [InlineData("?page=x", "whole number")]
    [InlineData("?kind=x", "error, guide, flow, matrix")]
    [InlineData("?component=x", "registration, support")]
    public async Task A_wrong_parameter_is_400_and_says_what_is_allowed(string query, string says) =>
        Assert.Contains(says, await site.RefusedAsync(400, Route + query), StringComparison.Ordinal);
}
