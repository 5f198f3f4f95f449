using System.Collections.Immutable;
using MarsKb.Configuration;
using MarsKb.Content.Parsed;
using MarsKb.Diagnostics;
using MarsKb.Health;
using MarsKb.Search;

namespace MarsKb.Content;

/// <summary>
/// Loads the content folder and decides whether what it found may be served: content with a fault never replaces content
/// without one, and no folder that is empty or gone replaces anything. Not for two threads at once.
/// </summary>
sealed class ContentReloader(
    CurrentKnowledge current, ParsedContent parsed, IndexStore store, MarsKbOptions options, SiteHealth health, TimeProvider time, ILogger<ContentReloader> log) : IDisposable
{
    const string Part = "content";
    const int MostStated = 10;

    /// <summary>Errors of what is served: 0 but for a faulty start.</summary>
    int servedErrors;
    string? seen;
    CancellationTokenSource settling = new();

    /// <summary>True when the folder is not as it was when it was last loaded.</summary>
    public bool IsStale => ContentFingerprint.Of(options.ContentDirectory) != seen;

    /// <summary>The first load: faulty files are left out, the site runs with the others.</summary>
    public void Start(CancellationToken cancel)
    {
        seen = ContentFingerprint.Of(options.ContentDirectory);
        var load = Load(cancel, early: true);
        Serve(load);
        _ = SettleAsync(load, early: true);
        State(load.Diagnostics, "left out");
        parsed.Save();
    }

    /// <summary>Loads again and serves it if it may. False when the folder changed meanwhile: wait and call again.</summary>
    public bool Reload(CancellationToken cancel)
    {
        var before = ContentFingerprint.Of(options.ContentDirectory);
        if (before is null)
        {
            seen = null;
            Refuse("content-missing", "The content folder is gone. The last content that was read is served.");
            return true;
        }
        var load = Load(cancel);
        if (ContentFingerprint.Of(options.ContentDirectory) != before) return false;
        seen = before;
        parsed.Save();
        var errors = Errors(load);
        if (load.WithDrafts.Items.IsEmpty && !current.WithDrafts.Items.IsEmpty)
            Refuse("content-missing", "The content folder has no entry. The last content that was read is served.");
        else if (errors > 0 && errors >= servedErrors && (servedErrors == 0 || load.WithDrafts.Items.Length < current.WithDrafts.Items.Length))
            State(load.Diagnostics, "kept out; the last good content is served");
        else
        {
            Serve(load);
            _ = SettleAsync(load, early: false);
            State(load.Diagnostics, "left out");
        }
        return true;
    }

    ContentLoad Load(CancellationToken cancel, bool early = false)
    {
        var start = time.GetTimestamp();
        var load = ContentLoader.Load(options.ContentDirectory, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), store, early, parsed, cancel);
        log.LogDebug("Read the content folder in {Elapsed:0} ms, {Taken} files as they were parsed before", time.GetElapsedTime(start).TotalMilliseconds, parsed.Taken);
        return load;
    }

    /// <summary>
    /// What follows once content is served. Large content is searched by codes and names first, by words a little later; then the index
    /// is put on disk, and what the first questions would wait for is read.
    /// </summary>
    async Task SettleAsync(ContentLoad load, bool early)
    {
        var before = settling;
        settling = new CancellationTokenSource();
        var (stop, search, start) = (settling.Token, load.Knowledge.Search, time.GetTimestamp());
        await before.CancelAsync();
        before.Dispose();
        try
        {
            var isLate = early && !search.IsComplete;
            await search.Completion;
            if (isLate) log.LogInformation("All words can be searched after {Elapsed:0} ms", time.GetElapsedTime(start).TotalMilliseconds);
            await Task.Run(() =>
            {
                store.Commit();
                search.Warm(stop);
            }, stop);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Newer content has come, or the site stops.
        }
        catch (Exception fault)
        {
            log.LogCritical(fault, "The search index could not be built: only codes and names are found");
            health.State("search", new Trouble("search-incomplete", "The search index could not be built: only codes and names are found."));
        }
    }

    public void Dispose()
    {
        settling.Cancel();
        settling.Dispose();
    }

    void Serve(ContentLoad load)
    {
        current.Replace(options.ShowDrafts ? load.WithDrafts : load.Knowledge, load.WithDrafts);
        servedErrors = Errors(load);
        log.LogInformation("Serving content {Revision}: {EntryCount} entries, {TableCount} tables",
            load.Knowledge.Revision, load.Knowledge.Entries.Length, load.Knowledge.Tables.Length);
    }

    void State(ImmutableArray<Diagnostic> diagnostics, string consequence)
    {
        ImmutableArray<Diagnostic> errors = [.. diagnostics.Where(d => d.Severity == Severity.Error)];
        foreach (var warning in diagnostics.Where(d => d.Severity == Severity.Warning)) log.LogWarning("Content: {Diagnostic}", warning);
        foreach (var error in errors) log.LogError("Content, {Consequence}: {Diagnostic}", consequence, error);
        var stated = errors.Take(MostStated).Select(d => new Trouble("content-fault", OneTrouble(d)));
        if (errors.Length > MostStated) stated = stated.Append(new Trouble("content-fault", $"{errors.Length - MostStated} more; see the log or run marskb lint."));
        health.State(Part, [.. stated]);
    }

    static string OneTrouble(Diagnostic diagnostic) => Logging.OneLine.Escape(diagnostic.ToString());

    void Refuse(string reason, string detail)
    {
        log.LogError("Content: {Detail}", detail);
        health.State(Part, new Trouble(reason, detail));
    }

    static int Errors(ContentLoad load) => load.Diagnostics.Count(d => d.Severity == Severity.Error);
}
