using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MarsKb.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Features.Sessions;

/// <summary>Row E6: who gets where with which token. A new endpoint that takes a token fails here until it has a row.</summary>
public sealed class SessionAccessTests(RecordSite site) : IClassFixture<RecordSite>
{
    enum Role { Owner, Reader, OtherSession, Staff, Nobody }

    /// <summary>What each endpoint needs: a token for writing or one for reading, and what it says to whoever has it.</summary>
    static readonly Dictionary<string, (bool Writes, int Status)> Rows = new(StringComparer.Ordinal)
    {
        ["GET /s/{token}"] = (true, 200),
        ["POST /s/{token}"] = (true, 400), // without the form's own token nothing is done
        ["GET /s/{token}/transcript"] = (true, 200),
        ["GET /s/{token}/transcript.{format}"] = (true, 200),
        ["GET /t/{readToken}"] = (false, 200),
        ["GET /t/{readToken}.{format}"] = (false, 200),
        ["GET /api/v1/sessions/{token}"] = (true, 200),
        ["GET /api/v1/sessions/{token}/transcript"] = (true, 200),
        ["POST /api/v1/sessions/{token}/answers"] = (true, 200),
        ["POST /api/v1/sessions/{token}/back"] = (true, 200),
        ["POST /api/v1/sessions/{token}/outcome"] = (true, 422), // no outcome is reached yet
    };

    [Fact]
    public void Every_endpoint_that_takes_a_token_has_a_row()
    {
        var found = site.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.Parameters.Any(p => p.Name.EndsWith("token", StringComparison.OrdinalIgnoreCase)))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Rows.Keys.Select(k => k[(k.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Distinct().Order(StringComparer.Ordinal), found);
    }

    public static TheoryData<string> Endpoints { get; } = [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_the_right_token_opens_and_every_other_is_none(string endpoint)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var api = await ApiAsync();
            var mine = await api.AnswerAsync(await api.BeginAsync(body: new { ticket = "INC-MINE" }), "manual", "yes", "mine only");
            var other = await api.AnswerAsync(await api.BeginAsync(body: new { ticket = "INC-OTHER" }), "manual", "yes", "not mine");
            var before = await Untouched(mine);

            using var reply = await AskAsync(endpoint, role, mine, other);

            var (writes, status) = Rows[endpoint];
            var fits = writes ? role is Role.Owner or Role.OtherSession : role is Role.Reader;
            var expected = fits ? status : 404;
            Assert.True((int)reply.StatusCode == expected, $"{role}: {endpoint} is {(int)reply.StatusCode}, not {expected}");
            var body = await reply.Content.ReadAsStringAsync();
            // Whoever comes with another session's token gets that session and nothing of this one.
            if (role is Role.OtherSession or Role.Nobody or Role.Staff)
            {
                Assert.DoesNotContain("INC-MINE", body, StringComparison.Ordinal);
                Assert.DoesNotContain("mine only", body, StringComparison.Ordinal);
            }
            if (role is Role.Reader) Assert.DoesNotContain(SessionClient.Token(mine), body, StringComparison.Ordinal);
            if (role is not Role.Owner || reply.StatusCode != HttpStatusCode.OK) Assert.Equal(before, await Untouched(mine));
            // Pages of sessions, refused ones too, tell no other site where somebody came from.
            if (!endpoint.Contains("/api/", StringComparison.Ordinal) && fits) Assert.Equal("no-referrer", Assert.Single(reply.Headers.GetValues("Referrer-Policy")));
            Assert.True(reply.Headers.CacheControl is { NoStore: true }, $"{role}: {endpoint} may be kept: {reply.Headers.CacheControl}");
        }
    }

