using System.Diagnostics;
using System.Net;
using System.Text;
using MarsKb.Infra;
using Xunit.Abstractions;
using static MarsKb.Api.SessionClient;

namespace MarsKb.Api;

/// <summary>Hostile, broken and unlucky answers and tokens, on a real port.</summary>
[Trait("Category", "Shared")]
public sealed class SessionBadInputTests : IAsyncLifetime, IDisposable
{
    const string Answers = "POST:/api/v1/sessions/{token}/answers";

    readonly ApiSite site = new();
    readonly ITestOutputHelper output;
    readonly Uri address;
    readonly HttpClient client;
    readonly SessionClient api;

    public SessionBadInputTests(ITestOutputHelper output)
    {
        this.output = output;
        if (Repository.Shared is null) output.WriteLine("The corpus is not here: passed over.");
        address = site.StartOnPort();
        client = new HttpClient { BaseAddress = address };
        api = new SessionClient(client);
    }

    public Task InitializeAsync() => site.WaitUntilReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        client.Dispose();
        site.Dispose();
    }

    /// <summary>Each row as it stands, and with the names of a real step and choice in place of its "s" and "a".</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_is_taken_or_refused_and_a_refused_one_changes_nothing(bool realNames) => await EachAsync(BadInput.For(Answers, "api/answers.jsonl"), async row =>
    {
        var session = await api.BeginAsync();
        var body = realNames ? Replaced(row.Bytes) : row.Bytes;
        for (var attempt = 1; ; attempt++)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            var start = Stopwatch.GetTimestamp();
            using var reply = await client.PostAsync(new Uri($"/api/v1/sessions/{Token(session)}/answers", UriKind.Relative), content);
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            var now = await api.GetAsync(Token(session));
            if (reply.StatusCode == HttpStatusCode.OK)
            {
                Assert.Contains(row.Must, m => m == "4xx-or-200");
                Assert.Equal((1, "open", "manual=yes"), (Revision(now), now.GetProperty("state").GetString(), Answered(now).Single()));
            }
            else
            {
                Assert.InRange((int)reply.StatusCode, 400, 499);
                await ApiSite.RefusedAsync((int)reply.StatusCode, reply);
                Assert.Equal(session.GetRawText(), now.GetRawText());
            }
            // A busy machine is slow once; code that is slow is slow each time.
            if (!row.Must.Contains("fast") || took <= row.MaxMilliseconds) return;
            Assert.True(attempt < 4, $"took {took:0} ms, allowed are {row.MaxMilliseconds}");
        }
    });

    [Fact]
    public async Task A_token_that_is_none_is_404()
    {
        var session = await api.AnswerAsync(await api.BeginAsync(), "manual", "no");
        var other = await api.BeginAsync();
        var valid = Token(session);
        await EachAsync(BadInput.For("/api/v1/sessions/{token}", "api/tokens.jsonl"), async row =>
        {
            var token = row.Text! switch
            {
                "{valid, last character changed}" => valid[..^1] + (valid[^1] == 'A' ? 'B' : 'A'),
                "{valid, one character shorter}" => valid[..^1],
                "{valid in upper case}" => valid.ToUpperInvariant(),
                "{read token used at /s/}" => session.GetProperty("readToken").GetString()!,
                "\u0430{valid without its first a}" => "%D0%B0" + valid[1..],
                // The write token is one here; sessions are deleted by a command, whose own test looks at their tokens; a step of another flow is the answers' matter.
                "{write token used at /t/}" or "{token of a deleted session}" or "{token of another flow} with step of this one" => "none",
                var text => text.Replace("{valid}", valid, StringComparison.Ordinal).Replace("{other}", Token(other)[1..], StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal),
            };
            foreach (var rest in new[] { "", "/back" })
            {
                var (status, reply) = await RawRequest.GetAsync(address, Encoding.ASCII.GetBytes($"/api/v1/sessions/{token}{rest}"));
                // What holds a NUL is refused by the server before any code of ours runs.
                Assert.True(status == (token.Contains("%00", StringComparison.Ordinal) ? 400 : rest.Length > 0 && token.Length > 0 ? 405 : 404) || (status == 404 && rest.Length > 0), $"{token}{rest}: {status}");
                Assert.DoesNotContain(valid, reply, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task An_empty_key_is_400()
    {
        var session = await api.BeginAsync();
        const string Body = """{"step":"manual","answer":"yes","revision":0}""";
        foreach (var key in new[] { "", " ", "a\r\nIdempotency-Key: b" })
        {
            var reply = await RawClient.SendAsync(address,
                $"POST /api/v1/sessions/{Token(session)}/answers HTTP/1.1\r\nHost: localhost:{address.Port}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\nIdempotency-Key: {key}\r\n\r\n{Body}");
            Assert.Equal(400, RawClient.Status(reply));
        }
        Assert.Equal(0, Revision(await api.GetAsync(Token(session))));
    }

    [Fact]
    public async Task Whoever_guesses_tokens_is_held_back()
    {
        using var limited = new ApiSite();
        limited.Set("MarsKb:RateLimit:PerMinute", "40");
        using var guesser = limited.CreateClient();
        var random = new Random(1);
        var statuses = new List<int>();
        for (var i = 0; i < 60; i++)
        {
            var bytes = new byte[24];
            random.NextBytes(bytes);
            using var reply = await guesser.GetAsync(new Uri("/api/v1/sessions/" + System.Buffers.Text.Base64Url.EncodeToString(bytes), UriKind.Relative));
            statuses.Add((int)reply.StatusCode);
            if (reply.StatusCode == HttpStatusCode.TooManyRequests) Assert.NotNull(reply.Headers.RetryAfter);
        }
        Assert.DoesNotContain(200, statuses);
        Assert.Contains(429, statuses);
    }

    static byte[] Replaced(byte[] body)
    {
        // Latin-1 keeps every byte, broken ones too.
        var text = Encoding.Latin1.GetString(body)
            .Replace("\"step\":\"s\"", "\"step\":\"manual\"", StringComparison.Ordinal)
            .Replace("\"answer\":\"a\"", "\"answer\":\"yes\"", StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text);
    }

    /// <summary>Runs all rows before it fails, so that one run shows every fault.</summary>
    async Task EachAsync(IReadOnlyCollection<BadInput> rows, Func<BadInput, Task> check)
    {
        if (Repository.Shared is not null) Assert.NotEmpty(rows);
        var faults = new List<string>();
        foreach (var row in rows)
        {
            try
            {
                await check(row);
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or HttpRequestException or System.Text.Json.JsonException)
            {
                faults.Add($"{row.Id}: {e.Message}");
            }
        }
        output.WriteLine($"{rows.Count} rows, {faults.Count} faults");
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
    }
}
