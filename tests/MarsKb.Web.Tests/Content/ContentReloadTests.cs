using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using MarsKb.Content.Parsed;
using MarsKb.Health;
using MarsKb.Infra;
using MarsKb.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace MarsKb.Content;

/// <summary>Rows B1 to B3: the content folder changes under a running site.</summary>
public sealed class ContentReloadTests : IDisposable
{
    readonly SiteFactory site = new();
    readonly HttpClient client;

    public ContentReloadTests() => client = site.CreateClient();

    KnowledgeBase Served => site.Services.GetRequiredService<CurrentKnowledge>().Value;

    IEnumerable<Trouble> Troubles => site.Services.GetRequiredService<SiteHealth>().Troubles.Where(t => t.Reason.StartsWith("content", StringComparison.Ordinal));

    [Fact]
    public async Task A_new_file_is_served_without_a_restart()
    {
        TestContent.Write(site.ContentFolder, "entries/230006.md", TestContent.Entry("230006", "A new one"));
        await StorageFixture.Until(() => Served.Find("230006") is not null);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/entries/230006")).StatusCode);
        File.Delete(Path.Combine(site.ContentFolder, "entries/230006.md"));
        await StorageFixture.Until(() => Served.Find("230006") is null);
    }

    [Fact]
    public async Task A_reload_parses_only_the_file_that_has_changed()
    {
        var parsed = site.Services.GetRequiredService<ParsedContent>();
        Assert.Equal(0, parsed.Taken);
        Assert.True(File.Exists(Path.Combine(site.DataFolder, "index", ParsedContent.FileName)));
        TestContent.Write(site.ContentFolder, "entries/34513.md", TestContent.Entry("34513", "Changed"));
        await StorageFixture.Until(() => Served.Find("34513")!.Title == "Changed");
        Assert.Equal(2, parsed.Taken);
    }

    [Fact]
    public async Task A_fault_keeps_the_last_good_content_and_is_named_with_its_place()
    {
        var before = Served;
        TestContent.Write(site.ContentFolder, "entries/100110.md", TestContent.Entry("100110", "Changed").Replace("component:", "conponent:", StringComparison.Ordinal));
        TestContent.Write(site.ContentFolder, "entries/34513.md", TestContent.Entry("34513", "Also changed"));
        await StorageFixture.Until(() => Troubles.Any());
        Assert.Same(before, Served);
        Assert.Contains(Troubles, t => t.Reason == "content-fault" && t.Detail.StartsWith("entries/100110.md:6:1: error MKB", StringComparison.Ordinal));
        Assert.Contains(site.Logged, e => e.Text.Contains("entries/100110.md:6:1", StringComparison.Ordinal));
        var ready = await client.GetAsync("/healthz/ready");
        Assert.True(ready.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable); // the database may still be opening
        Assert.Contains("content-fault", await ready.Content.ReadAsStringAsync());

        TestContent.Write(site.ContentFolder, "entries/100110.md", TestContent.Entry("100110", "Mended"));
        await StorageFixture.Until(() => !Troubles.Any());
        Assert.Equal("Mended", Served.Find("100110")!.Title);
        Assert.Equal("Also changed", Served.Find("34513")!.Title);
    }

    [Fact]
    public async Task A_folder_that_is_gone_or_empty_replaces_nothing()
    {
        var elsewhere = site.ContentFolder + "-elsewhere";
        Directory.Move(site.ContentFolder, elsewhere);
        await StorageFixture.Until(() => Troubles.Any(t => t.Reason == "content-missing"));
        Assert.NotNull(Served.Find("34513"));
        Directory.CreateDirectory(site.ContentFolder);
        await StorageFixture.Until(() => Troubles.Any());
        Assert.NotNull(Served.Find("34513"));
        Directory.Delete(site.ContentFolder);
        TestContent.Write(elsewhere, "entries/230006.md", TestContent.Entry("230006", "Added meanwhile"));
        Directory.Move(elsewhere, site.ContentFolder);
        await StorageFixture.Until(() => !Troubles.Any() && Served.Find("230006") is not null);
    }