    [Fact, Trait("Category", "Shared")]
    public async Task Whatever_resembles_a_token_is_none()
    {
        var api = await ApiAsync();
        var (mine, other) = (await api.BeginAsync(), await api.BeginAsync());
        var (valid, read) = (SessionClient.Token(mine), RecordSite.ReadToken(mine));
        foreach (var row in Infra.Corpus.Rows("api/tokens.jsonl", "/s/{token}"))
        {
            var (atWrite, atRead) = (Fill(row.Text, valid, SessionClient.Token(other), read), Fill(row.Text, read, RecordSite.ReadToken(other), valid));
            if (atWrite is null) continue;
            foreach (var path in new[] { $"/s/{atWrite}", $"/s/{atWrite}/transcript", $"/api/v1/sessions/{atWrite}", $"/api/v1/sessions/{atWrite}/transcript", $"/t/{atRead}", $"/t/{atRead}.txt" })
            {
                // The client itself resolves dots; what is left of the path is another one.
                if (path.Contains("..", StringComparison.Ordinal)) continue;
                using var reply = await site.Client().GetAsync(new Uri(path, UriKind.Relative));
                Assert.True(reply.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{row.Id}: {path} is {(int)reply.StatusCode}");
            }
        }
        using var twin = await site.Client().GetAsync(new Uri("/s/" + valid.ToUpperInvariant(), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, twin.StatusCode);

        static string? Fill(string text, string valid, string other, string swapped) => text switch
        {
            "" or "{token of a deleted session}" or "{token of another flow} with step of this one" or "{valid}%00" => null,
            "{valid, last character changed}" => valid[..^1] + (valid[^1] == 'A' ? 'B' : 'A'),
            "{valid, one character shorter}" => valid[..^1],
            "{valid in upper case}" => null,
            "{read token used at /s/}" or "{write token used at /t/}" => swapped,
            "\u0430{valid without its first a}" => Uri.EscapeDataString("\u0430" + valid[1..]),
            _ => Uri.EscapeDataString(text.Replace("{valid}", valid, StringComparison.Ordinal).Replace("{other}", other, StringComparison.Ordinal)).Replace("%2F", "/", StringComparison.Ordinal),
        };
    }

    [Fact]
    public async Task No_token_stands_in_a_list_a_log_or_another_page()
    {
        using var own = new RecordSite();
        var done = await own.WalkAsync("INC-77", "a note");
        var open = await own.WalkAsync("INC-77", resolved: null);
        var client = own.Client();
        foreach (var session in new[] { done, open })
            foreach (var path in new[] { session.GetProperty("url").GetString()!, session.GetProperty("url").GetString() + "/transcript", session.GetProperty("url").GetString() + "/transcript.md", "/t/" + RecordSite.ReadToken(session), "/api/v1/sessions/" + SessionClient.Token(session) + "/transcript" })
                (await client.GetAsync(new Uri(path, UriKind.Relative))).Dispose();

        var tokens = new[] { done, open }.Select(SessionClient.Token).ToList();
        foreach (var path in new[] { "/", "/flows", "/flows/agent-trouble?ticket=INC-77", "/tickets", "/tickets/INC-77", "/entries/34513", "/search?q=INC-77", "/api/v1/search?q=INC-77", "/api/v1/flows", "/healthz/ready", "/openapi/v1.json" })
        {
            using var reply = await own.Client(staff: true).GetAsync(new Uri(path, UriKind.Relative));
            var body = await reply.Content.ReadAsStringAsync();
            Assert.All(tokens, t => Assert.DoesNotContain(t, body, StringComparison.Ordinal));
        }
        var file = Assert.Single(Directory.GetFiles(Path.Combine(own.DataFolder, "logs")));
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var log = await reader.ReadToEndAsync();
        Assert.Contains("/s/{token}/transcript", log, StringComparison.Ordinal); // the control: these requests are logged
        Assert.All(tokens.Concat(new[] { done, open }.Select(RecordSite.ReadToken)), t => Assert.DoesNotContain(t, log, StringComparison.Ordinal));
    }

    async Task<SessionClient> ApiAsync()
    {
        await site.WaitUntilReadyAsync();
        return new SessionClient(site.Client());
    }

    async Task<string> Untouched(JsonElement session) => (await new SessionClient(site.Client()).GetAsync(SessionClient.Token(session))).GetRawText();

    async Task<HttpResponseMessage> AskAsync(string endpoint, Role role, JsonElement mine, JsonElement other)
    {
        var (writeToken, readToken) = role switch
        {
            Role.Owner => (SessionClient.Token(mine), SessionClient.Token(mine)),
            Role.Reader => (RecordSite.ReadToken(mine), RecordSite.ReadToken(mine)),
            Role.OtherSession => (SessionClient.Token(other), SessionClient.Token(other)),
            _ => (new string('A', 32), new string('A', 32)),
        };
        var method = endpoint[..endpoint.IndexOf(' ', StringComparison.Ordinal)];
        var path = endpoint[(method.Length + 1)..].Replace("{token}", writeToken, StringComparison.Ordinal).Replace("{readToken}", readToken, StringComparison.Ordinal).Replace("{format}", "json", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (method == "POST")
            request.Content = path.StartsWith("/api/", StringComparison.Ordinal)
                ? new StringContent(JsonSerializer.Serialize(new { step = "symptoms", answer = new[] { "slow" }, resolved = true, revision = 1 }), Encoding.UTF8, "application/json")
                : new FormUrlEncodedContent([new("step", "symptoms"), new("answer", "slow"), new("revision", "1")]);
        if (role == Role.Staff) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", RecordSite.StaffKey);
        return await site.Client().SendAsync(request);
    }
}
