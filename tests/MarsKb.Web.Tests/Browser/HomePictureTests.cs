using MarsKb.Infra;
using Microsoft.Playwright;

namespace MarsKb.Browser;

/// <summary>Makes the picture in the README when <c>MARSKB_SCREENSHOTS</c> is set, on a site that nobody else has used.</summary>
[Trait("Category", "Browser")]
public sealed class HomePictureTests(BrowserSite site) : IClassFixture<BrowserSite>
{
    [Fact]
    public async Task A_picture_of_the_home_page_is_taken_for_the_readme()
    {
        await using var window = await site.OpenAsync(width: 1040);
        foreach (var key in new[] { "34513", "0x80070005", "100050", "SalLowDiskSpace", "0x1FC07" }) await window.Page.GotoAsync("/entries/" + key);
        await window.Page.GotoAsync("/");
        var picture = await window.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });

        Assert.True(picture.Length is > 10_000 and < 400_000, $"{picture.Length} bytes");
        if (Environment.GetEnvironmentVariable("MARSKB_SCREENSHOTS") is not { Length: > 0 }) return;
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "docs", "images"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "home.png"), picture);
    }
}
