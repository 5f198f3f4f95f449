using System.Net;
using System.Text.Json;
using MarsKb.Storage;
using Microsoft.Extensions.DependencyInjection;
using static MarsKb.Api.SessionClient;

namespace MarsKb.Api;

public class SessionsApiTests(ApiSite site) : IClassFixture<ApiSite>, IAsyncLifetime
{
    readonly SessionClient api = new(site.CreateClient());

    public Task InitializeAsync() => site.WaitUntilReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_session_begins_with_201_and_is_read_at_its_location()
    {
        using var reply = await api.SendAsync("/api/v1/flows/Agent-Trouble/sessions", new { ticket = " INC-1 " });

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
        Assert.Null(reply.Headers.ETag);
        var session = await ApiSite.ReadAsync(reply);
        Assert.Equal(
            ["token", "readToken", "url", "flow", "revision", "state", "ticket", "answers", "resolved", "waitingFor", "mostLeft", "step"],
            ApiSite.Members(session));
        Assert.Equal("/api/v1/sessions/" + Token(session), reply.Headers.Location?.OriginalString);
        Assert.Equal("/s/" + Token(session), session.GetProperty("url").GetString());
        Assert.NotEqual(Token(session), session.GetProperty("readToken").GetString());
        Assert.Equal((0, "open", "INC-1"), (Revision(session), session.GetProperty("state").GetString(), session.GetProperty("ticket").GetString()));
        var flow = await site.GetAsync("/api/v1/flows/agent-trouble");
        Assert.Equal(flow.GetProperty("version").GetString(), session.GetProperty("flow").GetProperty("version").GetString());
        Assert.Equal(("question", "manual"), (session.GetProperty("step").GetProperty("type").GetString(), Where(session)));
        Assert.False(session.GetProperty("step").TryGetProperty("next", out _));
        Assert.Equal(session.GetRawText(), (await api.GetAsync(Token(session))).GetRawText());
    }

    [Fact]
    public async Task A_walk_is_answered_step_by_step_to_its_end()
    {
        var session = await api.BeginAsync();
        session = await api.AnswerAsync(session, "manual", "dont-know", "Nobody was there.");
        Assert.Equal(["done", "failed", "could-not"], session.GetProperty("step").GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("id").GetString()));
        session = await api.AnswerAsync(session, "try", "done");
        session = await api.AnswerAsync(session, "manual", "yes");
        session = await api.AnswerAsync(session, "symptoms", new[] { "proxy", "slow" });
        session = await api.AnswerAsync(session, "version", "2.0.9100.0");
        session = await api.AnswerAsync(session, "policy", "LocalMachine RemoteSigned");
        session = await api.AnswerAsync(session, "network.proxy", "no");

        Assert.Equal(
            ["manual=dont-know", "try=done", "manual=yes", """symptoms=["proxy","slow"]""", "version=2.0.9100.0", "policy=LocalMachine RemoteSigned", "network.proxy=no"],
            Answered(session));
        Assert.Equal("Nobody was there.", session.GetProperty("answers")[0].GetProperty("note").GetString());
        Assert.Equal(DateTimeKind.Utc, session.GetProperty("answers")[0].GetProperty("at").GetDateTime().Kind);
        Assert.False(session.TryGetProperty("step", out _));
        Assert.Equal(("old-agent", "open"), (Where(session), session.GetProperty("state").GetString()));
        Assert.Equal("something", session.GetProperty("outcome").GetProperty("cause").GetProperty("cause").GetString());

