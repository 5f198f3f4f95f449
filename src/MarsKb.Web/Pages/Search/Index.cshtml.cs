using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MarsKb.Codes;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Pages.Shared;
using MarsKb.Search;
using MarsKb.Searches;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Search;

/// <summary>Results for a code, a message, words or a whole paste.</summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(SearchForm.MaxBody)]
public sealed class IndexModel(KnowledgeBase knowledge, SearchLog searches) : PageModel
{
    /// <summary>Hits on one page.</summary>
    public const int PageSize = 10;

    /// <summary>Longest text in UTF-8 bytes, line breaks counted as one byte.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>A text of at most so many characters gets an address of its own.</summary>
    const int MaxLinkedText = 1500;

    // The request line may have 8 KiB; 1,500 characters of some scripts take more than that when they are escaped.
    const int MaxAddress = 7500;

    const int MostUnknownCodes = 5;

    public string Query { get; private set; } = "";

    public EntryKind? Kind { get; private set; }

    public string? Component { get; private set; }

    /// <summary>From 1.</summary>
    public int PageNumber { get; private set; } = 1;

    public bool Verbatim { get; private set; }

    public bool TooLong { get; private set; }

    public SearchResponse? Found { get; private set; }

    /// <summary>The hit that stands out, or null when nothing is certain.</summary>
    public SearchHit? Best { get; private set; }

    /// <summary>The entry of <see cref="Best"/>; null for a table.</summary>
    public Entry? BestEntry { get; private set; }

    public ImmutableArray<SearchHit> Others { get; private set; } = [];

    /// <summary>True when a text is too long for an address, so that links to other views of it cannot be made.</summary>
    public bool HasAddress { get; private set; } = true;

    /// <summary>The largest components, and the one that was chosen.</summary>
    public IEnumerable<Facet<string>> ShownComponents =>
        (Found?.Components ?? []).OrderByDescending(f => f.Count).Index().Where(f => f.Index < 4 || f.Item.Value == Component).Select(f => f.Item);

    /// <summary>Codes in the text that have no entry and say something by themselves.</summary>
    public ImmutableArray<string> UnknownCodes { get; private set; } = [];

    /// <summary>False while the site still reads its content: codes and names are found, words are not.</summary>
    public bool Knows => knowledge.Search.IsComplete;

    /// <summary>True for a text of several lines: it could be a log.</summary>
    public bool IsLog => Query.Contains('\n', StringComparison.Ordinal);

    public int First => (PageNumber - 1) * PageSize;

    public int Last => Math.Min(First + PageSize, Found?.Total ?? 0);

    public KnowledgeBase Knowledge => knowledge;

    // Named apart: "page" is also a route value, the name of the Razor Page itself.
    public void OnGet(string? q, string? kind, string? component, [FromQuery(Name = "page")] string? number, string? verbatim)
    {
        Read(q, kind, component, number, verbatim);
        Find();
    }

    public IActionResult OnPost(string? q, string? kind, string? component, [FromForm(Name = "page")] string? number, [FromQuery(Name = "page")] string? view, string? verbatim)
    {
        if (SearchForm.Refuse(Request, ModelState) is { } refusal) return refusal;
        Read(q, kind, component, number ?? view, verbatim);
        if (Query.Length <= MaxLinkedText)
        {
            var address = Ticket.Of(HttpContext).Keep(Address(Kind, Component, PageNumber, Verbatim));
            if (address.Length <= MaxAddress) return new SeeOtherResult(address);
        }
        HasAddress = false;
        Find();
        return Page();
    }

    /// <summary>Address of another view of the same text; of a text that is too long for one, where its form is sent for that view.</summary>
    public string Address(EntryKind? kind, string? component, int page = 1, bool verbatim = false)
    {
        var parts = new List<string>(5);
        if (HasAddress) parts.Add("q=" + Uri.EscapeDataString(Query));
        if (kind is { } k) parts.Add("kind=" + k.Slug());
        if (component is not null) parts.Add("component=" + Uri.EscapeDataString(component));
        if (page > 1) parts.Add(string.Create(CultureInfo.InvariantCulture, $"page={page}"));
        if (verbatim) parts.Add("verbatim=1");
        return parts.Count == 0 ? "/search" : "/search?" + string.Join('&', parts);
    }

    bool IsUnknown(string code) =>
        knowledge.Resolve(code).Kind is ResolutionKind.None && ErrorCode.Parse(code) is { } parsed && CodeReader.Read(parsed).Readings.Length > 0;

    void Read(string? q, string? kind, string? component, string? page, string? verbatim)
    {
        Query = SearchedText.Clean(q);
        Kind = ItemText.KindOf(kind);
        Component = knowledge.Components.FirstOrDefault(c => string.Equals(c.Id, component, StringComparison.OrdinalIgnoreCase))?.Id;
        PageNumber = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 1000) : 1;
        Verbatim = verbatim == "1";
    }

    void Find()
    {
        if (Encoding.UTF8.GetByteCount(Query) > MaxBytes)
        {
            TooLong = true;
            HttpContext.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        if (Query.Length == 0) return;
        Found = knowledge.Search.Search(new SearchRequest(Query, PageSize, First, Kind, Component, Verbatim));
        Others = Found.Hits;
        UnknownCodes = [.. Found.Understood.Codes.Where(IsUnknown).Take(MostUnknownCodes)];
        // Narrowed, or a page further on, it is the same question of the same person.
        if (First == 0 && Kind is null && Component is null) searches.Answered(Request, Query, Found, knowledge.Search);
        if (First > 0 || Others.IsEmpty || Others[0].Confidence == Confidence.Weak) return;
        Best = Others[0];
        BestEntry = knowledge.Find(Best.Key) as Entry;
        Others = Others.RemoveAt(0);
    }
}
