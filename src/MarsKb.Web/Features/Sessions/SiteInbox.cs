using System.Diagnostics;
using MarsKb.Storage;

namespace MarsKb.Features.Sessions;

/// <summary>Has something done in a data folder from another program: by itself where no site runs, else by asking the site.</summary>
static class SiteInbox
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromMinutes(10);

    /// <param name="ending">Of the request's file: who answers it.</param>
    /// <param name="patience">How long to wait until the site begins with it.</param>
    /// <param name="here">Does it in this process, with the folder's lock held.</param>
    /// <exception cref="TimeoutException">A site runs and does not answer.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static TAnswer Ask<TAnswer>(DataFolder folder, string ending, byte[] content, TimeSpan patience, Func<TAnswer> here) where TAnswer : class
    {
        if (folder.TryLock() is { } free)
            using (free) return here();
        var request = RemovalInbox.Post(folder, ending, content);
        for (var since = Stopwatch.GetTimestamp(); ; Thread.Sleep(Pause))
        {
            if (RemovalInbox.TryTakeAnswer<TAnswer>(request) is { } answer) return answer;
            if (folder.TryLock() is { } left)
                using (left) // the site has stopped meanwhile
                {
                    RemovalInbox.TryWithdraw(request);
                    return RemovalInbox.TryTakeAnswer<TAnswer>(request) ?? here();
                }
            var waited = Stopwatch.GetElapsedTime(since);
            if (waited > Longest) throw new TimeoutException("The site began with it and has not said that it is done. Look at its log, then ask again.");
            if (waited > patience && RemovalInbox.TryWithdraw(request))
                throw new TimeoutException("The site does not answer. /healthz/ready says whether it can write.");
        }
    }
}
