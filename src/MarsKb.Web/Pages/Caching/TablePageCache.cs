namespace MarsKb.Pages.Caching;

/// <summary>Pages of whole tables of the matrix.</summary>
sealed class TablePageCache : PageCache
{
    public const string Name = "table";
}
