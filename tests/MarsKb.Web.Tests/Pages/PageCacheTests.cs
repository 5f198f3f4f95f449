using System.Net;
using MarsKb.Content;
using MarsKb.Features.Feedback;
using MarsKb.Features.Searches;
using MarsKb.Infra;
using MarsKb.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Pages;

/// <summary>Pages that are kept are those that would be made anew, to the letter.</summary>
public sealed class PageCacheTests : IDisposable
{
    const string Entry = "/entries/34513";

    readonly SiteFactory site = new();
    readonly HttpClient client;

    public PageCacheTests() => client = site.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

    public void Dispose()
    {
        client.Dispose();
        site.Dispose();
    }

    [Fact]
    public async Task A_page_is_made_once_and_counted_each_time()
    {
        await site.WaitUntilReadyAsync();
        using var first = await client.GetAsync(Entry);
        using var second = await client.GetAsync(Entry);

        Assert.False(IsKept(first));
        Assert.True(IsKept(second));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(Headers(first), Headers(second));
        Assert.Contains(("34513", 2), site.Services.GetRequiredService<ViewCounter>().MostLookedUp(1, 10));
    }

    [Fact]
    public async Task It_is_made_anew_when_the_content_changes()
    {
        await client.GetStringAsync(Entry);
        TestContent.Write(site.ContentFolder, "entries/34513.md", TestContent.Entry("34513", "Changed since"));
        await StorageFixture.Until(() => site.Services.GetRequiredService<CurrentKnowledge>().Value.Find("34513")?.Title == "Changed since");
        Assert.Contains("Changed since", await client.GetStringAsync(Entry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_made_anew_when_somebody_was_helped()
    {
        await site.WaitUntilReadyAsync();
        Assert.DoesNotContain("1 of 1 people", await client.GetStringAsync(Entry), StringComparison.Ordinal);
        var given = await site.Services.GetRequiredService<FeedbackService>().GiveAsync("34513", true, null, null);
        Assert.Equal(FeedbackOutcome.Saved, given.Outcome);
        Assert.Contains("1 of 1 people", await client.GetStringAsync(Entry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Themes_tickets_compression_and_spellings_have_pages_of_their_own()
    {
        await client.GetStringAsync(Entry);
        Assert.Contains("data-theme=\"dark\"", await TextAsync(Entry, ("Cookie", "marskb-theme=dark")), StringComparison.Ordinal);
        Assert.Contains("data-theme=\"\"", await TextAsync(Entry), StringComparison.Ordinal);
        Assert.Contains("INC-20418", await TextAsync(Entry + "?ticket=INC-20418"), StringComparison.Ordinal);
        Assert.DoesNotContain("INC-20418", await TextAsync(Entry), StringComparison.Ordinal);
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Equal(["br"], (await AskAsync(Entry, ("Accept-Encoding", "br"))).Content.Headers.ContentEncoding);
            Assert.Equal(["gzip"], (await AskAsync(Entry, ("Accept-Encoding", "gzip"))).Content.Headers.ContentEncoding);
            Assert.Empty((await AskAsync(Entry)).Content.Headers.ContentEncoding);
        }
        TestContent.Write(site.ContentFolder, "entries/ScratchGone.md", TestContent.Entry("ScratchGone", "A name"));
        await StorageFixture.Until(() => site.Services.GetRequiredService<CurrentKnowledge>().Value.Find("ScratchGone") is not null);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/entries/ScratchGone")).StatusCode);
        Assert.Equal(HttpStatusCode.MovedPermanently, (await client.GetAsync("/entries/scratchgone")).StatusCode);
    }

    [Fact]
    public async Task Results_are_made_once_and_logged_each_time()
    {
        await site.WaitUntilReadyAsync();
        var made = new List<string>();
        foreach (var way in new[] { "/search?q=vault+credentials", "/search?q=vault+credentials", "/search?q=vault+credentials&kind=error" }) made.Add(await client.GetStringAsync(way));
        Assert.Equal(made[0], made[1]);
        Assert.NotEqual(made[0], made[2]);
        Assert.True(IsKept(await AskAsync("/search?q=vault+credentials")));
        Assert.False(IsKept(await AskAsync("/search?q=Vault+credentials")));
        foreach (var once in new[] { "/search?q=vault+credentials&ticket=INC-1", "/search?q=vault&q=credentials", "/search", "/search?q=" + new string('x', 1200) })
        {
            await AskAsync(once);
            Assert.False(IsKept(await AskAsync(once)), once);
        }
        await site.Services.GetRequiredService<SearchLog>().FlushAsync();
        var logged = site.Services.GetRequiredService<StorageReader>().Read(db => db.Searches.Select(s => s.Query).ToArray());
        Assert.Equal(3 + 1 + 2, logged.Count(q => string.Equals(q, "vault credentials", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_is_not_found_is_not_kept()
    {
        for (var i = 0; i < 2; i++)
        {
            using var reply = await client.GetAsync("/entries/no-such-entry");
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            Assert.False(IsKept(reply));
        }
    }

    static bool IsKept(HttpResponseMessage reply) => reply.Headers.Age is not null;

    /// <summary>All but those of the moment.</summary>
    static string[] Headers(HttpResponseMessage reply) =>
        [.. reply.Headers.Concat(reply.Content.Headers).Where(h => h.Key is not ("Age" or "Date" or "Content-Length" or "Transfer-Encoding")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal)];

    async Task<string> TextAsync(string path, params (string Name, string Value)[] headers) => await (await AskAsync(path, headers)).Content.ReadAsStringAsync();

    async Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await client.SendAsync(request);
    }
}
