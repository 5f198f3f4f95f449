using System.Globalization;
using MarsKb.Content;
using MarsKb.Features.Feedback;
using MarsKb.Features.Sessions;

namespace MarsKb.Pages.Caching;

/// <summary>Pages of entries. They show whom the entry helped, and the order of causes that closed sessions gave.</summary>
sealed class EntryPageCache : ItemPageCache
{
    public const string Entry = "entry";

    protected override string Shown(HttpContext http, KnowledgeBase knowledge)
    {
        var key = ItemOf(http.Request, knowledge)!.Key;
        var helped = http.RequestServices.GetRequiredService<FeedbackService>().CountOf(key);
        var causes = http.RequestServices.GetRequiredService<CauseCounts>().Of(key);
        return helped.Total == 0 && causes.Count == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{helped.Helped}/{helped.Total} {string.Join(' ', causes.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value}"))}");
    }
}
