using MarsKb.Infra;

namespace MarsKb;

/// <summary>Starting, stopping and being killed, as a process.</summary>
public sealed class StartTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("marskb-start-").FullName;

    [Fact]
    public async Task Wrong_settings_end_the_start_with_a_line_each()
    {
        using var site = new SiteProcess("--MarsKb:BaseUrl=nowhere", "--MarsKb:RateLimit:PerMinute=lots", $"--MarsKb:DataDirectory={data}");
        var (code, errors) = await site.ExitAsync();
        Assert.Equal(1, code);
        var lines = errors.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("marskb: MarsKb:BaseUrl: 'nowhere'", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("marskb: MarsKb:RateLimit:PerMinute: 'lots'", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_a_line()
    {
        using var first = new SiteProcess($"--MarsKb:DataDirectory={data}");
        var address = await first.AddressAsync();
        using var second = new SiteProcess($"--MarsKb:DataDirectory={data}", "--urls", address.GetLeftPart(UriPartial.Authority));
        var (code, errors) = await second.ExitAsync();
        Assert.Equal(1, code);
        Assert.Contains("address already in use", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.OrdinalIgnoreCase);
        first.Terminate();
        Assert.Equal(0, (await first.ExitAsync()).Code);
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
