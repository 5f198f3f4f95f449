using System.Net;
using MarsKb.Infra;

namespace MarsKb.Security;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Above_the_limit_a_client_is_told_when_to_come_back_whatever_it_claims_to_be()
    {
        using var site = new SiteFactory().Set("MarsKb:RateLimit:PerMinute", "20");
        site.StartOnPort();
        using var client = site.CreateClient();
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/entries")).StatusCode);
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/api/v1/entries");
        forged.Headers.Add("X-Forwarded-For", "203.0.113.9");
        forged.Headers.Add("Forwarded", "for=203.0.113.9");
        var refused = await client.SendAsync(forged);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var page = await client.GetAsync("/entries");
        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.True(page.Headers.Contains("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz/live")).StatusCode);
    }

    [Fact]
    public async Task Zero_switches_it_off()
    {
        using var site = new SiteFactory();
        using var client = site.CreateClient();
        for (var i = 0; i < 50; i++) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/entries")).StatusCode);
    }

    [Fact]
    public async Task Behind_a_known_proxy_each_of_its_clients_has_a_limit_of_its_own()
    {
        using var site = new SiteFactory().Set("MarsKb:RateLimit:PerMinute", "5").Set("MarsKb:KnownProxies", "127.0.0.1 ::1");
        site.StartOnPort();
        using var client = site.CreateClient();
        for (var i = 0; i < 20; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/entries");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        }
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    public void One_subscriber_is_one_client(string address, string client) =>
        Assert.Equal(IPAddress.Parse(client), RateLimit.Client(IPAddress.Parse(address)));
}
