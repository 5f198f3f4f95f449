using System.Text;
using System.Text.Json;
using MarsKb.Infra;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>A saved walk that the command line brings while the site runs.</summary>
public sealed class WalkRequestsTests
{
    [Fact]
    public async Task A_running_site_answers_what_it_cannot_take_in()
    {
        await using var factory = new SiteFactory();
        using var client = factory.CreateClient();
        await factory.WaitUntilReadyAsync();
        var folder = new DataFolder(factory.DataFolder);
        var answer = await Task.Run(() => WalkImport.Take(folder, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { format = "something" })), () => throw new InvalidOperationException("The site does it."), TimeSpan.FromSeconds(20)));
        Assert.Equal("This is no walk that an exported knowledge base has saved.", answer.Fault);
        Assert.Empty(Directory.EnumerateFiles(folder.Inbox));
    }
}
