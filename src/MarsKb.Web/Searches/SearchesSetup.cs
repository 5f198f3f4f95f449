namespace MarsKb.Searches;

static class SearchesSetup
{
    public static void AddSearches(this IServiceCollection services)
    {
        services.AddSingleton<SearchLog>();
        services.AddHostedService<SearchLogFlusher>();
        services.AddHostedService<SearchRetention>();
    }
}
