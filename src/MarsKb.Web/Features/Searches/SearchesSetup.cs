using MarsKb.Storage;

namespace MarsKb.Features.Searches;

static class SearchesSetup
{
    public static void AddSearches(this IServiceCollection services)
    {
        services.AddSingleton<SearchLog>();
        services.AddSingleton<IHostedService>(s => new Flusher(s.GetRequiredService<SearchLog>().FlushAsync, TimeSpan.FromSeconds(1), s.GetRequiredService<TimeProvider>()));
        services.AddHostedService<SearchRetention>();
    }
}
