using System.Net;
using System.Net.Http.Json;
using System.Text;
using MarsKb.Features.Feedback;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Api;

public class FeedbackApiTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task Feedback_is_recorded_under_the_entrys_key()
    {
        await site.WaitUntilReadyAsync();
        var before = site.Services.GetRequiredService<FeedbackService>().CountOf("0x80070005");

        using var yes = await PostAsync("80070005h", """{"helped":true,"note":"Thank you","entryKey":"34513","at":"1970-01-01"}""");
        using var no = await PostAsync("0x80070005", """{"helped":false}""");

        Assert.Equal(HttpStatusCode.NoContent, yes.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, no.StatusCode);
        var after = site.Services.GetRequiredService<FeedbackService>().CountOf("0x80070005");
        Assert.Equal((before.Helped + 1, before.DidNotHelp + 1), (after.Helped, after.DidNotHelp));
    }

    [Theory]
    [InlineData("{}", "'helped' is missing")]
    [InlineData("""{"helped":null}""", "'helped' is missing")]
    [InlineData("""{"helped":"true"}""", "true or false")]
    [InlineData("""{"helped":1}""", "true or false")]
    [InlineData("""{"helped":true,"note":7}""", "give a text")]
    [InlineData("""{"helped":true,"helped":false}""", "may stand once")]
    [InlineData("""{"helped":true,"note":"\ud800"}""", "not valid Unicode")]
    [InlineData("[true]", "object")]
    public async Task A_faulty_body_is_400_and_says_what_to_mend(string body, string says)
    {
        using var reply = await PostAsync("34513", body);
        Assert.Contains(says, await ApiSite.RefusedAsync(400, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_has_up_to_2000_characters()
    {
        await site.WaitUntilReadyAsync();
        using var most = await PostAsync("34513", $$"""{"helped":true,"note":"{{new string('n', 2000)}}"}""");
        using var more = await PostAsync("34513", $$"""{"helped":true,"note":"{{new string('n', 2001)}}"}""");

        Assert.Equal(HttpStatusCode.NoContent, most.StatusCode);
        Assert.Contains("2,000", await ApiSite.RefusedAsync(400, more), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_above_64_KiB_is_413()
    {
        using var reply = await PostAsync("34513", $$"""{"helped":true,"note":"{{new string('n', 65_536)}}"}""");
        await ApiSite.RefusedAsync(413, reply);
    }

    [Theory]
    [InlineData("nothing", "/api/v1/search")]
    [InlineData("9000", "7001, 7002")]
    [InlineData("size-limits", "/api/v1/matrix/size-limits")]
    public async Task Only_one_known_entry_can_help(string key, string says)
    {
        using var reply = await PostAsync(key, """{"helped":true}""");
        Assert.Contains(says, await ApiSite.RefusedAsync(404, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_415()
    {
        using var form = new FormUrlEncodedContent([new("helped", "true")]);
        using var reply = await site.CreateClient().PostAsync(new Uri("/api/v1/entries/34513/feedback", UriKind.Relative), form);
        await ApiSite.RefusedAsync(415, reply);
    }

    [Fact]
    public async Task Without_a_database_it_is_503_and_reading_goes_on()
    {
        using var broken = new ApiSite();
        // A folder where the database file should be.
        Directory.CreateDirectory(Path.Combine(broken.DataFolder, "marskb.db"));
        using var reply = await broken.CreateClient().PostAsJsonAsync("/api/v1/entries/34513/feedback", new { helped = true });

        Assert.Contains("Reading goes on", await ApiSite.RefusedAsync(503, reply), StringComparison.Ordinal);
        await broken.GetAsync("/api/v1/entries/34513");
    }

    Task<HttpResponseMessage> PostAsync(string key, string body) => site.CreateClient().PostAsync(
        new Uri($"/api/v1/entries/{key}/feedback", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}
