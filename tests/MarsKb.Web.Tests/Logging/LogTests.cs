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
        Assert.Equal(requests, events.Count(e => e.GetProperty("MessageTemplate").GetString()!.StartsWith("HTTP ", StringComparison.Ordinal)));
        Assert.Empty(events.Where(e => e.GetProperty("Level").GetString() is "Fatal" or "Error").Select(e => e.GetRawText()));
        // The server's own scope would carry it into each event, whatever the request log leaves out.
        Assert.DoesNotContain(events, e => e.GetProperty("Properties").TryGetProperty("RequestPath", out _));
        foreach (var secret in new[] { "hunter2", "eyJhbGciOiJub25lIn0", "forged", "admin signed in", "the-admin-key-of-this-test", "jndi", "kbx", "AAAAAAAA" })
            if (lines.FirstOrDefault(line => line.Contains(secret, StringComparison.Ordinal)) is { } leak) Assert.Fail($"{secret}: {leak}");
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
