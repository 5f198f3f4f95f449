using System.Collections.Concurrent;
using MarsKb.Infra;
using Microsoft.Playwright;

namespace MarsKb.Browser;

/// <summary>The site on its real content on a real port, and a browser that looks at it.</summary>
public class BrowserSite : IAsyncLifetime
{
    readonly SiteFactory site;
    IPlaywright playwright = null!;
    IBrowser browser = null!;

    public BrowserSite() : this(new SiteFactory().WithRealContent())
    {
    }

    protected BrowserSite(SiteFactory site) => this.site = site.Set("MarsKb:TicketUrlTemplate", "https://tickets.example/{ref}");

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Address = site.StartOnPort();
        await site.WaitUntilReadyAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Browsers.LaunchAsync(playwright);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        await site.DisposeAsync();
    }

    /// <summary>A fresh window.</summary>
    /// <param name="width">In CSS pixels; below 600 it is a phone.</param>
    /// <param name="script">False: as if JavaScript were switched off.</param>
    /// <param name="address">Of another site than this one.</param>
    public async Task<BrowserWindow> OpenAsync(int width = 1280, bool dark = false, bool script = true, bool clipboard = true, Uri? address = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = (address ?? Address).ToString(),
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 800 },
            IsMobile = width < 600,
            HasTouch = width < 600,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            Permissions = clipboard ? ["clipboard-read", "clipboard-write"] : [],
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        return new BrowserWindow(context, page);
    }
}

/// <summary>One window with what its pages complained about: script errors and breaches of the Content-Security-Policy.</summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    readonly IBrowserContext context;

    internal BrowserWindow(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.PageError += (_, error) => Complaints.Enqueue(error);
        page.Console += (_, message) =>
        {
            // A page with status 404 is logged as a failed load of itself.
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal)) Complaints.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    public ConcurrentQueue<string> Complaints { get; } = new();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
