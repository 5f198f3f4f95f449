using MarsKb.Configuration;

namespace MarsKb.Content;

/// <summary>
/// Reloads the content when its folder changes: at once where the system reports changes, else by looking at sizes and times
/// now and then. Waits until the folder has been quiet, so that a half-saved file is not read.
/// </summary>
sealed class ContentWatcher(ContentReloader content, MarsKbOptions options, TimeProvider time, ILogger<ContentWatcher> log) : BackgroundService
{
    static readonly TimeSpan LongestRescan = TimeSpan.FromSeconds(30);

    /// <summary>A folder that never comes to rest is read anyway after this.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    readonly SemaphoreSlim changed = new(0, 1);

    TimeSpan RescanInterval => options.ReloadDelay * 15 is var often && often < LongestRescan ? often : LongestRescan;

    /// <summary>Loads the content before the first request can come.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        content.Start(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ReloadDelay == TimeSpan.Zero) return;
        await Task.Yield();
        var watcher = Watch();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var reported = await changed.WaitAsync(RescanInterval, stoppingToken);
                if (!content.IsStale) continue;
                try
                {
                    await ReloadWhenQuietAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "The content could not be read; the last good content is served");
                }
                if (reported && watcher is not null) continue;
                // The change came unreported: the folder may be another one now, and the watcher looks at the old one.
                watcher?.Dispose();
                watcher = Watch();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            watcher?.Dispose();
        }
    }

    async Task ReloadWhenQuietAsync(CancellationToken stoppingToken)
    {
        var first = time.GetTimestamp();
        while (true)
        {
            while (await changed.WaitAsync(options.ReloadDelay, stoppingToken) && time.GetElapsedTime(first) < LongestWait)
            {
            }
            if (await Task.Run(() => content.Reload(stoppingToken), stoppingToken)) return;
        }
    }

    FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(options.ContentDirectory) { IncludeSubdirectories = true, InternalBufferSize = 64 << 10 };
            watcher.Changed += (_, _) => Signal();
            watcher.Created += (_, _) => Signal();
            watcher.Deleted += (_, _) => Signal();
            watcher.Renamed += (_, _) => Signal();
            watcher.Error += (_, _) => Signal();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            log.LogWarning("Changes of the content folder are not reported ({Reason}); it is looked at every {Interval} s", e.Message, RescanInterval.TotalSeconds);
            return null;
        }
    }

    void Signal()
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A change is waiting already.
        }
        catch (ObjectDisposedException)
        {
            // The site is stopping while the last event is on its way.
        }
    }

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }
}
