using System.Net;
using System.Text;
using MarsKb.Configuration;
using MarsKb.Infra;
using MarsKb.Search;
using MarsKb.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MarsKb.Features.Searches;

public sealed class SearchLogTests
{
    const string Message = "Invalid vault credentials were provided. (ID: 34513)";

    static readonly SearchIndex Index = SearchIndex.Build([]);

    [Fact]
    public async Task A_search_is_logged_with_what_was_shown_best_and_nothing_of_the_person()
    {
        await using var site = await LoggingSite.StartAsync();
        await site.GetAsync("/search?q=" + Uri.EscapeDataString(Message + " password=Tr0ub4dor3") + "&ticket=INC-4711");
        var row = Assert.Single(await site.RowsAsync(1));
        Assert.Equal(("34513", "exact", "34513", "34513"), (row.Best, row.Confidence, row.Code, row.Codes));
        Assert.InRange(row.Hits, 1, 10);
        Assert.InRange(row.At, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow);
        Assert.Equal(Message + " password=[secret]", row.Query);
        Assert.Equal("invalid vault credentials were provided id # password …", row.Template);
        Assert.Null(row.Chosen);
        var columns = typeof(LoggedSearch).GetProperties().Select(p => p.GetValue(row)?.ToString() ?? "").ToList();
        Assert.All(["INC-4711", "127.0.0.1", "::1", "Tr0ub4dor"], s => Assert.DoesNotContain(columns, c => c.Contains(s, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Each_question_is_logged_once()
    {
        await using var site = await LoggingSite.StartAsync();
        var q = Uri.EscapeDataString("another error");
        await site.GetAsync("/search?q=" + q);
        foreach (var path in new[]
        {
            $"/search?q={q}&kind=error", $"/search?q={q}&component=registration", $"/search?q={q}&page=2", "/search", "/search?q=%20", $"/api/v1/suggest?q={q}", "/entries/34513", "/e/34513", $"/go?q={q}",
        })
            await site.GetAsync(path);
        await site.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/search?q=" + q));
        using (var ahead = new HttpRequestMessage(HttpMethod.Get, "/search?q=" + q))
        {
            ahead.Headers.Add("Sec-Purpose", "prefetch");
            await site.SendAsync(ahead);
        }
        await site.GetAsync("/api/v1/search?q=by+API");
        using (var body = new StringContent("""{"q":"by API, posted"}""", Encoding.UTF8, "application/json")) await site.Client.PostAsync(new Uri("/api/v1/search", UriKind.Relative), body);
        using (var form = new FormUrlEncodedContent([KeyValuePair.Create("q", "posted " + new string('x', 2000))])) await site.Client.PostAsync(new Uri("/search", UriKind.Relative), form);
        await site.GetAsync("/go?q=" + Uri.EscapeDataString(Message));
        await site.GetAsync("/search?q=last");
        Assert.Equal(
            ["another error", "by API", "by API, posted", "posted…", Message, "last"],
            (await site.RowsAsync(6)).Select(r => r.Query));
    }

    [Fact]
    public async Task An_answer_that_the_client_has_already_is_a_search_too()
    {
        await using var site = await LoggingSite.StartAsync();
        var first = await site.GetAsync("/api/v1/search?q=34513");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/search?q=34513");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await site.SendAsync(again)).StatusCode);
        Assert.Equal(2, (await site.RowsAsync(2)).Count);
    }

    [Fact]
    public async Task A_result_that_is_opened_from_the_results_is_the_choice()
    {
        await using var site = await LoggingSite.StartAsync();
        var results = "/search?q=" + Uri.EscapeDataString("what\nhappens here, C:\\Users\\kari\\x") + "&ticket=INC-1";
        await site.GetAsync(results);
        await site.GetAsync(results);
        await site.GetAsync("/entries/100110?ticket=INC-1", from: results); // marks one of the two
        await site.GetAsync("/matrix/size-limits", from: results); // marks the other
        await site.GetAsync("/entries/34513", from: results + "&page=2"); // and then the last of them again
        await site.GetAsync("/search?q=alone");
        await site.GetAsync("/entries/34513", from: "/entries/100110?q=alone");
        await site.GetAsync("/entries/34513", from: "/search");
        await site.GetAsync("/entries/34513", referer: "https://elsewhere.example/search?q=alone");
        await site.GetAsync("/entries/34513", referer: "nonsense/search?q=alone");
        await site.GetAsync("/search?q=last");
        var rows = await site.RowsAsync(4, r => r[^1].Query == "last");
        Assert.Equal(["size-limits", "34513", null, null], rows.Select(r => r.Chosen));
    }

    [Fact]
    public async Task Switched_off_nothing_is_kept_and_what_was_kept_goes()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var on = Log(storage, 90);
        Ask(on, "kept");
        await on.FlushAsync();
        var off = Log(storage, 0);
        Ask(off, "not kept");
        off.Opened(Request(), "34513");
        await off.FlushAsync();
        Assert.Equal("kept", await writer.WriteAsync(db => db.Searches.Single().Query));
        Assert.Equal(0, await writer.WriteAsync(db => db.SearchLogState.Single().KeepDays));
        await Retention(storage, TimeProvider.System, 0).KeepAsync(default);
        Assert.Equal(0, await writer.WriteAsync(db => db.Searches.Count()));
    }

    [Fact]
    public async Task A_flood_is_lost_and_counted_and_holds_up_nobody()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var log = Log(storage, 90);
        const int More = 300;
        for (var i = 0; i < SearchLog.LongestQueue + More; i++) Ask(log, $"search {i}");
        Assert.Equal(More, log.Lost);
        await log.FlushAsync();
        Assert.Equal(SearchLog.LongestQueue, await writer.WriteAsync(db => db.Searches.Count()));
        var state = await writer.WriteAsync(db => db.SearchLogState.AsNoTracking().Single());
        Assert.Equal((90, More, true), (state.KeepDays, state.Lost, state.LostAt.HasValue));
        Ask(log, "there is room again");
        await log.FlushAsync();
        Assert.Equal(More, log.Lost);
        Assert.Equal("there is room again", await writer.WriteAsync(db => db.Searches.OrderBy(s => s.Id).Last().Query));
    }

    [Fact]
    public async Task Long_texts_cannot_fill_the_memory()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var log = Log(storage, 90);
        var text = new string('x', 65_536);
        for (var i = 0; i < 100; i++) Ask(log, text);
        Assert.Equal(100 - (SearchLog.MostWaiting / text.Length), log.Lost);
        await log.FlushAsync();
        for (var i = 0; i < SearchLog.MostWaiting / text.Length; i++) Ask(log, text);
        Assert.Equal(100 - (SearchLog.MostWaiting / text.Length), log.Lost);
        await log.FlushAsync();
        Assert.Equal(2 * (SearchLog.MostWaiting / text.Length), await writer.WriteAsync(db => db.Searches.Count()));
    }

    [Fact]
    public async Task While_nothing_can_be_written_searches_wait_as_far_as_there_is_room()
    {
        await using var storage = new StorageFixture();
        var log = Log(storage, 90);
        Ask(log, "early");
        await log.FlushAsync();
        Assert.Equal(0, log.Lost);
        for (var i = 0; i < SearchLog.LongestQueue; i++) Ask(log, "later");
        await log.FlushAsync();
        Assert.Equal(1, log.Lost);
    }

    [Fact]
    public async Task A_storage_that_breaks_loses_searches_and_says_how_many()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => db.Database.ExecuteSqlRaw("ALTER TABLE \"Searches\" RENAME TO \"Elsewhere\""));
        var log = Log(storage, 90);
        Ask(log, "one");
        Ask(log, "two");
        await log.FlushAsync();
        Assert.Equal(2, log.Lost);
        await writer.WriteAsync(db => db.Database.ExecuteSqlRaw("ALTER TABLE \"Elsewhere\" RENAME TO \"Searches\""));
        Ask(log, "three");
        await log.FlushAsync();
        Assert.Equal("three", await writer.WriteAsync(db => db.Searches.Single().Query));
        Assert.Equal(2, await writer.WriteAsync(db => db.SearchLogState.Single().Lost));
    }

    [Fact]
    public async Task While_the_index_is_being_built_nothing_is_missing_yet()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var log = Log(storage, 90);
        var building = SearchIndex.Start([.. Enumerable.Range(0, 20_000).Select(i => new SearchDocument($"k{i}", MarsKb.Entries.EntryKind.Error, "c", $"Title {i}", "/", [], [], [], "Lead", "", ""))]);
        var complete = building.IsComplete;
        log.Answered(Request(), "early", building.Search(new SearchRequest("early")), building);
        await building.Completion;
        log.Answered(Request(), "late", building.Search(new SearchRequest("late")), building);
        await log.FlushAsync();
        Assert.Equal(complete ? 2 : 1, await writer.WriteAsync(db => db.Searches.Count()));
    }

    [Fact]
    public async Task Searches_are_deleted_for_their_age_unless_the_clock_has_jumped()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        var clock = new Clock(DateTimeOffset.UtcNow);
        await writer.WriteAsync(db => Add(db, clock.GetUtcNow().UtcDateTime.AddDays(-31), 700));
        await writer.WriteAsync(db => Add(db, clock.GetUtcNow().UtcDateTime.AddDays(-29), 3));
        var jumped = Retention(storage, clock, 30);
        clock.Jump(TimeSpan.FromDays(365));
        await jumped.KeepAsync(default);
        Assert.Equal(703, await writer.WriteAsync(db => db.Searches.Count()));
        clock.Jump(TimeSpan.FromDays(-365));
        var retention = Retention(storage, clock, 30);
        await retention.KeepAsync(default);
        Assert.Equal(3, await writer.WriteAsync(db => db.Searches.Count()));
        clock.Pass(TimeSpan.FromDays(2));
        await retention.KeepAsync(default);
        Assert.Equal(0, await writer.WriteAsync(db => db.Searches.Count()));
    }

    [Fact]
    public async Task The_oldest_of_too_many_go()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, DateTime.UtcNow, 1_300));
        await Retention(storage, TimeProvider.System, 90).KeepAsync(default, most: 200);
        Assert.Equal((200, 1_101), await writer.WriteAsync(db => (db.Searches.Count(), (int)db.Searches.Min(s => s.Id))));
    }

    static int Add(MarsKbDbContext db, DateTime at, int number)
    {
        db.Searches.AddRange(Enumerable.Range(0, number).Select(i => new LoggedSearch { At = at, Query = $"{i}", Template = "#" }));
        return number;
    }

    static SearchLog Log(StorageFixture storage, int days) => new(Options(days), storage.Writer, TimeProvider.System, NullLogger<SearchLog>.Instance);

    static SearchRetention Retention(StorageFixture storage, TimeProvider time, int days) => new(Options(days), storage.Writer, time, NullLogger<SearchRetention>.Instance);

    static MarsKbOptions Options(int days) => new() { ContentDirectory = "", DataDirectory = "", KeepSearchesDays = days };

    static HttpRequest Request()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = "GET";
        return context.Request;
    }

    static void Ask(SearchLog log, string query) => log.Answered(Request(), query, Index.Search(new SearchRequest(query)), Index);

    /// <summary>A site on small content whose log can be read.</summary>
    sealed class LoggingSite : IAsyncDisposable
    {
        readonly SiteFactory factory = new();

        public HttpClient Client { get; private set; } = null!;

        public static async Task<LoggingSite> StartAsync()
        {
            var site = new LoggingSite();
            site.Client = site.factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
            await site.factory.WaitUntilReadyAsync();
            return site;
        }

        public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
        {
            var reply = await Client.SendAsync(request);
            Assert.True((int)reply.StatusCode < 400, $"{request.RequestUri}: {reply.StatusCode}");
            return reply;
        }

        /// <param name="from">Path of the page whose link is followed.</param>
        public async Task<HttpResponseMessage> GetAsync(string path, string? from = null, string? referer = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (from is not null) referer = new Uri(Client.BaseAddress!, from).AbsoluteUri;
            if (referer is not null) request.Headers.TryAddWithoutValidation("Referer", referer);
            return await SendAsync(request);
        }

        /// <summary>Waits until so many have been written.</summary>
        public async Task<List<LoggedSearch>> RowsAsync(int number, Func<List<LoggedSearch>, bool>? holds = null)
        {
            var reader = factory.Services.GetRequiredService<StorageReader>();
            List<LoggedSearch> rows = [];
            await StorageFixture.Until(() =>
            {
                rows = reader.ReadAsync(db => db.Searches.AsNoTracking().OrderBy(s => s.Id).ToList()).GetAwaiter().GetResult();
                return rows.Count >= number && holds?.Invoke(rows) != false;
            });
            return rows;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await factory.DisposeAsync();
        }
    }
}
