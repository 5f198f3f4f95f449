using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MarsKb.Infra;

namespace MarsKb;

public sealed class HealthTests
{
    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task A_healthy_site_says_so_in_the_same_words_everywhere(string address)
    {
        using var site = new SiteFactory();
        await site.WaitUntilReadyAsync();
        var reply = await site.CreateClient().GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var body = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("ready", body.GetProperty("status").GetString());
        Assert.Equal(0, body.GetProperty("degraded").GetArrayLength());
        Assert.NotEqual("", body.GetProperty("instance").GetString());
    }

    [Fact]
    public async Task A_container_can_ask_without_curl()
    {
        using var site = new SiteFactory();
        var address = site.StartOnPort();
        Assert.Equal(0, await Host.HealthCheckCommand.RunAsync(address.AbsoluteUri));
        site.Dispose();
        Assert.Equal(1, await Host.HealthCheckCommand.RunAsync(address.AbsoluteUri));
        Assert.Equal(1, await Host.HealthCheckCommand.RunAsync("nonsense"));
    }
}
