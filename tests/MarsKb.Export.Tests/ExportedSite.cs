using System.Collections.Concurrent;
using MarsKb.Browser;
using MarsKb.Content;
using MarsKb.Infra;
using Microsoft.Playwright;

namespace MarsKb.Export;

/// <summary>The repository's own content, exported, and a browser without a network that opens it as files.</summary>
public sealed class ExportedSite : IAsyncLifetime
{
    readonly string root = Directory.CreateTempSubdirectory("marskb-exported-").FullName;
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    // A blank and a letter beyond ASCII, as folders of people have.
    public string Folder => Path.Combine(root, "Wissen für alle");

    public KnowledgeBase Knowledge { get; } = ContentLoader.Load(Repository.Content, new DateOnly(2026, 11, 22)).Knowledge;

    /// <summary>Requests that left the folder.</summary>
    public ConcurrentQueue<string> Outside { get; } = new();

    public async Task InitializeAsync()
    {
        await SiteExport.WriteAsync(Knowledge, Folder, null, (_, _) => { }, CancellationToken.None);
        playwright = await Playwright.CreateAsync();
        browser = await Browsers.LaunchAsync(playwright);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        Directory.Delete(root, recursive: true);
    }

    public string Address(string file) => new Uri(Folder).AbsoluteUri + "/" + file;

    public async Task<BrowserWindow> OpenAsync(int width = 1280, bool dark = false, bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            Offline = true,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 800 },
            IsMobile = width < 600,
            HasTouch = width < 600,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            AcceptDownloads = true,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(new Uri(Folder).AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) Outside.Enqueue(request.Url);
        };
        return new BrowserWindow(context, page);
    }
}