    [Fact]
    public async Task Fifty_changes_under_load_fail_no_request_and_mix_no_reply()
    {
        using var stop = new CancellationTokenSource();
        var wrong = new ConcurrentQueue<string>();
        var replies = 0;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var reply = await client.GetAsync("/api/v1/entries");
                var titles = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("items").EnumerateArray()
                    .Select(i => i.GetProperty("title").GetString()!).Where(t => t.StartsWith("Generation", StringComparison.Ordinal)).Distinct().ToList();
                if (reply.StatusCode != HttpStatusCode.OK || titles.Count > 1) wrong.Enqueue($"{reply.StatusCode}: {string.Join(", ", titles)}");
                Interlocked.Increment(ref replies);
            }
        })).ToList();
        for (var generation = 1; generation <= 50; generation++)
        {
            foreach (var code in new[] { "34513", "100110" })
            {
                var file = Path.Combine(site.ContentFolder, $"entries/{code}.md");
                // Each generation of the one names the other's, so that a half that is loaded between the two writes has a fault and is not served.
                var tie = code == "34513" ? $"related: [generation-{generation}]" : $"aliases: [generation-{generation}]";
                var text = TestContent.Entry(code, $"Generation {generation}").Replace("kind: error", "kind: error\n" + tie, StringComparison.Ordinal);
                if (generation % 2 == 0)
                {
                    // As some editors save: empty first, then in pieces.
                    using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
                    var bytes = System.Text.Encoding.UTF8.GetBytes(text);
                    stream.Flush();
                    stream.Write(bytes.AsSpan(0, bytes.Length / 2));
                    stream.Flush();
                    stream.Write(bytes.AsSpan(bytes.Length / 2));
                }
                else
                {
                    File.WriteAllText(file + ".tmp~", text);
                    File.Move(file + ".tmp~", file, overwrite: true);
                }
            }
            await StorageFixture.Until(() => Served.Find("34513")!.Title == $"Generation {generation}");
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Empty(wrong);
        Assert.True(replies > 50, $"Only {replies} replies: the load was no load.");
    }

    [Theory, Trait("Category", "Shared")]
    [InlineData("yaml", "matrix/faulty.yaml")]
    [InlineData("markdown", "entries/faulty.md")]
    public async Task No_faulty_file_of_the_corpus_gets_in_or_stops_the_site(string folder, string target)
    {
        if (Repository.Shared is null) return;
        var file = Path.Combine(site.ContentFolder, target);
        var good = Served;
        foreach (var faulty in Directory.EnumerateFiles(Path.Combine(Repository.Shared, "corpora", "bad-input", folder), "*" + Path.GetExtension(target)))
        {
            File.Copy(faulty, file);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
            await StorageFixture.Until(() => Troubles.Any(t => t.Detail.StartsWith(target + ":", StringComparison.Ordinal)) || Served != good);
            Assert.True(ReferenceEquals(Served, good), $"{faulty} got in.");
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/entries/34513")).StatusCode);
            File.Delete(file);
            await StorageFixture.Until(() => !Troubles.Any());
            good = Served; // the same content, read again
        }
    }

    public void Dispose()
    {
        client.Dispose();
        site.Dispose();
    }
}

public sealed class FaultyStartTests
{
    [Fact]
    public async Task At_start_a_faulty_file_is_left_out_and_the_site_runs_with_the_others()
    {
        using var site = new SiteFactory();
        TestContent.Write(site.ContentFolder, "entries/100110.md", "no front matter");
        using var client = site.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/entries/34513")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/entries/100110")).StatusCode);
        Assert.Contains("entries/100110.md:1:", string.Join('\n', site.Services.GetRequiredService<SiteHealth>().Troubles.Select(t => t.Detail)), StringComparison.Ordinal);
    }
}
