using System.Text.Json;
using MarsKb.Features.Sessions;
using MarsKb.Infra;
using MarsKb.Storage;
using static MarsKb.Api.SessionClient;

namespace MarsKb.Api;

/// <summary>The scenarios of the corpus about requests that are sent again; <see cref="ConcurrencyTests"/> has those with many at once.</summary>
[Trait("Category", "Shared")]
public sealed class IdempotencyTests(ApiSite site) : IClassFixture<ApiSite>, IAsyncLifetime
{
    /// <summary>Which test stands for which row.</summary>
    static readonly Dictionary<string, string> Covered = new()
    {
        ["d-idm-001"] = nameof(ConcurrencyTests.C2_a_request_that_is_sent_again_gets_the_same_bytes_and_is_written_once),
        ["d-idm-002"] = nameof(A_request_whose_reply_was_lost_with_the_server_is_sent_again),
        ["d-idm-003"] = nameof(The_same_key_with_another_body_is_422),
        ["d-idm-004"] = nameof(Keys_of_one_session_are_unknown_to_another),
        ["d-idm-005"] = nameof(The_same_key_at_another_address_is_422),
        ["d-idm-006"] = nameof(Without_a_key_the_revision_guards),
        ["d-idm-007"] = nameof(SessionBadInputTests.An_empty_key_is_400),
        ["d-idm-008"] = nameof(A_key_that_is_none_is_400),
        ["d-idm-009"] = nameof(A_key_that_is_none_is_400),
        ["d-idm-010"] = nameof(What_was_refused_is_not_kept),
        ["d-idm-011"] = nameof(A_key_is_kept_as_long_as_its_session),
        ["d-idm-012"] = nameof(The_database_itself_takes_a_key_once),
        ["d-idm-013"] = nameof(ConcurrencyTests.C1_of_two_tabs_that_answer_the_same_revision_one_is_told),
        ["d-idm-014"] = nameof(After_going_back_the_old_tab_is_told),
        ["d-idm-015"] = nameof(After_the_end_nothing_is_written),
    };

    static readonly object Yes = new { step = "manual", answer = "yes", revision = 0 };

    readonly SessionClient api = new(site.CreateClient());

    public Task InitializeAsync() => site.WaitUntilReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_row_of_the_corpus_has_its_test()
    {
        var rows = Corpus.Rows("api/idempotency.jsonl").Select(r => r.Id).ToList();
        if (rows.Count > 0) Assert.Equal(rows, Covered.Keys);
    }

