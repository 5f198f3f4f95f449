using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MarsKb.Infra;
using Microsoft.AspNetCore.Mvc.Testing;

namespace MarsKb.Pages;

/// <summary>The site on the repository's own content, in memory, asked like a browser that follows no redirect.</summary>
public sealed class PageSite : SiteFactory
{
    /// <summary>One address of every kind of page, with its status.</summary>
    public static TheoryData<string, int> EveryKind { get; } = new()
    {
        { "/", 200 },
        { "/search", 200 },
        { "/search?q=34513", 200 },
        { "/search?q=backup+engin+stopped+scratch", 200 },
        { "/search?q=zzzzqqqq", 200 },
        { "/search?q=backup&kind=error&component=cache&page=2", 200 },
        { "/entries", 200 },
        { "/entries?kind=guide&component=schedule", 200 },
        { "/entries/34513", 200 },
        { "/entries/backups-dont-run-on-schedule", 200 },
        { "/entries/34513?thanks=no&receipt=0f8fad5b-d9cb-469f-a165-70867728950e", 200 },
        { "/entries/no-such-entry", 404 },
        { "/e/0x800700DF", 200 },
        { "/e/UserErrorFoo", 404 },
        { "/flows", 200 },
        { "/flows/scheduled-backups-do-not-run", 200 },
        { "/flows/scheduled-backups-do-not-run?at=account&trigger=yes&account=nobody&no-such-step=1", 200 },
        { "/flows/can-this-be-backed-up?at=nowhere", 200 },
        { "/flows/what-do-you-see", 200 },
        { "/flows/no-such-flow", 404 },
        { "/resume", 200 },
        { "/ask", 200 },
        { "/ask?asked=2", 200 },
        { "/matrix", 200 },
        { "/matrix/supported-operating-systems", 200 },
        { "/matrix/supported-operating-systems?q=Server&only=system-state", 200 },
        { "/matrix/supported-operating-systems?q=zzzz", 200 },
        { "/matrix/no-such-table", 404 },
        { "/check", 200 },
        { "/check?operatingSystem=Windows+Server+2012+R2&data=files&fileKinds=hard-link&fileKinds=encrypted&sizeGB=3200&cacheFreeGB=120&volumeSizeGB=4000", 200 },
        { "/check?sizeGB=a+lot&restoreTo=%3Cb%3E", 200 },
        { "/triage", 200 },
        { "/docs/api", 200 },
        { "/no/such/address", 404 },
    };

    readonly Lazy<HttpClient> client;

    public PageSite()
    {
        WithRealContent();
        client = new(() =>
        {
            var made = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
            made.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            return made;
        });
    }

    public HttpClient Client => client.Value;

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<IDocument> PageAsync(string path)
    {
        using var reply = await GetAsync(path);
        return await ParseAsync(reply);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var sender = Client;
        await WaitUntilReadyAsync();
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await sender.PostAsync(new Uri(path, UriKind.Relative), form);
    }

    public static async Task<IDocument> ParseAsync(HttpResponseMessage reply) =>
        await new HtmlParser().ParseDocumentAsync(await reply.Content.ReadAsStringAsync());
}
