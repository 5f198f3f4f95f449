using MarsKb.Storage;

namespace MarsKb.Features.Feedback;

public sealed class ViewCounterTests
{
    [Fact]
    public async Task What_was_looked_up_most_survives_a_restart()
    {
        await using var storage = new StorageFixture();
        var views = new ViewCounter(await storage.StartAsync(), TimeProvider.System);
        foreach (var key in new[] { "b", "a", "b", "c", "a", "b" }) views.Count(key);
        Assert.Equal([("b", 3), ("a", 2)], views.MostLookedUp(7, 2).AsEnumerable());
        await views.FlushAsync();
        views.Count("c");
        views.Count("c");
        await views.FlushAsync();
        await storage.StopAsync();
        var later = new ViewCounter(storage.Writer, TimeProvider.System);
        await storage.StartAsync(later);
        Assert.Equal([("b", 3), ("c", 3), ("a", 2)], later.MostLookedUp(7, 10).AsEnumerable());
    }

    [Fact]
    public async Task Counts_that_cannot_be_saved_are_kept()
    {
        await using var storage = new StorageFixture();
        var views = new ViewCounter(storage.Writer, TimeProvider.System);
        views.Count("a");
        await views.FlushAsync();
        Assert.Equal([("a", 1)], views.MostLookedUp(1, 10).AsEnumerable());
    }
}
