using System.Text.Json;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Does what the command line asks for on a running site; see <see cref="RemovalInbox"/>.</summary>
sealed class RemovalRequests(DataFolder folder, SessionRemover remover, StorageWriter writer, TimeProvider time, ILogger<RemovalRequests> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500), Forgotten = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                if (writer.Closed is null) await LookAsync(stoppingToken); // only the one site that writes
        }
        catch (OperationCanceledException)
        {
        }
    }

    internal async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            // Made by the site, so that it may read what somebody else puts there.
            Directory.CreateDirectory(folder.Inbox);
            foreach (var path in Directory.GetFiles(folder.Inbox, RemovalInbox.Requests)) await DoAsync(path, cancel);
            foreach (var left in Directory.GetFiles(folder.Inbox))
                if (time.GetUtcNow() - File.GetLastWriteTimeUtc(left) > Forgotten) File.Delete(left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("A request to delete sessions cannot be read or answered: {Cause}", e.Message);
        }
    }

    async Task DoAsync(string path, CancellationToken cancel)
    {
        try
        {
            if (RemovalInbox.TryTake(path) is not { Filter: { } filter } request) return;
            var answer = request.ValidUntil < time.GetUtcNow().UtcDateTime
                ? new RemovalAnswer(0, false, "The request came too late; nothing was deleted.")
                : await remover.RemoveAsync(filter, cancel);
            RemovalInbox.Answer(path, answer);
            log.LogInformation("{Deleted} sessions were deleted on request", answer.Deleted);
        }
        catch (StorageUnavailableException e)
        {
            RemovalInbox.Answer(path, new RemovalAnswer(0, false, e.Trouble.Detail));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            RemovalInbox.Answer(path, new RemovalAnswer(0, false, "The site does not understand the request: is the command of another version?"));
        }
    }
}
