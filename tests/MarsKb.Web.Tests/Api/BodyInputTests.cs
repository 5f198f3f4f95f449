using System.Text;
using Microsoft.AspNetCore.Http;

namespace MarsKb.Api;

public class BodyInputTests
{
    [Fact]
    public async Task A_body_is_read_by_name_and_other_members_change_nothing()
    {
        using var input = await ReadAsync("""{"q":"34513","limit":5,"total":99,"__proto__":{"limit":7}}""");

        Assert.Equal("34513", input.Query());
        Assert.Equal(5, input.Limit(10));
        Assert.Null(input.Problem);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("null", "object")]
    [InlineData("[]", "object")]
    [InlineData("\"x\"", "object")]
    [InlineData("{}", "'q' is missing")]
    [InlineData("""{"q":null}""", "'q' is missing")]
    [InlineData("""{"q":7}""", "give a text")]
    [InlineData("""{"q":["a"]}""", "give a text")]
    [InlineData("""{"q":"a","limit":"5"}""", "give a whole number")]
    [InlineData("""{"q":"a","limit":1.5}""", "give a whole number")]
    [InlineData("""{"q":"a","limit":1e400}""", "give a whole number")]
    [InlineData("""{"q":"a","limit":99999999999999999999}""", "give a whole number")]
    [InlineData("""{"q":"a","limit":0}""", "from 1 to 100")]
    [InlineData("""{"q":"a","limit":101}""", "from 1 to 100")]
    [InlineData("""{"q":"a","q":"b"}""", "may stand once")]
    [InlineData("""{"q":"a","x":{"y":1,"y":2}}""", "may stand once")]
    [InlineData("""{"q":"a",}""", "trailing commas")]
    [InlineData("{'q':'a'}", "line 1")]
    [InlineData("{\n\"q\": NaN}", "line 2")]
    [InlineData("q=a", "line 1")]
    [InlineData("""{"q":"\ud800"}""", "not valid Unicode")]
    [InlineData("""{"\ud800":1,"q":"a"}""", "not valid")]
    public async Task A_fault_is_400_with_a_sentence_that_says_what_to_mend(string body, string says)
    {
        using var input = await ReadAsync(body);
        input.Query();
        input.Limit(10);

        Assert.Equal(400, input.Problem?.Status);
        Assert.Contains(says, input.Problem?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, null)]
    [InlineData(32, 400)]
    [InlineData(2000, 400)]
    public async Task Nesting_goes_to_32_levels(int inner, int? status)
    {
        using var input = await ReadAsync($$"""{"q":"a","x":{{new string('[', inner)}}{{new string(']', inner)}}}""");

        Assert.Equal(status, input.Problem?.Status);
    }

    [Fact]
    public async Task Many_members_are_read_quickly()
    {
        using var input = await ReadAsync("{" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"\"k{i}\":1,")) + "\"q\":\"a\"}");

        Assert.Equal("a", input.Query());
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        using var input = await ReadAsync("\uFEFF{\"q\":\"a\"}");

        Assert.Equal("a", input.Query());
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        using var input = await ReadAsync([.. "{\"q\":\""u8, 0xC0, 0xAE, .. "\"}"u8]);
        input.Query();

        Assert.Equal(400, input.Problem?.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Anything_but_JSON_in_UTF8_is_415(string? type)
    {
        using var input = await ReadAsync("""{"q":"a"}"""u8.ToArray(), type);

        Assert.Equal(415, input.Problem?.Status);
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/vnd.marskb+json")]
    public async Task Other_names_for_JSON_are_understood(string type)
    {
        using var input = await ReadAsync("""{"q":"a"}"""u8.ToArray(), type);

        Assert.Null(input.Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_limit_is_413_whether_it_says_its_length_or_not(bool saysLength)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"q":"{{new string('a', ApiLimits.SearchBodyBytes)}}"}""");
        using var input = await ReadAsync(body, saysLength: saysLength);

        Assert.Equal(413, input.Problem?.Status);
        Assert.Contains("512 KiB", input.Problem?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", 65_536, null)]
    [InlineData("a", 65_537, 413)]
    [InlineData("é", 32_768, null)]
    [InlineData("é", 32_769, 413)]
    public async Task A_query_has_up_to_65536_bytes(string letter, int times, int? status)
    {
        using var input = await ReadAsync($$"""{"q":"{{string.Concat(Enumerable.Repeat(letter, times))}}"}""");
        input.Query();

        Assert.Equal(status, input.Problem?.Status);
    }

    static Task<BodyInput> ReadAsync(string body) => ReadAsync(Encoding.UTF8.GetBytes(body));

    static Task<BodyInput> ReadAsync(byte[] body, string? type = "application/json", bool saysLength = true)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        request.ContentType = type;
        request.ContentLength = saysLength ? body.Length : null;
        return BodyInput.ReadAsync(request, ApiLimits.SearchBodyBytes, CancellationToken.None);
    }
}