    [Fact]
    public async Task A_request_whose_reply_was_lost_with_the_server_is_sent_again()
    {
        var folder = Directory.CreateTempSubdirectory("marskb-lost-").FullName;
        try
        {
            string[] settings = [$"--MarsKb:DataDirectory={folder}/data", $"--MarsKb:ContentDirectory={site.ContentFolder}"];
            JsonElement session, committed;
            using (var first = new SiteProcess(settings))
            {
                using var client = new HttpClient { BaseAddress = await first.AddressAsync() };
                var there = new SessionClient(client);
                await StorageFixture.Until(() => client.GetAsync(new Uri("/healthz/ready", UriKind.Relative)).GetAwaiter().GetResult().IsSuccessStatusCode);
                session = await there.BeginAsync();
                var lost = there.PostAsync(session, "answers", Yes, "the-lost-one");
                do committed = await there.GetAsync(Token(session));
                while (Revision(committed) == 0);
                first.Kill();
                await Task.WhenAny(lost);
            }
            using var second = new SiteProcess(settings);
            using var again = new HttpClient { BaseAddress = await second.AddressAsync() };
            await StorageFixture.Until(() => again.GetAsync(new Uri("/healthz/ready", UriKind.Relative)).GetAwaiter().GetResult().IsSuccessStatusCode);
            for (var i = 0; i < 3; i++)
            {
                using var reply = await new SessionClient(again).PostAsync(session, "answers", Yes, "the-lost-one");
                Assert.Equal(200, (int)reply.StatusCode);
                Assert.Equal(committed.GetRawText(), await reply.Content.ReadAsStringAsync());
            }
            Assert.Equal(1, Revision(await new SessionClient(again).GetAsync(Token(session))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422()
    {
        var session = await api.BeginAsync();
        using var first = await api.PostAsync(session, "answers", Yes, "k");
        foreach (var other in new object[] { new { step = "manual", answer = "no", revision = 0 }, new { step = "manual", answer = "yes", note = "more", revision = 0 }, new { step = "manual", answer = "yes", revision = 1 } })
        {
            using var reply = await api.PostAsync(session, "answers", other, "k");
            Assert.Contains("Idempotency-Key", await ApiSite.RefusedAsync(422, reply), StringComparison.Ordinal);
        }
        Assert.Equal(["manual=yes"], Answered(await api.GetAsync(Token(session))));
        Assert.Equal(1, Revision(await api.GetAsync(Token(session))));
    }

    [Fact]
    public async Task Keys_of_one_session_are_unknown_to_another()
    {
        foreach (var session in new[] { await api.BeginAsync(), await api.BeginAsync() })
        {
            using var reply = await api.PostAsync(session, "answers", Yes, "shared");
            Assert.Equal(Token(session), Token(await ApiSite.ReadAsync(reply)));
            Assert.Equal(1, Revision(await api.GetAsync(Token(session))));
        }
    }

    [Fact]
    public async Task The_same_key_at_another_address_is_422()
    {
        var session = await api.BeginAsync(body: new { at = "version" });
        using var first = await api.PostAsync(session, "answers", new { step = "version", answer = "dont-know", revision = 0 }, "k");
        using var back = await api.PostAsync(session, "back", new { revision = 1 }, "k");
        using var outcome = await api.PostAsync(session, "outcome", new { resolved = true, revision = 1 }, "k");
        await ApiSite.RefusedAsync(422, back);
        await ApiSite.RefusedAsync(422, outcome);
        Assert.Equal(1, Revision(await api.GetAsync(Token(session))));
    }

    [Fact]
    public async Task Going_back_is_known_again_too()
    {
        var session = await api.AnswerAsync(await api.BeginAsync(), "manual", "no");
        using var back = await api.PostAsync(session, "back", new { revision = 1 }, "k");
        await api.AnswerAsync(await ApiSite.ReadAsync(back), "manual", "yes");
        using var again = await api.PostAsync(session, "back", new { revision = 1 }, "k");
        Assert.Equal(await back.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(3, Revision(await api.GetAsync(Token(session))));
    }

    [Fact]
    public async Task Without_a_key_the_revision_guards()
    {
        var session = await api.BeginAsync();
        using var first = await api.PostAsync(session, "answers", Yes);
        using var second = await api.PostAsync(session, "answers", Yes);
        Assert.Equal(1, Revision(await ConflictAsync(second)));
        Assert.Equal(200, (int)first.StatusCode);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("tab\tin it")]
    [InlineData("kl\u00e9")]
    [InlineData("\ud83d\ude00")]
    [InlineData("201")]
    public async Task A_key_that_is_none_is_400(string key)
    {
        if (key == "201") key = new string('k', 201);
        var session = await api.BeginAsync();
        using var reply = await api.PostAsync(session, "answers", Yes, key);
        Assert.Contains("1 to 200", await ApiSite.RefusedAsync(400, reply), StringComparison.Ordinal);
        Assert.Equal(0, Revision(await api.GetAsync(Token(session))));
    }

    [Theory]
    [InlineData("k")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"")]
    [InlineData("!~")]
    [InlineData("200")]
    public async Task Any_visible_ASCII_is_a_key(string key)
    {
        if (key == "200") key = new string('k', 200);
        using var reply = await api.PostAsync(await api.BeginAsync(), "answers", Yes, key);
        Assert.Equal(200, (int)reply.StatusCode);
    }

    [Fact]
    public async Task A_key_that_begins_a_session_is_not_to_be_guessed()
    {
        using var brief = await api.SendAsync("/api/v1/flows/agent-trouble/sessions", new { }, "retry-1");
        Assert.Contains("16", await ApiSite.RefusedAsync(400, brief), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_refused_is_not_kept()
    {
        var session = await api.BeginAsync();
        using var wrong = await api.PostAsync(session, "answers", new { step = "manual", answer = "perhaps", revision = 0 }, "k");
        await ApiSite.RefusedAsync(422, wrong);
        using var right = await api.PostAsync(session, "answers", Yes, "k");
        Assert.Equal(200, (int)right.StatusCode);
    }

    [Fact]
    public async Task A_key_is_kept_as_long_as_its_session()
    {
        var session = await api.BeginAsync(body: new { at = "ask" });
        using var first = await api.PostAsync(session, "outcome", new { resolved = true, revision = 0 }, "k");
        using var late = await api.PostAsync(session, "outcome", new { resolved = true, revision = 0 }, "k");
        Assert.Equal(200, (int)late.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await late.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_database_itself_takes_a_key_once()
    {
        await using var storage = new StorageFixture();
        await storage.StartAsync();
        using var db = storage.Store.OpenReader();
        var index = db.Model.FindEntityType(typeof(StoredEvent))!.GetIndexes().Single(i => i.Properties.Any(p => p.Name == nameof(StoredEvent.RepeatKey)));
        Assert.True(index.IsUnique);
        Assert.Equal([nameof(StoredEvent.SessionId), nameof(StoredEvent.RepeatKey)], index.Properties.Select(p => p.Name));
    }

    [Fact]
    public async Task After_going_back_the_old_tab_is_told()
    {
        var seen = await api.AnswerAsync(await api.BeginAsync(), "manual", "no");
        using var back = await api.PostAsync(seen, "back", new { revision = 1 });
        using var old = await api.PostAsync(seen, "answers", new { step = "version", answer = "2.0.9249.0", revision = 1 });
        var now = await ConflictAsync(old);
        Assert.Equal((2, "manual"), (Revision(now), Where(now)));
    }

    [Fact]
    public async Task After_the_end_nothing_is_written()
    {
        var session = await api.BeginAsync(body: new { at = "ask" });
        using var ended = await api.PostAsync(session, "outcome", new { resolved = true, revision = 0 });
        using var late = await api.PostAsync(session, "answers", new { step = "manual", answer = "yes", revision = 1 });
        Assert.Equal("done", (await ConflictAsync(late)).GetProperty("state").GetString());
        Assert.Equal(1, Revision(await api.GetAsync(Token(session))));
    }
}
