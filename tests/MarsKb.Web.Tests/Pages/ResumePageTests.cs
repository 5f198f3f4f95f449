using System.Globalization;
using System.Net;
using MarsKb.Api;
using MarsKb.Features.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Pages;

public sealed class ResumePageTests
{
    [Fact]
    public async Task A_code_leads_to_the_session_under_an_address_of_its_own_and_the_record_says_so()
    {
        using var site = new RecordSite();
        var session = await site.WalkAsync(resolved: null);
        var code = await CodeAsync(site, session);

        using var reply = await TypeAsync(site, $" {code[..4].ToLowerInvariant()} {code[4..]} ");

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        var url = reply.Headers.Location!.OriginalString;
        Assert.StartsWith("/s/", url, StringComparison.Ordinal);
        Assert.NotEqual(session.GetProperty("url").GetString(), url);
        Assert.Contains("Gone on elsewhere, with a resume code.", await site.TextAsync(url + "/transcript.txt"), StringComparison.Ordinal);
        Assert.Contains("Gone on elsewhere", await site.TextAsync(session.GetProperty("url").GetString() + "/transcript.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_and_used_codes_are_alike_and_after_five_tries_none_is_looked_at()
    {
        using var site = new RecordSite();
        var session = await site.WalkAsync(resolved: null);
        var used = await CodeAsync(site, session);
        using (var first = await TypeAsync(site, used)) Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        var wrong = new List<string>();
        foreach (var typed in new[] { used, "ABCD2345", "ABCD-234", "' OR 1=1--" })
        {
            using var reply = await TypeAsync(site, typed);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
            using var page = await PageSite.ParseAsync(reply);
            Assert.StartsWith("Error: ", page.Title, StringComparison.Ordinal);
            wrong.Add(page.QuerySelector("main form .wrong")!.TextContent + page.QuerySelector("h1")!.TextContent);
        }
        Assert.Single(wrong.Distinct());

        var right = await CodeAsync(site, session);
        using var refused = await TypeAsync(site, right);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(int.Parse(refused.Headers.RetryAfter!.ToString(), CultureInfo.InvariantCulture), 1, 60);
        using var shown = await PageSite.ParseAsync(refused);
        Assert.Equal(right, shown.QuerySelector("#kb-code")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Nothing_typed_is_no_try()
    {
        using var site = new RecordSite();
        await site.WaitUntilReadyAsync();
        for (var i = 0; i < 7; i++)
        {
            using var reply = await TypeAsync(site, "  ");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var site = new RecordSite();
        using var form = new FormUrlEncodedContent([new("code", "ABCD2345")]);
        using var reply = await site.Client().PostAsync(new Uri("/resume", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    static async Task<string> CodeAsync(RecordSite site, System.Text.Json.JsonElement session) =>
        (await site.Services.GetRequiredService<SessionService>().MakeResumeCodeAsync(SessionClient.Token(session)))!.Code!;

    static async Task<HttpResponseMessage> TypeAsync(RecordSite site, string code)
    {
        var client = site.Client();
        using var page = await client.GetAsync(new Uri("/resume", UriKind.Relative));
        using var parsed = await PageSite.ParseAsync(page);
        var token = parsed.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("code", code), new("__RequestVerificationToken", token)]);
        return await client.PostAsync(new Uri("/resume", UriKind.Relative), form);
    }
}
