using System.Diagnostics;
using System.Text;
using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Host;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using MarsKb.Security.Staff;
using Microsoft.Extensions.FileProviders;

namespace MarsKb.Export;

/// <summary>
/// Makes the site's own pages without a server: the same Razor Pages behind the same routes, asked by a method call. Nothing listens, nothing is stored;
/// counts that the site would read from its database are nought.
/// </summary>
sealed class PageRenderer : IAsyncDisposable
{
    readonly ServiceProvider services;
    readonly RequestDelegate pages;

    public PageRenderer(KnowledgeBase knowledge, MarsKbOptions options)
    {
        var environment = new PageEnvironment();
        var diagnostics = new DiagnosticListener("MarsKb.Export");
        var registered = new ServiceCollection();
        registered.AddLogging();
        registered.AddSingleton<IWebHostEnvironment>(environment);
        registered.AddSingleton<IHostEnvironment>(environment);
        registered.AddSingleton(diagnostics);
        registered.AddSingleton<DiagnosticSource>(diagnostics);
        registered.AddSingleton(TimeProvider.System);
        registered.AddSingleton(options);
        registered.AddSingleton(knowledge);
        registered.AddSingleton<CurrentKnowledge>();
        registered.AddSingleton(new Rendition(IsOffline: true, HasAddresses: options.BaseUrl is not null));
        registered.AddSingleton<SiteCookies>();
        registered.AddFeatures(options);
        registered.AddStaff(options);
        registered.AddRazorPages();
        services = registered.BuildServiceProvider();

        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseAuthorization();
        app.UseEndpoints(endpoints => endpoints.MapRazorPages());
        pages = app.Build();
    }

    /// <param name="address">Path and query of the site.</param>
    /// <returns>The body of the reply.</returns>
    /// <exception cref="InvalidOperationException">The site has no such page.</exception>
    public async Task<byte[]> RenderAsync(string address)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var mark = address.IndexOf('?', StringComparison.Ordinal);
        context.Request.Method = HttpMethods.Get;
        context.Request.Scheme = Uri.UriSchemeHttp;
        context.Request.Host = new HostString("localhost");
        context.Request.Path = PathString.FromUriComponent(mark < 0 ? address : address[..mark]);
        context.Request.QueryString = new QueryString(mark < 0 ? "" : address[mark..]);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await pages(context);
        await context.Response.CompleteAsync();
        return context.Response.StatusCode == StatusCodes.Status200OK ? body.ToArray() : throw new InvalidOperationException($"The page {address} answers {context.Response.StatusCode}.");
    }

    public async Task<string> RenderTextAsync(string address) => Encoding.UTF8.GetString(await RenderAsync(address));

    public ValueTask DisposeAsync() => services.DisposeAsync();

    sealed class PageEnvironment : IWebHostEnvironment
    {
        // The pages are looked for in the assembly of this name, whatever program runs.
        public string ApplicationName { get; set; } = typeof(MarsKbHost).Assembly.GetName().Name!;

        public string EnvironmentName { get; set; } = Environments.Production;

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string WebRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
    }
}
