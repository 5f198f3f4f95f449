using MarsKb.Storage;

namespace MarsKb.Feedback;

public sealed class AskServiceTests
{
    [Fact]
    public async Task Equal_wishes_are_one_wish_with_several_askers()
    {
        await using var storage = new StorageFixture();
        var asks = new AskService(await storage.StartAsync(), TimeProvider.System);
        Assert.Equal(new AskResult(AskOutcome.Saved, 1), await asks.AskAsync("0x80072EE7", "seen at night"));
        Assert.Equal(new AskResult(AskOutcome.Saved, 2), await asks.AskAsync(" 0x80072ee7\n"));
        Assert.Equal(new AskResult(AskOutcome.Saved, 1), await asks.AskAsync("something else"));
        Assert.Equal(AskOutcome.NothingAsked, (await asks.AskAsync(" \n")).Outcome);
        Assert.Equal(AskOutcome.TooLong, (await asks.AskAsync(new string('x', AskService.LongestWish + 1))).Outcome);
    }

    [Fact]
    public async Task Without_storage_the_wish_is_refused_politely()
    {
        await using var storage = new StorageFixture();
        Assert.Equal(AskOutcome.Unavailable, (await new AskService(storage.Writer, TimeProvider.System).AskAsync("x")).Outcome);
    }
}
