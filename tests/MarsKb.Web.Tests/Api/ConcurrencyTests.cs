using System.Net;
using MarsKb.Features.Sessions;
using MarsKb.Flows.Steps;
using MarsKb.Infra;
using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;
using static MarsKb.Api.SessionClient;

namespace MarsKb.Api;

/// <summary>Rows C1 and C2 of the reliability plan: two tabs never overwrite each other, and nothing is written twice.</summary>
public sealed class ConcurrencyTests(ApiSite site, ITestOutputHelper output) : IClassFixture<ApiSite>, IAsyncLifetime
{
    const int AtOnce = 50;

    readonly SessionClient api = new(site.CreateClient());

    public Task InitializeAsync() => site.WaitUntilReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task C1_of_two_tabs_that_answer_the_same_revision_one_is_told()
    {
        var pairs = Rounds.Of(500, 10_000);
        // Pairs do not know of each other; side by side they share commits.
        await Parallel.ForEachAsync(Enumerable.Range(0, pairs), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            var session = await api.BeginAsync();
            var replies = await AtTheSameTime(["yes", "no"], answer => api.PostAsync(session, "answers", new { step = "manual", answer, revision = 0 }));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], replies.Select(r => r.StatusCode).Order());

            var accepted = await ApiSite.ReadAsync(replies.Single(r => r.StatusCode == HttpStatusCode.OK));
            var shown = await ConflictAsync(replies.Single(r => r.StatusCode == HttpStatusCode.Conflict));
            Assert.Equal(accepted.GetRawText(), shown.GetRawText());
            Assert.Equal(2, await RowsAsync(session));
            foreach (var reply in replies) reply.Dispose();
        });
        output.WriteLine($"{pairs} pairs: each one 200 and one 409.");
    }

    /// <summary>The control: without the guard of the revision both are taken, and the harness sees it.</summary>
    [Fact]
    public async Task C1_control_without_a_revision_the_second_tab_overwrites_the_first()
    {
        var sessions = site.Services.GetRequiredService<SessionService>();
        var both = 0;
        for (var i = 0; i < 20; i++)
        {
            var session = await api.BeginAsync();
            var results = await AtTheSameTime(["yes", "no"], answer => sessions.AnswerAsync(Token(session), "manual", AnswerValue.Of(answer), null, new ChangeGuard(Revision: null)));
            if (results.All(r => r!.Outcome == SessionOutcome.Accepted)) both++;
        }
        Assert.NotEqual(0, both);
    }

    [Fact]
    public async Task C2_a_request_that_is_sent_again_gets_the_same_bytes_and_is_written_once()
    {
        var rounds = Rounds.Of(10, 200);
        for (var i = 0; i < rounds; i++)
        {
            var session = await api.BeginAsync();
            var key = Guid.NewGuid().ToString();
            var replies = await AtTheSameTime(Enumerable.Range(0, AtOnce), _ => api.PostAsync(session, "answers", new { step = "manual", answer = "no", note = "once", revision = 0 }, key));
            var (distinct, rows) = (await DistinctAsync(replies), await RowsAsync(session));
            Assert.Equal((1, 2), (distinct.Count, rows));
            Assert.StartsWith("200 ", distinct.Single(), StringComparison.Ordinal);

            // Long after, when other answers came, it is still the same.
            await api.AnswerAsync(await api.GetAsync(Token(session)), "version", "dont-know");
            using var late = await api.PostAsync(session, "answers", new { step = "manual", answer = "no", note = "once", revision = 0 }, key);
            Assert.Equal(distinct, await DistinctAsync([late]));
            Assert.Equal(3, await RowsAsync(session));
        }
        output.WriteLine($"{rounds * AtOnce} requests, {AtOnce} at once with one key: {rounds} rows.");
    }

    /// <summary>The control: with a key each, the replies differ; without key and revision, each writes a row.</summary>
    [Fact]
    public async Task C2_control_without_a_common_key_replies_differ_and_rows_multiply()
    {
        var session = await api.BeginAsync();
        var replies = await AtTheSameTime(Enumerable.Range(0, AtOnce), i => api.PostAsync(session, "answers", new { step = "manual", answer = "no", note = "once", revision = 0 }, $"key-{i}"));
        Assert.NotEqual(1, (await DistinctAsync(replies)).Count);

        var sessions = site.Services.GetRequiredService<SessionService>();
        await AtTheSameTime(Enumerable.Range(0, AtOnce), _ => sessions.AnswerAsync(Token(session), "manual", AnswerValue.Of("no"), "once", new ChangeGuard(Revision: null)));
        Assert.Equal(2 + AtOnce, await RowsAsync(session));
    }

    [Fact]
    public async Task C2_a_start_that_is_sent_again_begins_once()
    {
        var key = Guid.NewGuid().ToString();
        var replies = await AtTheSameTime(Enumerable.Range(0, AtOnce), _ => api.SendAsync("/api/v1/flows/agent-trouble/sessions", new { ticket = "INC-C2", answers = new { manual = "no" } }, key));
        var session = await ApiSite.ReadAsync(replies[0]);
        var distinct = Assert.Single(await DistinctAsync(replies));
        Assert.StartsWith("201 ", distinct, StringComparison.Ordinal);

        await api.AnswerAsync(session, "version", "dont-know");
        using var late = await api.SendAsync("/api/v1/flows/agent-trouble/sessions", new { ticket = "INC-C2", answers = new { manual = "no" } }, key);
        Assert.Equal(distinct, Assert.Single(await DistinctAsync([late])));
        using var other = await api.SendAsync("/api/v1/flows/agent-trouble/sessions", new { ticket = "INC-C3" }, key);
        Assert.NotEqual(Token(session), Token(await ApiSite.ReadAsync(other)));
    }

    /// <summary>Lets all go at one moment, each on a thread of its own choosing.</summary>
    static async Task<TReply[]> AtTheSameTime<T, TReply>(IEnumerable<T> all, Func<T, Task<TReply>> send)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = all.Select(async one =>
        {
            await gate.Task;
            return await send(one);
        }).ToArray();
        gate.SetResult();
        return await Task.WhenAll(waiting);
    }

    static async Task<HashSet<string>> DistinctAsync(IEnumerable<HttpResponseMessage> replies)
    {
        var distinct = new HashSet<string>();
        foreach (var reply in replies) distinct.Add($"{(int)reply.StatusCode} {await reply.Content.ReadAsStringAsync()}");
        return distinct;
    }

    /// <summary>Events in the database, the start among them.</summary>
    Task<int> RowsAsync(System.Text.Json.JsonElement session)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Token(session)));
        return site.Services.GetRequiredService<StorageReader>().ReadAsync(db =>
            (from token in db.SessionTokens where token.Hash == hash join e in db.SessionEvents on token.SessionId equals e.SessionId select e).AsNoTracking().Count());
    }
}
