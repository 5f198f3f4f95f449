using System.Net;
using MarsKb.Infra;

namespace MarsKb.Api;

public class CachingTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Theory]
    [InlineData("/api/v1/search?q=34513")]
    [InlineData("/api/v1/suggest?q=34")]
    [InlineData("/api/v1/entries")]
    [InlineData("/api/v1/entries/34513")]
    [InlineData("/api/v1/codes/34513")]
    [InlineData("/api/v1/matrix")]
    [InlineData("/api/v1/matrix/size-limits")]
    [InlineData("/api/v1/flows")]
    [InlineData("/api/v1/flows/agent-trouble")]
    public async Task A_reply_is_sent_again_only_after_a_change(string path)
    {
        var client = site.CreateClient();
        using var first = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal("no-cache", first.Headers.CacheControl?.ToString());

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("", await second.Content.ReadAsStringAsync());

        using var older = new HttpRequestMessage(HttpMethod.Get, path);
        older.Headers.TryAddWithoutValidation("If-None-Match", "W/\"older\", nonsense");
        using var third = await client.SendAsync(older);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/search?q=34513")]
    [InlineData("/api/v1/entries/34513")]
    [InlineData("/api/v1/matrix/size-limits")]
    [InlineData("/openapi/v1.json")]
    public async Task HEAD_gives_the_headers_of_GET(string path)
    {
        var client = site.CreateClient();
        using var get = await client.GetAsync(new Uri(path, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var head = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("", await head.Content.ReadAsStringAsync());
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        using var reply = await site.CreateClient().GetAsync(new Uri("/api/v1/entries/nothing", UriKind.Relative));

        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        Assert.Null(reply.Headers.ETag);
    }

    [Fact]
    public async Task Other_content_has_another_tag()
    {
        using var other = new SiteFactory();
        using var here = await site.CreateClient().GetAsync(new Uri("/api/v1/entries/34513", UriKind.Relative));
        using var there = await other.CreateClient().GetAsync(new Uri("/api/v1/entries/34513", UriKind.Relative));

        Assert.NotEqual(here.Headers.ETag, there.Headers.ETag);
    }
}
