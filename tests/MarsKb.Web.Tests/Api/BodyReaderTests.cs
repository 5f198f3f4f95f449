using System.Text;
using System.Text.Json.Serialization.Metadata;
using MarsKb.Checks;
using MarsKb.Documents;
using Microsoft.AspNetCore.Http;

namespace MarsKb.Api;

public class BodyReaderTests
{
    [Fact]
    public async Task A_body_is_read_by_name_and_other_members_change_nothing()
    {
        var (body, problem) = await ReadAsync("""{"q":"34513","limit":5,"total":99,"__proto__":{"limit":7}}""");

        Assert.Equal(new SearchBody("34513", 5), body);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{", "line 1")]
    [InlineData("null", "object")]
    [InlineData("[]", "object")]
    [InlineData("\"x\"", "object")]
    [InlineData("{}", "'q' is missing: give a text in quotes. A code, a message or words")]
    [InlineData("""{"Q":"a"}""", "'q' is missing")]
    [InlineData("""{"query":"a"}""", "'q' is missing")]
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
        var (read, problem) = await ReadAsync(body);

        Assert.Null(read);
        Assert.Equal(400, problem?.Status);
        Assert.Contains(says, problem?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, null)]
    [InlineData(32, 400)]
    [InlineData(2000, 400)]
    public async Task Nesting_goes_to_32_levels(int inner, int? status)
    {
        var (_, problem) = await ReadAsync($$"""{"q":"a","x":{{new string('[', inner)}}{{new string(']', inner)}}}""");

        Assert.Equal(status, problem?.Status);
    }

    [Fact]
    public async Task Many_members_are_read_quickly()
    {
        var (body, _) = await ReadAsync("{" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"\"k{i}\":1,")) + "\"q\":\"a\"}");

        Assert.Equal("a", body?.Q);
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        var (body, _) = await ReadAsync("\uFEFF{\"q\":\"a\"}");

        Assert.Equal("a", body?.Q);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        var (_, problem) = await ReadAsync([.. "{\"q\":\""u8, 0xC0, 0xAE, .. "\"}"u8]);

        Assert.Equal(400, problem?.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Anything_but_JSON_in_UTF8_is_415(string? type)
    {
        var (_, problem) = await ReadAsync("""{"q":"a"}"""u8.ToArray(), type);

        Assert.Equal(415, problem?.Status);
    }

    [Theory]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("application/vnd.marskb+json")]
    public async Task Other_names_for_JSON_are_understood(string type)
    {
        var (_, problem) = await ReadAsync("""{"q":"a"}"""u8.ToArray(), type);

        Assert.Null(problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_above_the_limit_is_413_whether_it_says_its_length_or_not(bool saysLength)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"q":"{{new string('a', ApiLimits.SearchBodyBytes)}}"}""");
        var (_, problem) = await ReadAsync(body, saysLength: saysLength);

        Assert.Equal(413, problem?.Status);
        Assert.Contains("512 KiB", problem?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", 65_536, null)]
    [InlineData("a", 65_537, 413)]
    [InlineData("é", 32_768, null)]
    [InlineData("é", 32_769, 413)]
    public void A_query_has_up_to_65536_bytes(string letter, int times, int? status)
    {
        var input = new ApiInput();
        input.Query(string.Concat(Enumerable.Repeat(letter, times)));

        Assert.Equal(status, input.Problem?.Status);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once_with_what_to_give()
    {
        var (_, problem) = await ReadAsync("""{"note":"n"}"""u8.ToArray(), ApiJson.Requests.AnswerBody);

        Assert.Equal(400, problem?.Status);
        Assert.Contains("'step' is missing: give a text in quotes. Id of the step", problem?.Detail, StringComparison.Ordinal);
        Assert.Contains("'answer' is missing: give a text, or a list of texts", problem?.Detail, StringComparison.Ordinal);
        Assert.Contains("'revision' is missing: give a whole number from 0. The revision", problem?.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"volume":{"readOnly":1}}""", "'volume.readOnly' is a number: give true or false.")]
    [InlineData("""{"volume":[]}""", "'volume' is a list: give an object.")]
    [InlineData("""{"data":["files",7]}""", "'data[1]' is a number: give a list of texts.")]
    [InlineData("""{"data":["\ud800"]}""", "'data[0]' is not valid Unicode")]
    [InlineData("""{"volume":{"fileSystem":"\udc00"}}""", "'volume.fileSystem' is not valid Unicode")]
    [InlineData("""{"sizeGB":"3200"}""", "'sizeGB' is a text: give a number such as 3200 or 0.5.")]
    public async Task A_wrong_type_is_named_by_its_path(string body, string says)
    {
        var (_, problem) = await ReadAsync(Encoding.UTF8.GetBytes(body), ApiJson.Requests.CheckBody);

        Assert.Equal(400, problem?.Status);
        Assert.Contains(says, problem?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_question_of_the_check_has_its_member_in_the_body()
    {
        var type = ApiJson.Requests.CheckBody;
        var members = type.Properties.SelectMany(p => p.PropertyType == typeof(CheckVolume) || p.PropertyType == typeof(CheckCache) || p.PropertyType == typeof(CheckRetention)
            ? type.Options.GetTypeInfo(p.PropertyType).Properties.Select(inner => $"{p.Name}.{inner.Name}") : [p.Name]);

        Assert.Equal(CheckQuestions.All.Select(q => q.Name).Order(StringComparer.Ordinal), members.Order(StringComparer.Ordinal));
    }

    static Task<(SearchBody? Body, ApiProblem? Problem)> ReadAsync(string body) => ReadAsync(Encoding.UTF8.GetBytes(body));

    static Task<(SearchBody? Body, ApiProblem? Problem)> ReadAsync(byte[] body, string? contentType = "application/json", bool saysLength = true) =>
        ReadAsync(body, ApiJson.Requests.SearchBody, contentType, saysLength);

    static Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(byte[] body, JsonTypeInfo<T> type, string? contentType = "application/json", bool saysLength = true) where T : class
    {
        var request = new DefaultHttpContext().Request;
        request.Body = new MemoryStream(body);
        request.ContentType = contentType;
        request.ContentLength = saysLength ? body.Length : null;
        return BodyReader.ReadAsync(request, type, ApiLimits.SearchBodyBytes, CancellationToken.None);
    }
}
