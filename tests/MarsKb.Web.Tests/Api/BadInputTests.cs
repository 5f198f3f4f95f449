using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MarsKb.Codes;
using MarsKb.Infra;
using Xunit.Abstractions;

namespace MarsKb.Api;

/// <summary>Hostile, broken and unlucky input at every place of the API, on the real content and a real port.</summary>
[Trait("Category", "Shared")]
public sealed class BadInputTests : IDisposable
{
    static readonly string[] Texts = ["search/syntax.jsonl", "search/bombs.jsonl", "unicode/text.jsonl", "xss/text-fields.jsonl", "logs/injection.jsonl"];

    readonly ApiSite site = new();
    readonly HttpClient client;
    readonly Uri address;
    readonly ITestOutputHelper output;

    public BadInputTests(ITestOutputHelper output)
    {
        this.output = output;
        if (Repository.Shared is null) output.WriteLine("The corpus is not here: passed over.");
        site.WithRealContent();
        address = site.StartOnPort();
        client = new HttpClient { BaseAddress = address };
    }

    [Fact]
    public async Task A_search_takes_any_text() => await EachAsync(Rows("api-q", "q"), async row =>
    {
        var reply = await TimedAsync(row, () => PostAsync(row));
        Assert.True((int)reply.StatusCode < 500);
        if (row.Must.Contains("4xx") || row.Text is null || row.Bytes.Length > 65_536) await IsRefusedAsync(reply);
        else Assert.Equal(200, (int)reply.StatusCode);
        if (row.Must.Contains("lit")) Assert.Contains(await KeysAsync(row.Text!), new[] { await KeysAsync(Plain(row.Text!, " ")), await KeysAsync(Plain(row.Text!, "")) });
        if (row.Must.Contains("none-exact")) Assert.DoesNotContain("\"exact\"", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await reply.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public async Task Equal_texts_find_the_same() => await EachAsync(Rows("api-q", "q"), async row =>
    {
        foreach (var other in row.Must.Where(m => m.StartsWith("same-as:", StringComparison.Ordinal)))
            Assert.Equal(await KeysAsync(other["same-as:".Length..]), await KeysAsync(row.Text!));
    });

    [Fact]
    public async Task Suggest_takes_any_text() => await EachAsync(Rows("suggest"), async row =>
    {
        var reply = await TimedAsync(row, () => client.GetAsync(new Uri($"/api/v1/suggest?q={Uri.EscapeDataString(row.Text!)}", UriKind.Relative)));
        Assert.Equal(200, (int)reply.StatusCode);
    });

    [Fact]
    public async Task A_code_is_understood_as_it_is_meant_and_nothing_is_guessed() => await EachAsync(BadInput.For("codes-api", "search/hresult-edge.jsonl"), async row =>
    {
        var (status, raw) = await RawRequest.GetAsync(address, [.. "/api/v1/codes/"u8, .. Percent(row.Bytes)]);
        Assert.True(status is 200 or 400, $"status {status}");
        // A NUL in an address never reaches us.
        if (row.Must.Contains("codes") && !row.Bytes.Contains((byte)0))
        {
            Assert.Equal(200, status);
            using var code = JsonDocument.Parse(raw[(raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
            var meant = ErrorCode.LookupKeys(row.Want[0], printed: true)[0];
            var first = code.RootElement.GetProperty("readings").EnumerateArray().Select(r => r.GetProperty("value").GetString()).FirstOrDefault();
            Assert.Contains(meant, (string[])[.. ErrorCode.LookupKeys(code.RootElement.GetProperty("code").GetString()!), .. ErrorCode.LookupKeys(first ?? "")]);
        }

        if (row.Must.Contains("none-exact") && status == 200) Assert.Contains("\"entries\":[]", raw, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Codes_in_a_text_are_understood_first() => await EachAsync(BadInput.For("q", "search/hresult-edge.jsonl"), async row =>
    {
        using var reply = await PostAsync(row);
        var found = await ApiSite.ReadAsync(reply);
        var understood = found.GetProperty("understood").GetProperty("codes").EnumerateArray().Select(c => ErrorCode.LookupKeys(c.GetString()!)[0]).ToList();
        if (row.Must.Contains("codes")) Assert.Equal(row.Want.Select(w => ErrorCode.LookupKeys(w, printed: true)[0]), understood);
        if (row.Must.Contains("none-exact"))
            Assert.DoesNotContain(found.GetProperty("results").EnumerateArray(), r => r.GetProperty("confidence").GetString() == "exact");
    });

    [Fact]
    public async Task A_key_may_be_any_text() => await EachAsync(Rows("slug"), async row =>
    {
        foreach (var folder in new[] { "entries", "matrix" })
        {
            var (status, reply) = await RawRequest.GetAsync(address, [.. Encoding.ASCII.GetBytes($"/api/v1/{folder}/"), .. Percent(row.Bytes)]);
            Assert.True(status is >= 400 and < 500, $"status {status} at {folder}");
            // What the server refuses before any code of ours runs has no body: a NUL, an address above 8 KiB.
            if (!reply.Contains("Content-Length: 0\r\n", StringComparison.Ordinal)) Assert.Contains("application/problem+json", reply, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", reply, StringComparison.OrdinalIgnoreCase);
        }
    });

    [Fact]
    public async Task Bytes_that_are_no_text_are_no_fault_of_ours() => await EachAsync(Rows("raw-q"), async row =>
    {
        foreach (var target in new[] { "/api/v1/search?q=", "/api/v1/suggest?q=", "/api/v1/entries?kind=" })
        {
            Assert.InRange((await RawRequest.GetAsync(address, [.. Encoding.ASCII.GetBytes(target), .. Percent(row.Bytes)])).Status, 200, 499);
            Assert.InRange((await RawRequest.GetAsync(address, [.. Encoding.ASCII.GetBytes(target), .. row.Bytes])).Status, 200, 499);
        }
    });

    [Fact]
    public async Task Addresses_of_the_API_are_answered_or_refused() => await EachAsync(BadInput.For("raw-path", "http/paths.jsonl"), async row =>
    {
        var path = row.Text!.StartsWith("/api/", StringComparison.Ordinal) ? row.Text : "/api/v1" + row.Text;
        var (status, reply) = await RawRequest.GetAsync(address, Encoding.UTF8.GetBytes(path));
        Assert.True(status is 200 or (>= 400 and < 500), $"status {status}");
        Assert.DoesNotContain("root:", reply, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Root, reply, StringComparison.Ordinal);
    });

    [Fact]
    public async Task A_body_that_is_not_the_one_asked_for_is_refused() => await EachAsync(BadInput.For("POST:/api/v1/sessions/{token}/answers", "api/answers.jsonl"), async row =>
    {
        using var content = new ByteArrayContent(row.Bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        using var reply = await client.PostAsync(new Uri("/api/v1/search", UriKind.Relative), content);
        await IsRefusedAsync(reply);
    });

    public void Dispose()
    {
        client.Dispose();
        site.Dispose();
    }

    static List<BadInput> Rows(params string[] places) => [.. places.SelectMany(p => BadInput.For(p, Texts)).DistinctBy(r => r.Id)];

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
            catch (Exception e) when (e is Xunit.Sdk.XunitException or HttpRequestException or JsonException)
            {
                faults.Add($"{row.Id}: {e.Message}");
            }
        }

        output.WriteLine($"{rows.Count} rows, {faults.Count} faults");
        Assert.True(faults.Count == 0, string.Join("\n\n", faults));
        using var alive = await client.GetAsync(new Uri("/api/v1/entries", UriKind.Relative));
        Assert.Equal(200, (int)alive.StatusCode);
    }

    // A busy machine is slow once; code that is slow is slow each time.
    static async Task<HttpResponseMessage> TimedAsync(BadInput row, Func<Task<HttpResponseMessage>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            var reply = await ask();
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!row.Must.Contains("fast") || took <= row.MaxMilliseconds) return reply;
            Assert.True(attempt < 4, $"took {took:0} ms, allowed are {row.MaxMilliseconds}");
        }
    }

    Task<HttpResponseMessage> PostAsync(BadInput row)
    {
        if (row.Text is { } text) return client.PostAsJsonAsync("/api/v1/search", new { q = text });
        var content = new ByteArrayContent([.. "{\"q\":\""u8, .. row.Bytes, .. "\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return client.PostAsync(new Uri("/api/v1/search", UriKind.Relative), content);
    }

    async Task<string> KeysAsync(string text)
    {
        using var reply = await client.PostAsJsonAsync("/api/v1/search", new { q = text, limit = 100 });
        var found = await ApiSite.ReadAsync(reply);
        return string.Join(", ", ApiSite.Keys(found.GetProperty("results")).Order(StringComparer.Ordinal));
    }

    static async Task IsRefusedAsync(HttpResponseMessage reply)
    {
        Assert.InRange((int)reply.StatusCode, 400, 499);
        await ApiSite.RefusedAsync((int)reply.StatusCode, reply);
    }

    // Marks between letters part words, or join them as in "can't".
    static string Plain(string text, string mark) => string.Concat(text.EnumerateRunes().Select(r => Rune.IsLetterOrDigit(r) || r.Value == ' ' ? r.ToString() : mark));

    static byte[] Percent(byte[] bytes) => Encoding.ASCII.GetBytes(string.Concat(bytes.Select(b => $"%{b:X2}")));
}
