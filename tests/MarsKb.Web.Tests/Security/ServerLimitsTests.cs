using MarsKb.Infra;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MarsKb.Security;

/// <summary>The limits of the server, in one place.</summary>
public sealed class ServerLimitsTests(ServerLimitsTests.Site site) : IClassFixture<ServerLimitsTests.Site>
{
    [Fact]
    public void Slow_and_large_requests_are_bounded()
    {
        var kestrel = site.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        Assert.False(kestrel.AddServerHeader);
        Assert.Equal(TimeSpan.FromSeconds(10), kestrel.Limits.RequestHeadersTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), kestrel.Limits.KeepAliveTimeout);
        Assert.Equal(1000, kestrel.Limits.MaxConcurrentConnections);
        Assert.Equal(1 << 20, kestrel.Limits.MaxRequestBodySize);
        Assert.Equal(8 << 10, kestrel.Limits.MaxRequestLineSize);
        Assert.Equal(32 << 10, kestrel.Limits.MaxRequestHeadersTotalSize);
        Assert.NotNull(kestrel.Limits.MinRequestBodyDataRate);
        Assert.NotNull(kestrel.Limits.MinResponseDataRate);
        Assert.Equal(TimeSpan.FromSeconds(10), site.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    [Fact]
    public async Task A_line_of_more_than_8_KiB_is_refused() =>
        Assert.Equal(414, RawClient.Status(await RawClient.GetAsync(site.Address, "/?q=" + new string('x', 9000), $"Host: localhost:{site.Address.Port}")));

    [Fact]
    public async Task A_search_of_more_than_512_KiB_is_refused()
    {
        using var client = site.CreateClient();
        using var body = new StringContent($$"""{"q":"{{new string('x', 600_000)}}"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("/api/v1/search", body)).StatusCode);
    }

    [Fact]
    public async Task A_body_of_more_than_1_MiB_is_refused_wherever_it_goes()
    {
        using var client = site.CreateClient();
        using var body = new ByteArrayContent(new byte[(1 << 20) + 1]);
        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("/search", body)).StatusCode);
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(1_200_000)]
    [InlineData(4_000_000)]
    public async Task Whoever_sends_too_much_hears_that_it_was_and_how_much_is_allowed(int length)
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        var text = $$"""{"q":"{{new string('x', length)}}"}""";
        for (var i = 0; i < 10; i++)
        {
            using var body = new StringContent(text, System.Text.Encoding.UTF8, "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/search") { Content = body };
            request.Headers.TransferEncodingChunked = i % 2 == 1 && length < 1 << 20;
            using var reply = await client.SendAsync(request);
            Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
            Assert.Contains("512 KiB", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_reply_names_the_server()
    {
        foreach (var path in new[] { "/healthz/live", "/nothing", "/api/v1/entries" })
            Assert.DoesNotContain("\r\nServer:", await RawClient.GetAsync(site.Address, path, $"Host: localhost:{site.Address.Port}"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("FOO")]
    [InlineData("TRACK")]
    public async Task Methods_that_nothing_here_has_are_405(string method)
    {
        foreach (var path in new[] { "/", "/api/v1/entries", "/healthz/live", "/nothing" })
            Assert.Equal(405, RawClient.Status(await RawClient.SendAsync(site.Address, $"{method} {path} HTTP/1.1\r\nHost: localhost:{site.Address.Port}\r\nConnection: close\r\n\r\n")));
    }

    public sealed class Site : SiteFactory
    {
        public Site() => Address = StartOnPort();

        public Uri Address { get; }
    }
}
