using Microsoft.Extensions.Configuration;

namespace MarsKb.Configuration;

public sealed class MarsKbOptionsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("marskb-options-").FullName;

    [Fact]
    public void An_empty_configuration_finds_the_content_of_the_clone_it_was_built_in()
    {
        var options = Read([]);
        Assert.Equal(Infra.Repository.Content, options.ContentDirectory);
        Assert.Equal(Path.Combine(Infra.Repository.Root, "data"), options.DataDirectory);
        Assert.Equal(6000, options.RequestsPerMinute);
        Assert.Equal(TimeSpan.FromSeconds(2), options.ReloadDelay);
        Assert.Null(options.KeepSessionsDays);
        Assert.Equal(90, options.KeepSearchesDays);
        Assert.Null(options.BaseUrl);
        Assert.Null(options.AdminKey);
    }

    [Fact]
    public void Outside_a_clone_content_lies_beside_the_program()
    {
        var reader = new MarsKbOptionsReader(new ConfigurationBuilder().Build(), folder);
        var failure = Assert.Throws<WrongConfigurationException>(reader.Read);
        Assert.Contains(Path.Combine(folder, "content"), Assert.Single(failure.Failures));
        Directory.CreateDirectory(Path.Combine(folder, "content"));
        Assert.Equal(Path.Combine(folder, "data"), new MarsKbOptionsReader(new ConfigurationBuilder().Build(), folder).Read().DataDirectory);
    }

    [Theory]
    [InlineData("ContentDirectory", "no/such/folder")]
    [InlineData("Database", "PostgreSql")]
    [InlineData("Database", "0")]
    [InlineData("BaseUrl", "kb.example")]
    [InlineData("BaseUrl", "ftp://kb.example")]
    [InlineData("BaseUrl", "https://kb.example/path")]
    [InlineData("BaseUrl", "https://user@kb.example")]
    [InlineData("TicketUrlTemplate", "https://tickets.example/")]
    [InlineData("TicketUrlTemplate", "javascript:alert('{ref}')")]
    [InlineData("TicketUrlTemplate", "https://{ref}/ticket")]
    [InlineData("TicketUrlTemplate", "https://tickets.example.{ref}")]
    [InlineData("TicketUrlTemplate", "//tickets.example/{ref}")]
    [InlineData("UserHeader", "X-Remote User")]
    [InlineData("KnownProxies", "10.0.0.300")]
    [InlineData("KeepSessionsDays", "0")]
    [InlineData("KeepSessionsDays", "for good")]
    [InlineData("KeepSearchesDays", "-1")]
    [InlineData("KeepSearchesDays", "36501")]
    [InlineData("KeepSearchesDays", "off")]
    [InlineData("RateLimit:PerMinute", "-1")]
    [InlineData("RateLimit:PerMinute", "many")]
    [InlineData("ReloadDelay", "00:02:00")]
    [InlineData("ReloadDelay", "soon")]
    public void A_wrong_value_is_one_line_that_names_its_key(string key, string value)
    {
        var failure = Assert.Throws<WrongConfigurationException>(() => Read(new() { [key] = value }));
        Assert.StartsWith($"MarsKb:{key}: ", failure.Failures[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Failures[0]);
    }

    [Fact]
    public void All_wrong_values_are_reported_together()
    {
        var failure = Assert.Throws<WrongConfigurationException>(() => Read(new() { ["BaseUrl"] = "x", ["RateLimit:PerMinute"] = "x", ["ReloadDelay"] = "x" }));
        Assert.Equal(3, failure.Failures.Count);
    }

    [Fact]
    public void A_name_from_a_proxy_needs_to_know_the_proxy()
    {
        Assert.Throws<WrongConfigurationException>(() => Read(new() { ["UserHeader"] = "X-Remote-User" }));
        Assert.Equal("X-Remote-User", Read(new() { ["UserHeader"] = "X-Remote-User", ["KnownProxies"] = "10.0.0.7" }).UserHeader);
    }

    [Theory]
    [InlineData("10.0.0.7, 10.1.0.0/16 fd00::/8")]
    public void Proxies_are_addresses_or_networks(string text)
    {
        var expected = new[] { "10.0.0.7/32", "10.1.0.0/16", "fd00::/8" };
        Assert.Equal(expected, Read(new() { ["KnownProxies"] = text }).KnownProxies.Select(n => n.ToString()));
        Assert.Equal(expected, Read(new() { ["KnownProxies:0"] = "10.0.0.7", ["KnownProxies:1"] = "10.1.0.0/16", ["KnownProxies:2"] = "fd00::/8" }).KnownProxies.Select(n => n.ToString()));
    }

    [Fact]
    public void A_ticket_reference_is_encoded_and_cannot_choose_the_host()
    {
        var options = Read(new() { ["TicketUrlTemplate"] = "https://tickets.example/browse/{ref}?from=kb" });
        Assert.Equal("https://tickets.example/browse/..%2F%2Fevil.test%3Fa%23b?from=kb", options.TicketUrl("..//evil.test?a#b"));
    }

    [Fact]
    public void A_misspelt_key_is_noticed()
    {
        var reader = Reader(new() { ["AdminKye"] = "x", ["RateLimit:PerHour"] = "5", ["KnownProxies:0"] = "10.0.0.7" });
        reader.Read();
        Assert.Equal(["AdminKye", "RateLimit:PerHour"], reader.UnknownKeys());
    }

    static MarsKbOptions Read(Dictionary<string, string> settings) => Reader(settings).Read();

    static MarsKbOptionsReader Reader(Dictionary<string, string> settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => "MarsKb:" + s.Key, string? (s) => s.Value)).Build(), AppContext.BaseDirectory);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
