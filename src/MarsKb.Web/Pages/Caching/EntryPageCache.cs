using System.Globalization;
using MarsKb.Entries;
using MarsKb.Feedback;
using MarsKb.Sessions;

namespace MarsKb.Pages.Caching;

/// <summary>Pages of entries. They show whom the entry helped, and the order of causes that closed sessions gave.</summary>
sealed class EntryPageCache : PageCache
{
    public const string Name = "entry";

    protected override string Shown(KnowledgeItem item, IServiceProvider services)
    {
        var helped = services.GetRequiredService<FeedbackService>().CountOf(item.Key);
        var causes = services.GetRequiredService<CauseCounts>().Of(item.Key);
        return helped.Total == 0 && causes.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{helped.Helped}/{helped.Total} {string.Join(' ', causes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))}");
    }
}
