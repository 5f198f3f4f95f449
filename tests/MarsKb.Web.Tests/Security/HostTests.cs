using System.Net;
using MarsKb.Configuration;
using MarsKb.Infra;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MarsKb.Security;

public sealed class HostTests
{
    [Theory]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5080", true)]
    [InlineData("127.0.0.1:80", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("[::1]:80", true)]
    [InlineData("", false)]
    [InlineData("evil.test", false)]
    [InlineData("localhost.evil.test", false)]
    [InlineData("10.1.2.3", false)]
    public void Bound_to_loopback_only_loopback_names_are_answered(string host, bool allowed) =>
        Assert.Equal(allowed, Hosts("http://127.0.0.1:5080").Allows(new HostString(host)));

    [Fact]
    public void Bound_to_every_address_the_machine_answers_to_its_own_names_and_addresses()
    {
        var hosts = Hosts("http://[::]:5080");
        Assert.True(hosts.Allows(new HostString(Environment.MachineName)));
        Assert.True(hosts.Allows(new HostString("localhost", 5080)));
        Assert.False(hosts.Allows(new HostString("evil.test")));
        Assert.False(hosts.Allows(new HostString("192.0.2.1")));
        var own = Dns.GetHostAddresses(Dns.GetHostName());
        Assert.All(own, address => Assert.True(hosts.Allows(new HostString(address.ToString(), 80))));
        Assert.False(Hosts("http://127.0.0.1:5080").Allows(new HostString(Environment.MachineName)));
    }

    [Fact]
    public void With_a_base_address_its_host_and_loopback_are_answered_and_nothing_else()
    {
        var hosts = Hosts("http://*:5080", "https://kb.example");
        Assert.True(hosts.Allows(new HostString("kb.example")));
        Assert.True(hosts.Allows(new HostString("KB.example", 8443)));
        Assert.True(hosts.Allows(new HostString("localhost")));
        Assert.False(hosts.Allows(new HostString("kb.example.evil.test")));
        Assert.False(hosts.Allows(new HostString(Environment.MachineName)));
    }

    [Fact]
    public async Task Health_is_answered_under_any_name_everything_else_is_not()
    {
        using var site = new SiteFactory();
        var address = site.StartOnPort();
        foreach (var path in new[] { "/api/v1/entries", "/", "/nothing" })
        {
            var reply = await RawClient.GetAsync(address, path, "Host: evil.test");
            Assert.Equal(400, RawClient.Status(reply));
            Assert.Contains("Content-Security-Policy:", reply);
        }
        Assert.Equal(200, RawClient.Status(await RawClient.GetAsync(address, "/healthz/live", "Host: 10.0.0.1")));
        Assert.Equal(200, RawClient.Status(await RawClient.GetAsync(address, "/api/v1/entries", $"Host: localhost:{address.Port}")));
    }

    [Fact, Trait("Category", "Shared")]
    public async Task No_host_or_forwarded_header_gets_through()
    {
        using var site = new SiteFactory();
        var address = site.StartOnPort();
        foreach (var (id, text, must) in Corpus.Rows("http/hosts.jsonl"))
            foreach (var path in new[] { "/", "/api/v1/entries/34513", "/e/nothing-of-this-name" })
            {
                var lines = text.Contains("Host: ", StringComparison.Ordinal) && text.StartsWith("Host: ", StringComparison.Ordinal) ? text : $"Host: localhost:{address.Port}\r\n{text}";
                var reply = await RawClient.GetAsync(address, path, lines);
                var status = RawClient.Status(reply);
                Assert.True(status is > 0 and < 500, $"{id} {path}: {status}");
                if (must.Contains("4xx")) Assert.True(status >= 400, $"{id} {path}: {status}");
                Assert.False(reply.Contains("evil.test", StringComparison.OrdinalIgnoreCase), $"{id} {path}: reflected");
            }
    }

    [Fact, Trait("Category", "Shared")]
    public async Task Raw_requests_get_one_reply_each_and_a_refusal_where_they_are_malformed()
    {
        using var site = new SiteFactory();
        var address = site.StartOnPort();
        foreach (var (id, text, must) in Corpus.Rows("http/raw.jsonl"))
        {
            var reply = await RawClient.SendAsync(address, text.Replace("Host: localhost\r\n", $"Host: localhost:{address.Port}\r\n", StringComparison.Ordinal));
            var status = RawClient.Status(reply);
            // RFC 9110, 15.6.6: an unknown major version of HTTP is 505; the server says so before anything of ours runs.
            if (status == 505 && text.Contains("HTTP/9", StringComparison.Ordinal)) continue;
            Assert.True(status < 500, $"{id}: {status}");
            if (must.Contains("4xx")) Assert.True(status >= 400, $"{id}: {status}");
            if (must.Contains("one-response")) Assert.Single(reply.Split("HTTP/1.1 ").Skip(1));
            Assert.DoesNotContain("evil.test", reply, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact, Trait("Category", "Shared")]
    public async Task No_path_leads_out_of_the_site()
    {
        using var site = new SiteFactory();
        var address = site.StartOnPort();
        await site.WaitUntilReadyAsync(); // until then /healthz/ready is 503
        var secret = Path.Combine(Path.GetDirectoryName(site.ContentFolder)!, "canary");
        Directory.CreateDirectory(secret);
        await File.WriteAllTextAsync(Path.Combine(secret, "secret.txt"), "the-canary-sings");
        foreach (var (id, path, _) in Corpus.Rows("http/paths.jsonl", "raw-path"))
        {
            var reply = await RawClient.GetAsync(address, path, $"Host: localhost:{address.Port}");
            var status = RawClient.Status(reply);
            Assert.True(status is > 0 and < 500, $"{id}: {status}");
            Assert.DoesNotContain("the-canary-sings", reply, StringComparison.Ordinal);
            Assert.DoesNotContain("root:x:0", reply, StringComparison.Ordinal);
            Assert.DoesNotContain("Set-Cookie:a", reply.Split("\r\n\r\n")[0], StringComparison.Ordinal);
            Assert.DoesNotContain("Serilog", reply, StringComparison.Ordinal);
            Assert.False(reply.Contains("Location: //", StringComparison.Ordinal) || reply.Contains("Location: http", StringComparison.Ordinal), id);
        }
    }

    static SiteHosts Hosts(string bound, string? baseUrl = null) => new(
        new MarsKbOptions { ContentDirectory = "", DataDirectory = "", BaseUrl = baseUrl is null ? null : new Uri(baseUrl) }, new BoundTo(bound), TimeProvider.System);

    sealed class BoundTo : IServer, IServerAddressesFeature
    {
        public BoundTo(string address)
        {
            Addresses = [address];
            Features.Set<IServerAddressesFeature>(this);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();
        public ICollection<string> Addresses { get; }
        public bool PreferHostingUrls { get; set; }
        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public void Dispose()
        {
        }
    }
}
