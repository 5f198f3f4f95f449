using MarsKb.Storage;
using Microsoft.EntityFrameworkCore;

namespace MarsKb.Features.Feedback;

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
    public async Task Secrets_in_a_wish_are_masked()
    {
        await using var storage = new StorageFixture();
        var writer = await storage.StartAsync();
        await new AskService(writer, TimeProvider.System).AskAsync("upload failed, password=Tr0ub4dor3", "write to kari@example.com");
        var ask = await writer.WriteAsync(db => db.Asks.Include(a => a.Notes).Single());
        Assert.Equal(("upload failed, password=[secret]", "write to [e-mail]"), (ask.Wanted, ask.Notes.Single().Text));
        Assert.DoesNotContain("ub4dor", ask.Folded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_storage_the_wish_is_refused_politely()
    {
        await using var storage = new StorageFixture();
        Assert.Equal(AskOutcome.Unavailable, (await new AskService(storage.Writer, TimeProvider.System).AskAsync("x")).Outcome);
    }
}
