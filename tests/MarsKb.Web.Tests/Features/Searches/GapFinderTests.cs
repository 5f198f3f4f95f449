using MarsKb.Features.Feedback;
using MarsKb.Gaps;
using MarsKb.Storage;

namespace MarsKb.Features.Searches;

public sealed class GapFinderTests
{
    static readonly DateTime Today = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Searches_without_a_certain_answer_come_together_by_code_and_else_by_message()
    {
        await using var storage = new StorageFixture();
        var found = await FindAsync(storage, db =>
        {
            Add(db, "0x8004ABCD", code: "0x8004ABCD", days: -3);
            Add(db, "what is 0x8004ABCD", code: "0x8004ABCD", days: -1, best: "34513", chosen: "100110");
            Add(db, "Upload of 17 files failed", "upload of # files failed", best: "34513", days: -2);
            Add(db, "Upload of 4 files failed", "upload of # files failed", best: "34513", chosen: "34513");
            Add(db, "Upload of 9 files failed", "upload of # files failed", best: "100110", chosen: "34513");
            Add(db, "certain", best: "34513", confidence: "exact");
            Add(db, "certain too", best: "34513", confidence: "strong");
            Add(db, "old", days: -31);
        });
        Assert.Equal((7, 5, 1, 2), (found.Searches, found.Uncertain, found.Empty, found.Total));
        Assert.Equal(["upload of # files failed", "0x8004ABCD"], found.Gaps.Select(g => g.Code ?? g.Template));
        var (upload, code) = (found.Gaps[0], found.Gaps[1]);
        Assert.Equal((3, 0, 0, Today.AddDays(-2), Today, "Upload of 9 files failed"), (upload.Count, upload.Empty, upload.Askers, upload.First, upload.Last, upload.Example));
        Assert.Equal([new ShownResult("34513", "weak", 2), new ShownResult("100110", "weak", 1)], upload.Shown.AsEnumerable());
        Assert.Equal(new ChosenResult("34513", 2), Assert.Single(upload.Chosen));
        Assert.Equal((2, 1, "what is 0x8004ABCD"), (code.Count, code.Empty, code.Example));
    }

    [Fact]
    public async Task A_wish_counts_with_the_searches_for_the_same()
    {
        await using var storage = new StorageFixture();
        var found = await FindAsync(storage, db =>
        {
            Add(db, "2147795917", code: "0x8004ABCD");
            for (var i = 0; i < 3; i++) Add(db, $"Upload of {i} files failed", "upload of # files failed");
            Ask(db, "0x8004abcd", 2);
            Ask(db, "Error 0x8004ABCD at night", 1);
            Ask(db, "upload of 700 files failed", 1);
            Ask(db, "Something that nobody has searched for", 2);
            Ask(db, "An old wish", 9, days: -40);
        });
        Assert.Equal(
            [("0x8004ABCD", 1, 3), ("upload of # files failed", 3, 1), ("something that nobody has searched for", 0, 2)],
            found.Gaps.Select(g => (g.Code ?? g.Template!, g.Count, g.Askers)));
        Assert.Equal(3, found.Total);
        Assert.Equal("Something that nobody has searched for", found.Gaps[2].Example);
    }

    [Fact]
    public async Task No_more_are_given_than_asked_for_and_what_many_asked_for_is_among_them()
    {
        await using var storage = new StorageFixture();
        var found = await FindAsync(storage, db =>
        {
            for (var i = 0; i < 30; i++)
                for (var n = 0; n < 2; n++) Add(db, $"question {(char)('a' + i)}", $"question {(char)('a' + i)}");
            Add(db, "rarely searched", "rarely searched");
            Ask(db, "Rarely searched!", 5);
        }, most: 4);
        Assert.Equal((4, 31), (found.Gaps.Length, found.Total));
        Assert.Equal(("rarely searched", 1, 5), (found.Gaps[0].Template, found.Gaps[0].Count, found.Gaps[0].Askers));
    }

    [Fact]
    public async Task An_empty_log_is_no_gap()
    {
        await using var storage = new StorageFixture();
        var found = await FindAsync(storage, _ => { });
        Assert.Equal((0, 0, 0, null), (found.Searches, found.Uncertain, found.Total, found.KeepDays));
        Assert.Empty(found.Gaps);
    }

    [Fact]
    public async Task It_is_read_while_the_site_writes()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db => Add(db, "one"));
        Assert.Equal(1, GapFinder.Read(storage.Folder, Today.AddDays(-30), 10).Searches);
        await writer.WriteAsync(db => Add(db, "two"));
        Assert.Equal(2, GapFinder.Read(storage.Folder, Today.AddDays(-30), 10).Searches);
    }

    static async Task<SearchGaps> FindAsync(StorageFixture storage, Action<MarsKbDbContext> fill, int most = 20)
    {
        var writer = await storage.StartAsync();
        await writer.WriteAsync(db =>
        {
            fill(db);
            return true;
        });
        return GapFinder.Read(storage.Folder, Today.AddDays(-30), most);
    }

    static bool Add(MarsKbDbContext db, string query, string? template = null, string? code = null, string? best = null, string confidence = "weak", string? chosen = null, int days = 0)
    {
        db.Searches.Add(new LoggedSearch
        {
            At = Today.AddDays(days), Query = query, Template = template ?? query, Code = code, Hits = best is null ? 0 : 3, Best = best, Confidence = best is null ? null : confidence, Chosen = chosen,
        });
        db.SaveChanges();
        return true;
    }

    static void Ask(MarsKbDbContext db, string wanted, int askers, int days = 0) =>
        db.Asks.Add(new Ask { Wanted = wanted, Folded = wanted.ToLowerInvariant(), Askers = askers, FirstAt = Today.AddDays(days), LastAt = Today.AddDays(days) });
}
