using System.Globalization;

namespace MarsKb.Cli.Output;

/// <summary>One line on a terminal that says how far long work is; nothing in a pipe.</summary>
sealed class ProgressLine(Terminal terminal, string what, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    readonly long start = time.GetTimestamp();
    readonly Lock gate = new();
    long shown = time.GetTimestamp();

    public void Tell(int done, int all)
    {
        if (!terminal.ShowsProgress) return;
        lock (gate)
        {
            if (done < all && time.GetElapsedTime(shown) < Pause) return;
            shown = time.GetTimestamp();
            var seconds = time.GetElapsedTime(start).TotalSeconds;
            var rate = seconds > 0 ? done / seconds : 0;
            var left = rate > 0 ? (all - done) / rate : 0;
            terminal.Progress(string.Create(CultureInfo.InvariantCulture, $"{done} of {all} {what}, {rate:0} a second, {left:0} s left"));
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose() => terminal.EndProgress();
}
