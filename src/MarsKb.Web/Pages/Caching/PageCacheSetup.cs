namespace MarsKb.Pages.Caching;

static class PageCacheSetup
{
    /// <summary>Bytes of all pages that are kept. Pages of 10,000 entries take about 80 MB compressed; those that were not asked for lately go first.</summary>
    const long MostBytes = 64 << 20;

    const long LargestPage = 1 << 20;

    public static void AddPageCache(this IServiceCollection services) =>
        services.AddOutputCache(cache =>
        {
            // Another spelling of a name is another address: it leads to the page, but is not the page.
            cache.UseCaseSensitivePaths = true;
            cache.SizeLimit = MostBytes;
            cache.MaximumBodySize = LargestPage;
            cache.DefaultExpirationTimeSpan = TimeSpan.FromMinutes(10);
            cache.AddPolicy(EntryPageCache.Entry, new EntryPageCache());
            cache.AddPolicy(ItemPageCache.Table, new ItemPageCache());
            cache.AddPolicy(SearchPageCache.Name, new SearchPageCache());
        });
}
