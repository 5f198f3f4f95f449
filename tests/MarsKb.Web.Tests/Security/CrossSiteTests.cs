using System.Net;
using MarsKb.Infra;

namespace MarsKb.Security;

/// <summary>Row E5: what another site can make a visitor's browser send.</summary>
public sealed class CrossSiteTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    public static TheoryData<string> Writing { get; } = new("/theme", "/ask", "/entries/34513");

    [Theory, MemberData(nameof(Writing))]
    public async Task A_form_that_does_not_come_from_here_is_refused(string path)
    {
        await Expect(HttpStatusCode.BadRequest, path);
        await Expect(HttpStatusCode.BadRequest, path, ("Sec-Fetch-Site", "cross-site"));
        await Expect(HttpStatusCode.BadRequest, path, ("Sec-Fetch-Site", "same-site"));
        await Expect(HttpStatusCode.BadRequest, path, ("Sec-Fetch-Site", "none"));
        await Expect(HttpStatusCode.BadRequest, path, ("Sec-Fetch-Site", "cross-site"), ("Origin", "http://localhost"));
        await Expect(HttpStatusCode.BadRequest, path, ("Origin", "https://evil.test"));
        await Expect(HttpStatusCode.BadRequest, path, ("Origin", "http://localhost.evil.test"));
        await Expect(HttpStatusCode.BadRequest, path, ("Origin", "http://localhost:81"));
        await Expect(HttpStatusCode.BadRequest, path, ("Origin", "null"));
        await Expect(HttpStatusCode.BadRequest, path, ("Referer", "https://evil.test/http://localhost/"));
    }

    [Theory, MemberData(nameof(Writing))]
    public async Task A_form_that_comes_from_here_is_not_refused_for_that(string path)
    {
        // The control: the same form passes as soon as it shows where it comes from.
        foreach (var proof in new[] { ("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost"), ("Referer", "http://localhost/entries") })
        {
            using var client = site.CreateClient(new() { AllowAutoRedirect = false });
            using var request = Post(path, proof);
            var reply = await client.SendAsync(request);
            Assert.True(reply.StatusCode != HttpStatusCode.BadRequest || !(await reply.Content.ReadAsStringAsync()).Contains("was not understood", StringComparison.Ordinal), $"{path} {proof}: {reply.StatusCode}");
        }
    }

    [Fact]
    public async Task The_API_writes_for_JSON_only()
    {
        using var client = site.CreateClient();
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
        {
            using var body = new StringContent("""{"helped":true}""");
            body.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.PostAsync("/api/v1/entries/34513/feedback", body)).StatusCode);
        }
    }

    async Task Expect(HttpStatusCode status, string path, params (string Name, string Value)[] headers)
    {
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        using var request = Post(path, headers);
        Assert.Equal(status, (await client.SendAsync(request)).StatusCode);
    }

    static HttpRequestMessage Post(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("theme", "dark"), new("helped", "yes"), new("text", "x"), new("about", "0x1")]) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
