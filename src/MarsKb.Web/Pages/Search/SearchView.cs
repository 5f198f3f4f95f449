using System.Globalization;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Searches;
using MarsKb.Pages.Shared;
using MarsKb.Search;

namespace MarsKb.Pages.Search;

/// <summary>What an address of the results page asks for.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Verbatim">True: nothing is corrected.</param>
public sealed record SearchView(string Query, EntryKind? Kind, string? Component, int Page, bool Verbatim)
{
    /// <summary>Hits on one page.</summary>
    public const int PageSize = 10;

    const int MostPages = 1000;

    /// <summary>What is not understood is passed over: links never break.</summary>
    public static SearchView Read(string? q, string? kind, string? component, string? page, string? verbatim, KnowledgeBase knowledge) => new(
        SearchedText.Clean(q),
        ItemText.KindOf(kind),
        knowledge.Components.FirstOrDefault(c => string.Equals(c.Id, component, StringComparison.OrdinalIgnoreCase))?.Id,
        int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, MostPages) : 1,
        verbatim == "1");

    /// <summary>Hits on the pages before.</summary>
    public int First => (Page - 1) * PageSize;

    /// <summary>False for what is narrowed, or a page further on: it is the same question of the same person.</summary>
    public bool IsQuestion => Query.Length > 0 && First == 0 && Kind is null && Component is null;

    public SearchRequest ToRequest() => new(Query, PageSize, First, Kind, Component, Verbatim);
}
