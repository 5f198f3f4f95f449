namespace MarsKb.Searches;

/// <summary>Saves the noted searches every second, and once more when the site stops.</summary>
sealed class SearchLogFlusher(SearchLog searches, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await searches.FlushAsync();
        }
        catch (OperationCanceledException)
        {
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await searches.FlushAsync();
    }
}
