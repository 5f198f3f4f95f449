using System.Text;
using MarsKb.Pages;

namespace MarsKb.Api;

public sealed class CheckApiTests(PageSite site) : IClassFixture<PageSite>
{
    [Theory]
    [InlineData("{}", "null")]
    [InlineData("{\"host\":null,\"volume\":{},\"fileKinds\":[]}", "null")]
    [InlineData("{\"volume\":{\"fileSystem\":\"NTFS\"}}", "true")]
    [InlineData("{\"fileKinds\":[\"hard-link\"]}", "\"partly\"")]
    [InlineData("{\"serverCore\":true}", "false")]
    public async Task Supported_is_true_false_partly_or_null(string body, string supported)
    {
        using var reply = await PostAsync(body);
        var document = await ApiSite.ReadAsync(reply);
        Assert.Equal(["supported", "reasons"], ApiSite.Members(document));
        Assert.Equal(supported, document.GetProperty("supported").GetRawText());
        foreach (var reason in document.GetProperty("reasons").EnumerateArray()) Assert.Equal(["rule", "verdict", "detail", "url"], ApiSite.Members(reason));
    }

    [Theory]
    [InlineData("{\"sizeGB\":\"3200\"}", "sizeGB")]
    [InlineData("{\"sizeGB\":-1}", "sizeGB")]
    [InlineData("{\"sizeGB\":1e300}", "sizeGB")]
    [InlineData("{\"serverCore\":\"yes\"}", "serverCore")]
    [InlineData("{\"data\":\"files\"}", "data")]
    [InlineData("{\"data\":[1]}", "data")]
    [InlineData("{\"fileKinds\":[\"mp3\"]}", "encrypted, compressed")]
    [InlineData("{\"host\":\"moon\"}", "on-premises, azure-vm, backup-server")]
    [InlineData("{\"volume\":[]}", "volume")]
    [InlineData("{\"volume\":{\"readOnly\":1}}", "volume.readOnly")]
    [InlineData("{\"agentVersion\":\"new\"}", "2.0.9249.0")]
    [InlineData("{\"operatingSystem\":7}", "operatingSystem")]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "not valid JSON")]
    public async Task A_wrong_answer_is_refused_with_what_is_allowed(string body, string says)
    {
        using var reply = await PostAsync(body);
        Assert.Contains(says, await ApiSite.RefusedAsync(400, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reason_leads_to_a_row_that_is_there()
    {
        using var reply = await PostAsync("{\"operatingSystem\":\"Windows 7\",\"restoreTo\":\"Windows 8\",\"data\":[\"files\",\"system-state\"],\"sizeGB\":1,\"cacheFreeGB\":1,\"agentVersion\":\"2.0.9190.0\",\"offlineSeeding\":true,\"retention\":{\"dailyDays\":30}}");
        foreach (var reason in (await ApiSite.ReadAsync(reply)).GetProperty("reasons").EnumerateArray())
        {
            var url = reason.GetProperty("url").GetString()!;
            using var page = await site.GetAsync(url.Split('#')[0]);
            var html = await page.Content.ReadAsStringAsync();
            if (url.Contains('#', StringComparison.Ordinal)) Assert.Contains($"id=\"{url.Split('#')[1]}\"", html, StringComparison.Ordinal);
            Assert.True(page.IsSuccessStatusCode, url);
        }
    }

    Task<HttpResponseMessage> PostAsync(string body) => site.Client.PostAsync(new Uri("/api/v1/check", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
}
