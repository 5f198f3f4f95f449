using System.Text;
using System.Text.Json;
using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Flows;
using MarsKb.Pages.Shared;
using MarsKb.Rendering;

namespace MarsKb.Export;

/// <summary>Writes a whole knowledge base into a folder that opens from a file share: the site's pages, and its search as data and script.</summary>
public static class SiteExport
{
    const string Assets = "assets/", Offline = "offline/";

    /// <param name="knowledge">What readers shall see. Its index is complete.</param>
    /// <param name="folder">New, empty, or an earlier export.</param>
    /// <param name="baseUrl">Address of the site, for the texts that go into tickets; null for none.</param>
    /// <param name="progress">Told how many files are done, of how many.</param>
    /// <exception cref="ExportRefusedException">Nothing was done.</exception>
    /// <exception cref="OperationCanceledException">Nothing was changed.</exception>
    public static async Task<ExportOutcome> WriteAsync(KnowledgeBase knowledge, string folder, Uri? baseUrl, Action<int, int> progress, CancellationToken cancel)
    {
        using var target = ExportFolder.Open(folder);
        var addresses = new ExportAddresses(knowledge);
        var own = typeof(SiteExport).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Assets, StringComparison.Ordinal) || n.StartsWith(Offline, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var page = new OfflinePage(addresses, own.Select(n => n.StartsWith(Assets, StringComparison.Ordinal) ? n[Assets.Length..] : n), Encoding.UTF8.GetString(Resource("assets/icons.svg")));
        var texts = new SearchTexts(knowledge, a => addresses.Of(a) ?? a);
        var pages = addresses.Pages.ToList();

        var work = new List<Func<Task>>();
        await using var renderer = new PageRenderer(knowledge, new MarsKbOptions { ContentDirectory = "", DataDirectory = Path.Combine(Path.GetTempPath(), "marskb-export-has-none"), BaseUrl = baseUrl, KeepSearchesDays = 0 });
        foreach (var (address, file) in pages)
            work.Add(async () => target.Write(file, file.EndsWith(".html", StringComparison.Ordinal) ? page.Rewrite(await renderer.RenderTextAsync(address), file) : await renderer.RenderAsync(address)));
        foreach (var name in own.Where(n => n != "assets/icons.svg")) work.Add(Now(() => target.Write(name, Resource(name))));
        work.Add(Now(() => target.Write("data/index.js", Script("index", SearchData.Index(knowledge.Search, a => addresses.Of(a) ?? a, texts.Starts)))));
        work.Add(Now(() => target.Write("data/codes.js", Script("codes", SearchData.Codes()))));
        work.Add(Now(() => target.Write("data/site.js", Script("site", Site(knowledge, addresses)))));
        foreach (var flow in knowledge.Flows) work.Add(Now(() => target.Write(addresses.StepsOf(flow), Script("flow", Steps(flow)))));
        for (var i = 0; i < texts.Starts.Length; i++)
        {
            var number = i;
            work.Add(Now(() => target.Write($"data/texts-{number}.js", Script($"texts[{number}]", texts.File(number)))));
        }

        var done = 0;
        await Parallel.ForEachAsync(work, cancel, async (piece, _) =>
        {
            await piece();
            progress(Interlocked.Increment(ref done), work.Count);
        });
        cancel.ThrowIfCancellationRequested();
        target.Commit();
        return new ExportOutcome(knowledge.Entries.Length, knowledge.Tables.Length, knowledge.Flows.Length, target.Files, target.Bytes);
    }

    static Func<Task> Now(Action work) => () =>
    {
        work();
        return Task.CompletedTask;
    };

    static byte[] Resource(string name)
    {
        using var stream = typeof(SiteExport).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A file that a page from a share may load: a script that keeps its data.</summary>
    static byte[] Script(string name, ReadOnlyMemory<byte> json) => [.. Encoding.UTF8.GetBytes($"marskb.data.{name}="), .. json.Span, .. ";\n"u8];

    /// <summary>A flow as it is kept for sessions, without the texts: those are in its page.</summary>
    static byte[] Steps(Flow flow) => Encoding.UTF8.GetBytes(FlowArchive.Write(flow with
    {
        Summary = RichText.Empty, EditorsNotes = [], Sources = [], Covers = [], Location = default,
        Steps = [.. flow.Steps.Select(s => s.WithoutTexts())],
    }));

    /// <summary>What the results page says of the knowledge base.</summary>
    static ReadOnlyMemory<byte> Site(KnowledgeBase knowledge, ExportAddresses addresses)
    {
        var triage = knowledge.Triage();
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            components = knowledge.Components.ToDictionary(c => c.Id, c => c.Title),
            triage = triage is null ? null : new { title = triage.Title, url = addresses.Of(triage.Url) },
        });
    }
}

/// <param name="Bytes">Of all files.</param>
public sealed record ExportOutcome(int Entries, int Tables, int Flows, int Files, long Bytes);
