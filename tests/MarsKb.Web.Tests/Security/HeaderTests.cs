using MarsKb.Infra;

namespace MarsKb.Security;

/// <summary>Row E2: what every reply carries.</summary>
public sealed class HeaderTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/entries/34513")]
    [InlineData("/search?q=34513")]
    [InlineData("/entries/nothing")]
    [InlineData("/nothing")]
    [InlineData("/staff/sign-in?returnUrl=//evil.test")]
    [InlineData("/api/v1/entries")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/healthz/live")]
    [InlineData("/robots.txt")]
    [InlineData("/site.css")]
    public async Task Every_reply_is_locked_down(string path)
    {
        using var client = site.CreateClient();
        var reply = await client.GetAsync(path);
        string Header(string name) => reply.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : "";
        var policy = Header("Content-Security-Policy").Split("; ");
        Assert.Superset(new HashSet<string>
        {
            "default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
            "require-trusted-types-for 'script'",
        }, policy.ToHashSet());
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("same-origin", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header("Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(reply.Headers.Contains("Server"));
        Assert.False(reply.Headers.Contains("Strict-Transport-Security"), "Over plain http it would be a lie.");
    }

    [Fact]
    public async Task Over_TLS_browsers_are_told_to_stay_there()
    {
        using var tls = new SiteFactory().Set("MarsKb:BaseUrl", "https://kb.example");
        using var client = tls.CreateClient(new() { BaseAddress = new Uri("https://kb.example") });
        foreach (var path in new[] { "/", "/nothing", "/api/v1/entries", "/site.css" })
            Assert.Contains("max-age=63072000", Assert.Single((await client.GetAsync(path)).Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_visit_takes_four_requests_and_less_than_60_KiB()
    {
        using var client = site.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        foreach (var page in new[] { "/", "/entries/34513", "/search?q=34513", "/matrix/size-limits", "/entries", "/docs/api" })
        {
            using var plain = site.CreateClient();
            var html = await plain.GetStringAsync(page);
            var files = Files(html).Distinct(StringComparer.Ordinal).ToList();
            Assert.True(files.Count <= 3, $"{page}: {string.Join(", ", files)}");
            var bytes = (await client.GetByteArrayAsync(page)).Length;
            foreach (var file in files)
            {
                var reply = await client.GetAsync(file);
                Assert.True(reply.Headers.CacheControl!.MaxAge == TimeSpan.FromDays(365), $"{page}: {file} is not cached for a year.");
                Assert.Contains("gzip", reply.Content.Headers.ContentEncoding);
                bytes += (await reply.Content.ReadAsByteArrayAsync()).Length;
            }
            Assert.True(bytes < 60 << 10, $"{page}: {bytes} bytes");
        }
    }

    /// <summary>Style, script and icons; the favicon aside.</summary>
    static IEnumerable<string> Files(string html) =>
        html.Split('"').Where(part => part.StartsWith('/') && (part.Contains(".css", StringComparison.Ordinal) || part.Contains(".js", StringComparison.Ordinal) || part.Contains("icons.", StringComparison.Ordinal)))
            .Select(part => part.Split('#')[0]).Where(part => !part.Contains(".json", StringComparison.Ordinal));
}
