using MarsKb.Content;
using MarsKb.Sessions;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Takes in what the command line brings to a running site; see <see cref="WalkImport"/>.</summary>
sealed class WalkRequests(DataFolder folder, StorageWriter writer, SessionStore store, CurrentKnowledge current, CauseCounts causes, FlowResults results, TimeProvider time, ILogger<WalkRequests> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                if (writer.Closed is null) await LookAsync(); // only the one site that writes
        }
        catch (OperationCanceledException)
        {
        }
    }

    internal async Task LookAsync()
    {
        try
        {
            if (!Directory.Exists(folder.Inbox)) return;
            foreach (var path in Directory.GetFiles(folder.Inbox, "*" + WalkImport.Ending))
                if (RemovalInbox.TryTake(path, SavedWalk.LongestFile) is { } file) RemovalInbox.Answer(path, await TakeAsync(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("A saved walk cannot be read or answered: {Cause}", e.Message);
        }
    }

    async Task<WalkAnswer> TakeAsync(byte[] file)
    {
        try
        {
            var walk = SavedWalk.Read(file);
            var knowledge = current.WithDrafts;
            var answer = await writer.WriteAsync(db => WalkImport.Take(db, store, walk, knowledge, time.GetUtcNow().UtcDateTime));
            if (answer is not { IsNew: true, IsDone: true }) return answer;
            await causes.LearnAsync(answer.CauseEntry);
            await results.LearnAsync(answer.Flow);
            return answer;
        }
        catch (SavedWalkException refused)
        {
            return WalkAnswer.Refuse(refused.Message);
        }
        catch (StorageUnavailableException e)
        {
            return WalkAnswer.Refuse(e.Trouble.Detail);
        }
    }
}
