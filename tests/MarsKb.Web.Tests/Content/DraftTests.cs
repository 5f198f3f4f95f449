using System.Net;
using MarsKb.Infra;

namespace MarsKb.Content;

/// <summary>Drafts: hidden from readers on every way in, seen by staff, and by everybody where that is switched on.</summary>
public sealed class DraftTests
{
    const string Key = "correct horse battery staple";

    static readonly string[] Ways = ["/entries/100110", "/api/v1/entries/100110", "/e/100110"];

    [Fact]
    public async Task Readers_neither_open_nor_find_a_draft()
    {
        using var site = WithDraft();
        using var client = site.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/entries/100110")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/entries/100110")).StatusCode);
        Assert.Contains("\"total\":0", await client.GetStringAsync("/api/v1/search?q=100110"), StringComparison.Ordinal);
        Assert.DoesNotContain("100110", await client.GetStringAsync("/api/v1/entries"), StringComparison.Ordinal);
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
        Assert.Contains("\"key\":\"100110\"", await client.GetStringAsync("/api/v1/search?q=100110"), StringComparison.Ordinal);
    }

    static SiteFactory WithDraft()
    {
        var site = new SiteFactory();
        var file = Path.Combine(site.ContentFolder, "entries/100110.md");
        File.WriteAllText(file, File.ReadAllText(file).Replace("kind: error", "state: draft\nkind: error", StringComparison.Ordinal));
        return site;
    }
}
