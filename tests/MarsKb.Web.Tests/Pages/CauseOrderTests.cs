using MarsKb.Entries;
using MarsKb.Features.Sessions;
using MarsKb.Pages.Entries;
using MarsKb.Rendering;

namespace MarsKb.Pages;

/// <summary>Causes stand in the order that the site has seen, once it has seen enough.</summary>
public sealed class CauseOrderTests
{
    static readonly Entry Sample = new() { Key = "1", Kind = EntryKind.Error, Title = "One", Component = "cache", Causes = [Cause("a"), Cause("how", isProcedure: true), Cause("b"), Cause("c")] };

    [Fact]
    public void Below_five_closed_sessions_the_order_is_the_authors()
    {
        var order = CauseOrder.Of(Sample, new Dictionary<string, int> { ["c"] = 4 });
        Assert.False(order.IsSeen);
        Assert.Equal(["a", "how", "b", "c"], order.Causes.Select(c => c.Id));
    }

    [Fact]
    public void From_five_on_the_most_frequent_comes_first_and_procedures_keep_their_place()
    {
        var order = CauseOrder.Of(Sample, new Dictionary<string, int> { ["c"] = 4, ["b"] = 1, ["gone"] = 9 });
        Assert.True(order.IsSeen);
        Assert.Equal(["c", "how", "b", "a"], order.Causes.Select(c => c.Id));
        Assert.Equal("This site: 4 of 5 closed sessions", order.Words(order.Causes[0]));
        Assert.Equal("This site: 0 of 5 closed sessions", order.Words(order.Causes[3]));
    }

    [Fact]
    public void What_the_entry_has_no_more_does_not_make_it_enough() =>
        Assert.False(CauseOrder.Of(Sample, new Dictionary<string, int> { ["a"] = 4, ["gone"] = 9 }).IsSeen);

    [Fact]
    public async Task An_entry_and_a_flow_show_what_closed_sessions_came_to()
    {
        using var site = new RecordSite();
        for (var i = 0; i < 4; i++) await site.WalkAsync(handOver: true, resolved: false);
        await site.WalkAsync(resolved: false);
        using (var before = await site.PageAsync("/entries/34513"))
        {
            Assert.Equal(["something", RecordSite.SecondCause], before.QuerySelectorAll("section.cause").Select(c => c.Id));
            Assert.Equal("Two causes, likeliest first", before.QuerySelectorAll("article h2")[0].TextContent);
            Assert.Contains("The author's order", before.QuerySelector("article h2 + .hint")?.TextContent, StringComparison.Ordinal);
        }
        await site.WalkAsync();
        using var page = await site.PageAsync("/entries/34513");
        Assert.Equal([RecordSite.SecondCause, "something"], page.QuerySelectorAll("section.cause").Select(c => c.Id));
        Assert.Equal(["This site: 4 of 5 closed sessions", "This site: 1 of 5 closed sessions"], page.QuerySelectorAll("section.cause > .hint").Select(h => h.TextContent));
        Assert.Contains("5 closed sessions", page.QuerySelector("article h2 + .hint")?.TextContent, StringComparison.Ordinal);

        using var flow = await site.PageAsync("/flows/agent-trouble");
        Assert.Contains("6 closed sessions: 4 handed over, 1 solved, 1 still failing.", flow.QuerySelector("section[aria-labelledby=kb-others]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["4", "1"], flow.QuerySelectorAll(".results dt").Select(d => d.TextContent));
        using var list = await site.PageAsync("/flows");
        Assert.Contains("1 of 6 solved", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    static Cause Cause(string id, bool isProcedure = false) => new(id, id, isProcedure, RichText.Empty, RichText.Empty, []);
}
