using System.Net;
using MarsKb.Infra;

namespace MarsKb.Content;

/// <summary>Drafts: hidden from readers on every way in, seen by staff, and by everybody where that is switched on.</summary>
public sealed class DraftTests
{
    const string Key = "correct horse battery staple";

    const string Page = "/entries/100110";

    /// <summary>Ways to open the draft.</summary>
    static readonly string[] Ways = ["/entries/100110", "/api/v1/entries/100110", "/e/100110", "/go?q=100110"];

    /// <summary>Ways on which it may be found among others.</summary>
    static readonly string[] Finding =
    [
        "/search?q=another+error", "/api/v1/search?q=another+error", "/api/v1/search?q=Another+error+were+provided.+(ID%3A+100110)", "/entries", "/entries?kind=error", "/api/v1/entries", "/api/v1/entries?component=registration",
        "/api/v1/suggest?q=another", "/api/v1/suggest?q=1001",
    ];

    [Fact]
    public async Task Readers_neither_open_nor_find_a_draft()
    {
        using var site = WithDraft();
        using var client = site.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/entries/100110")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/entries/100110")).StatusCode);
        foreach (var way in Finding.Append("/e/100110").Append("/go?q=100110").Append("/")) Assert.DoesNotContain(Page, await TextAsync(client, way), StringComparison.Ordinal);
        Assert.Contains("\"total\":0", await client.GetStringAsync("/api/v1/search?q=100110"), StringComparison.Ordinal);
        Assert.Contains("\"entries\":[]", await client.GetStringAsync("/api/v1/codes/100110"), StringComparison.Ordinal);
        Assert.Contains("\"hits\":[]", await TriageAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_sends_the_key_opens_and_finds_it_and_its_links_everywhere()
    {
        using var site = WithDraft().Set("MarsKb:AdminKey", Key);
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
        await SeesAllAsync(client);
    }

    [Fact]
    public async Task A_wrong_key_shows_nothing_and_says_nothing()
    {
        using var site = WithDraft().Set("MarsKb:AdminKey", Key);
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Key + "x");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/entries/100110")).StatusCode);
        Assert.Contains("\"total\":0", await client.GetStringAsync("/api/v1/search?q=100110"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/entries/34513")).StatusCode);
    }

    [Fact]
    public async Task A_reply_for_staff_is_not_taken_for_that_of_readers()
    {
        using var site = WithDraft().Set("MarsKb:AdminKey", Key);
        using var client = site.CreateClient();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/entries") { Headers = { Authorization = new("Bearer", Key) } };
        var tag = (await client.SendAsync(request)).Headers.ETag!;
        var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/entries") { Headers = { IfNoneMatch = { tag } } };
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Without_a_key_staff_is_who_sits_at_the_machine()
    {
        using var site = WithDraft();
        using var client = new HttpClient { BaseAddress = site.StartOnPort() };
        await SeesAllAsync(client);
        var forwarded = new HttpRequestMessage(HttpMethod.Get, "/entries/100110") { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(forwarded)).StatusCode);
    }

    static async Task SeesAllAsync(HttpClient client)
    {
        foreach (var way in Ways)
        {
            var reply = await client.GetAsync(way);
            Assert.True(reply.StatusCode == HttpStatusCode.OK || reply.Headers.Location?.ToString() == Page, $"{way}: {reply.StatusCode}");
        }
        foreach (var way in Finding) Assert.True((await TextAsync(client, way)).Contains(Page, StringComparison.Ordinal), way);
        var page = await client.GetStringAsync("/entries/100110");
        Assert.Contains("Nobody has reviewed this entry yet", page, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/entries/34513\"", page, StringComparison.Ordinal);
        Assert.Contains("\"entries\":[\"100110\"]", await client.GetStringAsync("/api/v1/codes/100110"), StringComparison.Ordinal);
        Assert.Contains("\"url\":\"/entries/100110\"", await TriageAsync(client), StringComparison.Ordinal);
    }

    static async Task<string> TextAsync(HttpClient client, string way) => await (await client.GetAsync(way)).Content.ReadAsStringAsync();

    static async Task<string> TriageAsync(HttpClient client)
    {
        using var log = new StringContent("Backup failed: Another error were provided. (ID: 100110)\n", System.Text.Encoding.UTF8, "text/plain");
        return await (await client.PostAsync("/api/v1/triage", log)).Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task Everybody_sees_drafts_where_that_is_switched_on()
    {
        using var site = WithDraft().Set("MarsKb:ShowDrafts", "true");
        using var client = site.CreateClient();
        foreach (var way in Ways) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(way)).StatusCode);
        Assert.Contains("Nobody has reviewed this entry yet", await client.GetStringAsync("/entries/100110"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_who_signed_in_see_drafts()
    {
        using var site = WithDraft().Set("MarsKb:AdminKey", Key);
        using var client = site.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/entries/100110")).StatusCode);
        var page = await client.GetStringAsync("/staff/sign-in");
        const string mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var from = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        await client.PostAsync("/staff/sign-in", new FormUrlEncodedContent([new("key", Key), new("returnUrl", "/"), new("__RequestVerificationToken", page[from..page.IndexOf('"', from)])]));
        foreach (var way in Ways) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(way)).StatusCode);
        await SeesAllAsync(client);
    }

    static SiteFactory WithDraft()
    {
        var site = new SiteFactory();
        var file = Path.Combine(site.ContentFolder, "entries/100110.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("kind: error", "state: draft\nrelated: [\"34513\"]\nkind: error", StringComparison.Ordinal));
        return site;
    }
}
