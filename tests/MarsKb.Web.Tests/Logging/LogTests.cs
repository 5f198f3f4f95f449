using System.Net;
using System.Text;
using System.Text.Json;
using MarsKb.Infra;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace MarsKb.Logging;

/// <summary>Row E8.</summary>
public sealed class LogTests
{
    const string Hostile = "x\n2026-01-01T00:00:00Z [INF] admin signed in\u2028\u0085\u202e\u001b[2J\u0000";

    [Fact]
    public void An_event_is_one_line_whatever_is_in_it()
    {
        var plain = new MessageTemplateTextFormatter("{Message:lj}", null);
        var value = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse("{Value}"), [new("Value", new ScalarValue(Hostile))]);
        var control = Write(plain, value);
        Assert.Contains('\n', control); // the control: Serilog alone writes the line break
        var written = Write(new OneLineFormatter(plain, appendException: true), value);
        Assert.Equal("x\\u000a2026-01-01T00:00:00Z [INF] admin signed in\\u2028\\u0085\\u202e\\u001b[2J\\u0000", written.TrimEnd());
    }

    [Fact]
    public void An_exception_cannot_look_like_an_event()
    {
        var value = new LogEvent(DateTimeOffset.UnixEpoch, LogEventLevel.Error, new InvalidOperationException("a\n2026-01-01 [INF] forged"), new MessageTemplateParser().Parse("It failed"), []);
        var lines = Write(new OneLineFormatter(new MessageTemplateTextFormatter("{Message:lj}", null), appendException: true), value).TrimEnd().Split('\n');
        Assert.Equal("It failed", lines[0].TrimEnd());
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
    }

    [Fact, Trait("Category", "Shared")]
    public async Task Nothing_that_people_send_forges_an_event_or_leaves_a_secret_in_the_log()
    {
        using var site = new SiteFactory().Set("MarsKb:AdminKey", "the-admin-key-of-this-test");
        await site.WaitUntilReadyAsync();
        using var client = site.CreateClient();
        var requests = 0;
        foreach (var (_, text, _) in Corpus.Rows("logs/injection.jsonl").Append(("control", Hostile, [])))
        {
            var encoded = Uri.EscapeDataString(text);
            var slug = encoded.Replace("%00", "", StringComparison.Ordinal); // the test server takes no NUL in a path
            foreach (var path in new[] { $"/search?q={encoded}", $"/entries/34513?ticket={encoded}", $"/entries/{slug}", $"/e/{slug}", $"/api/v1/search?q={encoded}", $"/api/v1/codes/{slug}" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.TryAddWithoutValidation("User-Agent", new string([.. text.Where(c => c is >= ' ' and < '\x7f')]));
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer the-admin-key-of-this-test");
                Assert.True((int)(await client.SendAsync(request)).StatusCode < 500, path);
                requests++;
            }
            using var note = new StringContent(JsonSerializer.Serialize(new { helped = false, note = text }), Encoding.UTF8, "application/json");
            Assert.True((await client.PostAsync("/api/v1/entries/34513/feedback", note)).StatusCode < HttpStatusCode.InternalServerError);
            requests++;
        }
        var lines = await ReadLogAsync(site);
        var events = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList(); // each line is one whole event
        Assert.Equal(requests, events.Count(e => e.GetProperty("@m").GetString()!.StartsWith("HTTP ", StringComparison.Ordinal)));
        Assert.Empty(events.Where(e => e.TryGetProperty("@l", out var level) && level.GetString() is "Fatal" or "Error").Select(e => e.GetRawText()));
        // The server's own scope would carry it into each event, whatever the request log leaves out.
        Assert.DoesNotContain(events, e => e.TryGetProperty("RequestPath", out _));
        foreach (var secret in new[] { "hunter2", "eyJhbGciOiJub25lIn0", "forged", "admin signed in", "the-admin-key-of-this-test", "jndi", "kbx", "AAAAAAAA" })
            if (lines.FirstOrDefault(line => line.Contains(secret, StringComparison.Ordinal)) is { } leak) Assert.Fail($"{secret}: {leak}");
    }

    [Theory]
    [InlineData("/entries/34513?ticket=INC-77", "/entries/34513", 200)]
    [InlineData("/search?q=pasted", "/search", 200)]
    [InlineData("/tickets/INC-77", "/tickets/{**reference}", 200)]
    [InlineData("/t/pasted", "/t/{readToken}", 404)]
    [InlineData("/entries/pasted", "/entries/{key}", 404)]
    [InlineData("/api/v1/codes/pasted", "/api/v1/codes/{code}", 400)]
    [InlineData("/pasted/by/somebody", "(unknown address)", 404)]
    public async Task A_request_is_one_event_with_what_is_ours_to_keep(string address, string path, int status)
    {
        using var site = new SiteFactory().Set("MarsKb:AdminKey", "the-admin-key-of-this-test");
        await site.WaitUntilReadyAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer the-admin-key-of-this-test");
        Assert.Equal(status, (int)(await site.CreateClient().SendAsync(request)).StatusCode);
        var lines = await ReadLogAsync(site);
        var written = JsonDocument.Parse(Assert.Single(lines, l => l.Contains("HTTP ", StringComparison.Ordinal))).RootElement;
        Assert.Equal(("GET", path, status), (written.GetProperty("Method").GetString(), written.GetProperty("Path").GetString(), written.GetProperty("Status").GetInt32()));
        Assert.Equal(JsonValueKind.Number, written.GetProperty("Elapsed").ValueKind);
        Assert.NotEqual("", written.GetProperty("RequestId").GetString());
        Assert.False(written.TryGetProperty("@l", out _), "Information is the level without a name.");
        Assert.DoesNotContain(lines, l => l.Contains("INC-77", StringComparison.Ordinal) || l.Contains("pasted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Levels_are_set_for_each_part()
    {
        using var site = new SiteFactory().Set("Serilog:MinimumLevel:Override:Serilog.AspNetCore", "Warning");
        await site.WaitUntilReadyAsync();
        (await site.CreateClient().GetAsync("/entries/34513")).EnsureSuccessStatusCode();
        var lines = await ReadLogAsync(site);
        Assert.Contains(lines, l => l.Contains("Application started", StringComparison.Ordinal)); // the control: the rest is written
        Assert.DoesNotContain(lines, l => l.Contains("HTTP ", StringComparison.Ordinal));
    }

    static async Task<string[]> ReadLogAsync(SiteFactory site)
    {
        var file = Assert.Single(Directory.GetFiles(Path.Combine(site.DataFolder, "logs")));
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static string Write(Serilog.Formatting.ITextFormatter formatter, LogEvent value)
    {
        using var text = new StringWriter();
        formatter.Format(value, text);
        return text.ToString();
    }
}