        using var ended = await api.PostAsync(session, "outcome", new { resolved = true, note = "It works.", revision = 7 });
        session = await ApiSite.ReadAsync(ended);
        Assert.Equal(("done", true, 8), (session.GetProperty("state").GetString(), session.GetProperty("resolved").GetBoolean(), Revision(session)));
    }

    [Fact]
    public async Task Naming_an_earlier_step_changes_its_answer_and_keeps_those_that_still_fit()
    {
        var session = await api.BeginAsync(body: new { at = "symptoms" });
        session = await api.AnswerAsync(session, "symptoms", Array.Empty<string>());
        session = await api.AnswerAsync(session, "version", "2.0.9100.0");
        session = await api.AnswerAsync(session, "policy", "dont-know");
        session = await api.AnswerAsync(session, "version", "2.0.9300.0");

        Assert.Equal(["symptoms=[]", "version=2.0.9300.0", "policy=dont-know"], Answered(session));
        Assert.Equal((4, "network.proxy"), (Revision(session), Where(session)));
    }

    [Fact]
    public async Task Back_takes_the_last_answer_back()
    {
        var session = await api.AnswerAsync(await api.BeginAsync(), "manual", "no");
        using var back = await api.PostAsync(session, "back", new { revision = 1 });
        session = await ApiSite.ReadAsync(back);
        Assert.Equal(("manual", 2, 0), (Where(session), Revision(session), session.GetProperty("answers").GetArrayLength()));

        using var first = await api.PostAsync(session, "back", new { revision = 2 });
        Assert.Contains("first step", await ApiSite.RefusedAsync(422, first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_begins_where_it_is_told_and_with_what_is_known()
    {
        var session = await api.BeginAsync(body: new { answers = new { manual = "yes", symptoms = new[] { "slow" } } });
        Assert.Equal(["manual=yes", """symptoms=["slow"]"""], Answered(session));
        Assert.Equal("version", Where(session));

        Assert.Equal("network.proxy", Where(await api.BeginAsync(body: new { at = "network" })));
        Assert.Equal("old-agent", Where(await api.BeginAsync(body: new { at = "decide", answers = new { version = "2.0.1.0", policy = "RemoteSigned" } })));
    }

    [Theory]
    [InlineData("""{"at":"nowhere"}""", "no step 'nowhere'")]
    [InlineData("""{"answers":{"nowhere":"x"}}""", "does not ask for 'nowhere'")]
    [InlineData("""{"answers":{"manual":"perhaps"}}""", "yes, no, dont-know")]
    [InlineData("""{"answers":{"decide":"x"}}""", "does not ask for 'decide'")]
    [InlineData("""{"ticket":"\u200b\u200b"}""", "'ticket'")]
    public async Task What_does_not_fit_the_flow_begins_nothing(string body, string says)
    {
        using var reply = await api.SendAsync("/api/v1/flows/agent-trouble/sessions", body);
        Assert.Contains(says, await ApiSite.RefusedAsync(422, reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"ticket":7}""", "'ticket'")]
    [InlineData("""{"answers":["yes"]}""", "'answers'")]
    [InlineData("""{"answers":{"manual":true}}""", "'answers'")]
    [InlineData("[]", "object")]
    public async Task A_faulty_start_is_400(string body, string says)
    {
        using var reply = await api.SendAsync("/api/v1/flows/agent-trouble/sessions", body);
        Assert.Contains(says, await ApiSite.RefusedAsync(400, reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "/api/v1/flows")]
    [InlineData("34513", "/api/v1/entries/34513")]
    public async Task Only_a_flow_has_sessions(string flow, string says)
    {
        using var reply = await api.SendAsync($"/api/v1/flows/{flow}/sessions", new { });
        Assert.Contains(says, await ApiSite.RefusedAsync(404, reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manual", "\"perhaps\"", "yes, no, dont-know")]
    [InlineData("manual", "[\"yes\"]", "yes, no, dont-know")]
    [InlineData("manual", "\"\"", "yes, no, dont-know")]
    [InlineData("version", "\"2.0\"", "'manual'")]
    [InlineData("__proto__", "\"constructor\"", "'manual'")]
    public async Task A_wrong_answer_is_422_and_says_what_is_allowed(string step, string answer, string says)
    {
        var session = await api.BeginAsync();
        using var reply = await api.PostAsync(session, "answers", $$"""{"step":"{{step}}","answer":{{answer}},"revision":0}""");
        Assert.Contains(says, await ApiSite.RefusedAsync(422, reply), StringComparison.Ordinal);
        Assert.Equal(0, Revision(await api.GetAsync(Token(session))));
    }

    [Fact]
    public async Task A_wrong_value_is_422_with_the_example_of_the_step()
    {
        var session = await api.BeginAsync(body: new { at = "version" });
        using var reply = await api.PostAsync(session, "answers", new { step = "version", answer = "new", revision = 0 });
        Assert.Contains("2.0.9249.0", await ApiSite.RefusedAsync(422, reply), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answers", "{}", "'revision'")]
    [InlineData("answers", """{"revision":0}""", "'step'")]
    [InlineData("answers", """{"revision":0,"step":"manual"}""", "'answer'")]
    [InlineData("answers", """{"revision":0,"step":"manual","answer":5}""", "'answer'")]
    [InlineData("answers", """{"revision":0,"step":"manual","answer":["yes",5]}""", "'answer'")]
    [InlineData("answers", """{"revision":0,"step":"manual","answer":"\ud800"}""", "Unicode")]
    [InlineData("answers", """{"revision":-1,"step":"manual","answer":"yes"}""", "'revision'")]
    [InlineData("answers", """{"revision":0.5,"step":"manual","answer":"yes"}""", "'revision'")]
    [InlineData("answers", """{"revision":3000000000,"step":"manual","answer":"yes"}""", "'revision'")]
    [InlineData("back", "{}", "'revision'")]
    [InlineData("outcome", """{"revision":0}""", "'resolved'")]
    [InlineData("outcome", """{"revision":0,"resolved":"yes"}""", "'resolved'")]
    public async Task A_faulty_body_is_400_and_names_the_member_whatever_the_token(string what, string body, string says)
    {
        foreach (var path in new[] { Token(await api.BeginAsync()), "no-such-token" })
        {
            using var reply = await api.SendAsync($"/api/v1/sessions/{path}/{what}", body);
            Assert.Contains(says, await ApiSite.RefusedAsync(400, reply), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_revision_that_is_not_the_current_one_is_409_with_the_session_as_it_is()
    {
        var session = await api.BeginAsync();
        var now = await api.AnswerAsync(session, "manual", "no");
        foreach (var (what, body) in new (string, object)[] { ("answers", new { step = "manual", answer = "yes", revision = 0 }), ("back", new { revision = 0 }), ("outcome", new { resolved = true, revision = 9 }) })
        {
            using var reply = await api.PostAsync(session, what, body);
            Assert.Equal(now.GetRawText(), (await ConflictAsync(reply)).GetRawText());
        }
    }

    [Fact]
    public async Task A_session_that_is_done_changes_no_more()
    {
        var session = await api.BeginAsync(body: new { at = "ask" });
        using var early = await api.PostAsync(await api.BeginAsync(), "outcome", new { resolved = true, revision = 0 });
        Assert.Contains("'manual'", await ApiSite.RefusedAsync(422, early), StringComparison.Ordinal);
        using var ended = await api.PostAsync(session, "outcome", new { resolved = false, revision = 0 });
        var done = await ApiSite.ReadAsync(ended);
        foreach (var (what, body) in new (string, object)[] { ("answers", new { step = "manual", answer = "yes", revision = 1 }), ("back", new { revision = 1 }), ("outcome", new { resolved = true, revision = 1 }) })
        {
            using var reply = await api.PostAsync(session, what, body);
            Assert.Equal(done.GetRawText(), (await ConflictAsync(reply)).GetRawText());
        }
    }

    [Fact]
    public async Task Members_that_are_not_part_of_the_request_change_nothing()
    {
        var session = await api.BeginAsync(body: new { ticket = "INC-1", state = "done", token = "x", revision = 7 });
        using var reply = await api.PostAsync(session, "answers", new { step = "manual", answer = "no", revision = 0, state = "done", token = "x", ticket = "INC-9", at = "1970-01-01", person = "Eve" });
        var now = await ApiSite.ReadAsync(reply);
        Assert.Equal(("open", "INC-1", Token(session)), (now.GetProperty("state").GetString(), now.GetProperty("ticket").GetString(), Token(now)));
        Assert.Equal(DateTime.UtcNow.Year, now.GetProperty("answers")[0].GetProperty("at").GetDateTime().Year);
        Assert.Equal(JsonValueKind.Null, now.GetProperty("answers")[0].GetProperty("person").ValueKind);
    }

    [Fact]
    public async Task Whatever_is_no_token_gets_the_same_404()
    {
        var session = await api.BeginAsync();
        var token = Token(session);
        string[] misses =
        [
            "0", "00000000-0000-0000-0000-000000000000", token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), token[..^1], token + "x", token.ToUpperInvariant(),
            session.GetProperty("readToken").GetString()!, "*", "%2525", "'%20OR%201=1--", $"{token},{token}", new string('a', 2000),
        ];
        var replies = new HashSet<string>();
        foreach (var miss in misses)
        {
            using var read = await site.CreateClient().GetAsync(new Uri("/api/v1/sessions/" + miss, UriKind.Relative));
            using var write = await api.SendAsync($"/api/v1/sessions/{miss}/back", new { revision = 0 });
            foreach (var reply in new[] { read, write })
            {
                Assert.Equal("no-store", reply.Headers.CacheControl?.ToString());
                replies.Add($"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
            }
        }
        Assert.StartsWith("404 ", Assert.Single(replies), StringComparison.Ordinal);
        Assert.Equal(0, Revision(await api.GetAsync(token)));
    }

    [Fact]
    public async Task A_note_is_kept_up_to_2000_characters()
    {
        var session = await api.BeginAsync();
        using var more = await api.PostAsync(session, "answers", new { step = "manual", answer = "no", note = new string('n', 2001), revision = 0 });
        Assert.Contains("2,000", await ApiSite.RefusedAsync(422, more), StringComparison.Ordinal);
        Assert.Equal(2000, (await api.AnswerAsync(session, "manual", "no", new string('n', 2000))).GetProperty("answers")[0].GetProperty("note").GetString()!.Length);
    }

    [Fact]
    public async Task A_body_above_512_KiB_is_413_and_names_the_limit()
    {
        using var reply = await api.PostAsync(await api.BeginAsync(), "answers", new { step = "manual", answer = "no", note = new string('n', 600_000), revision = 0 });
        Assert.Contains("512 KiB", await ApiSite.RefusedAsync(413, reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_415()
    {
        using var form = new FormUrlEncodedContent([new("revision", "0")]);
        using var reply = await site.CreateClient().PostAsync(new Uri($"/api/v1/sessions/{Token(await api.BeginAsync())}/back", UriKind.Relative), form);
        await ApiSite.RefusedAsync(415, reply);
    }

    [Fact]
    public async Task No_token_is_in_the_log()
    {
        var session = await api.AnswerAsync(await api.BeginAsync(), "manual", "no");
        using var miss = await site.CreateClient().GetAsync(new Uri("/api/v1/sessions/nearly-a-token", UriKind.Relative));

        Assert.Contains(site.Logged, e => e.Text.Contains("/api/v1/sessions/{token}", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Logged, e => e.Text.Contains(Token(session), StringComparison.Ordinal) || e.Text.Contains("nearly-a-token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_nothing_can_be_saved_it_is_503_with_the_time_to_wait_and_reading_goes_on()
    {
        using var own = new ApiSite();
        var there = new SessionClient(own.CreateClient());
        await own.WaitUntilReadyAsync();
        var session = await there.BeginAsync();
        own.Services.GetRequiredService<StorageWriter>().Close(StorageFault.Failing);

        foreach (var send in new[]
        {
            there.PostAsync(session, "answers", new { step = "manual", answer = "no", revision = 0 }),
            there.PostAsync(session, "back", new { revision = 0 }),
            there.SendAsync("/api/v1/flows/agent-trouble/sessions", new { }),
        })
        {
            using var reply = await send;
            Assert.Contains("Retry-After", await ApiSite.RefusedAsync(503, reply), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(5), reply.Headers.RetryAfter?.Delta);
        }
        Assert.Equal(session.GetRawText(), (await there.GetAsync(Token(session))).GetRawText());
    }

    [Fact]
    public async Task Without_a_database_it_is_503_too()
    {
        using var broken = new ApiSite();
        // A folder where the database file should be.
        Directory.CreateDirectory(Path.Combine(broken.DataFolder, "marskb.db"));
        foreach (var reply in new[]
        {
            await broken.CreateClient().GetAsync(new Uri("/api/v1/sessions/some-token", UriKind.Relative)),
            await new SessionClient(broken.CreateClient()).SendAsync("/api/v1/flows/agent-trouble/sessions", new { }),
        })
        {
            await ApiSite.RefusedAsync(503, reply);
            Assert.NotNull(reply.Headers.RetryAfter);
        }
    }
}
