using System.Net;
using System.Net.Http.Headers;
using MarsKb.Infra;
using MarsKb.Security.Staff;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Security;

/// <summary>Row E11: the staff surface, tried on a page that asks for staff.</summary>
public sealed class StaffTests
{
    const string Key = "correct horse battery staple";

    [Fact]
    public async Task Without_a_key_staff_pages_are_open_on_this_machine_and_nowhere_else()
    {
        using var site = WithStaffPage(null);
        var address = site.StartOnPort();
        var host = $"Host: localhost:{address.Port}";
        Assert.Equal(200, RawClient.Status(await RawClient.GetAsync(address, "/staff-only", host)));
        // What a reverse proxy on the same machine sends.
        foreach (var forwarded in new[] { "X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", "Via: 1.1 proxy", "X-Real-IP: 203.0.113.9" })
        {
            Assert.Equal(404, RawClient.Status(await RawClient.GetAsync(address, "/staff-only", host, forwarded)));
            Assert.Equal(404, RawClient.Status(await RawClient.GetAsync(address, "/staff/sign-in", host, forwarded)));
        }
    }

    [Fact]
    public async Task Behind_a_known_proxy_the_client_counts_not_the_proxy()
    {
        using var site = WithStaffPage(null).Set("MarsKb:KnownProxies", "127.0.0.1 ::1");
        var address = site.StartOnPort();
        Assert.Equal(404, RawClient.Status(await RawClient.GetAsync(address, "/staff-only", $"Host: localhost:{address.Port}", "X-Forwarded-For: 203.0.113.9")));
    }

    [Fact]
    public async Task Asked_under_the_public_name_nobody_is_on_this_machine()
    {
        using var site = WithStaffPage(null).Set("MarsKb:BaseUrl", "https://kb.example");
        var address = site.StartOnPort();
        Assert.Equal(404, RawClient.Status(await RawClient.GetAsync(address, "/staff-only", "Host: kb.example")));
        Assert.Equal(200, RawClient.Status(await RawClient.GetAsync(address, "/staff-only", $"Host: 127.0.0.1:{address.Port}")));
    }

    [Fact]
    public async Task With_a_key_only_the_key_opens()
    {
        using var site = WithStaffPage(Key);
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        var asked = await client.GetAsync("/staff-only?a=b");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal("/staff/sign-in?returnUrl=%2Fstaff-only%3Fa%3Db", asked.Headers.Location!.IsAbsoluteUri ? asked.Headers.Location.PathAndQuery : asked.Headers.Location.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync($"/staff-only?key={Uri.EscapeDataString(Key)}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Bearer("wrong"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Bearer(Key[..^1]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Bearer(Key))).StatusCode);
    }

    [Fact]
    public async Task Signing_in_makes_a_strict_cookie_and_leads_back()
    {
        using var site = WithStaffPage(Key);
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        var signedIn = await client.PostAsync("/staff/sign-in", await FormAsync(client, Key, "/staff-only"));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Equal("/staff-only", signedIn.Headers.Location!.OriginalString);
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("marskb-staff=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/staff-only")).StatusCode);
    }

    [Fact]
    public async Task Over_TLS_cookies_belong_to_exactly_this_host()
    {
        using var site = WithStaffPage(Key).Set("MarsKb:BaseUrl", "https://kb.example");
        using var client = site.CreateClient(new() { BaseAddress = new Uri("https://kb.example"), AllowAutoRedirect = false });
        var signedIn = await client.PostAsync("/staff/sign-in", await FormAsync(client, Key, "/"));
        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-marskb-staff=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_even_for_the_right_key()
    {
        using var site = WithStaffPage(Key);
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/staff/sign-in", await FormAsync(client, $"guess {i}", "/"))).StatusCode);
        var refused = await client.PostAsync("/staff/sign-in", await FormAsync(client, Key, "/"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(Bearer(Key))).StatusCode);
    }

    [Fact]
    public async Task A_sign_in_without_a_form_token_is_refused()
    {
        using var site = WithStaffPage(Key);
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([new("key", Key)]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/staff/sign-in", form)).StatusCode);
    }

    [Fact, Trait("Category", "Shared")]
    public async Task No_way_back_leads_off_the_site()
    {
        using var site = WithStaffPage(Key);
        using var client = site.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var (id, text, _) in Corpus.Rows("http/redirects.jsonl", "returnUrl"))
        {
            var asked = await client.GetAsync("/staff/sign-in?returnUrl=" + Uri.EscapeDataString(text));
            Assert.True((int)asked.StatusCode is 200 or 400, $"{id}: {asked.StatusCode}");
            var posted = await client.PostAsync("/staff/sign-in", await FormAsync(client, Key, text));
            Assert.True((int)posted.StatusCode is 302 or 400, $"{id}: {posted.StatusCode}");
            if (posted.Headers.Location is { } location)
                Assert.True(new Uri(new Uri("https://kb.example/staff/sign-in"), location.OriginalString).Host == "kb.example", $"{id}: {location}");
        }
    }

    static SiteFactory WithStaffPage(string? key) => new SiteFactory().Set("MarsKb:AdminKey", key).With(s => s.AddSingleton<IStartupFilter, StaffPage>());

    static HttpRequestMessage Bearer(string key) =>
        new(HttpMethod.Get, "/staff-only") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    static async Task<FormUrlEncodedContent> FormAsync(HttpClient client, string key, string returnUrl)
    {
        var page = await client.GetStringAsync("/staff/sign-in");
        const string mark = "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"";
        var from = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return new FormUrlEncodedContent([new("key", key), new("returnUrl", returnUrl), new("__RequestVerificationToken", page[from..page.IndexOf('"', from)])]);
    }

    /// <summary>Adds a page for staff to the site under test.</summary>
    sealed class StaffPage : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            next(app);
            app.UseEndpoints(e => e.MapGet("/staff-only", () => "for staff").RequireAuthorization(StaffSetup.Policy));
        };
    }
}
