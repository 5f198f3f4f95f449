using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MarsKb.Codes;
using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Searches;
using MarsKb.Pages.Caching;
using MarsKb.Pages.Shared;
using MarsKb.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace MarsKb.Pages.Search;

/// <summary>Results for a code, a message, words or a whole paste.</summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(SearchForm.MaxBody)]
[OutputCache(PolicyName = SearchPageCache.Name)]
public sealed class IndexModel(KnowledgeBase knowledge, SearchLog searches, MarsKbOptions options) : PageModel
{
    /// <summary>Longest text in UTF-8 bytes, line breaks counted as one byte.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>A text of at most so many characters gets an address of its own.</summary>
    const int MaxLinkedText = 1500;

    // The request line may have 8 KiB; 1,500 characters of some scripts take more than that when they are escaped.
    const int MaxAddress = 7500;

    const int MostUnknownCodes = 5;

    SearchView view = new("", null, null, 1, false);

    public string Query => view.Query;

    public EntryKind? Kind => view.Kind;

    public string? Component => view.Component;

    /// <summary>From 1.</summary>
    public int PageNumber => view.Page;

    public bool Verbatim => view.Verbatim;

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

    /// <summary>Days for which searches are kept; 0: they are not.</summary>
    public int KeepDays => options.KeepSearchesDays;

    /// <summary>True for a text of several lines: it could be a log.</summary>
    public bool IsLog => Query.Contains('\n', StringComparison.Ordinal);

    public int First => view.First;

    public int Last => Math.Min(First + SearchView.PageSize, Found?.Total ?? 0);

    public KnowledgeBase Knowledge => knowledge;

    // Named apart: "page" is also a route value, the name of the Razor Page itself.
    public void OnGet(string? q, string? kind, string? component, [FromQuery(Name = "page")] string? number, string? verbatim)
    {
        view = SearchView.Read(q, kind, component, number, verbatim, knowledge);
        Find();
    }

    public IActionResult OnPost(string? q, string? kind, string? component, [FromForm(Name = "page")] string? number, [FromQuery(Name = "page")] string? linked, string? verbatim)
    {
        if (SearchForm.Refuse(Request, ModelState) is { } refusal) return refusal;
        view = SearchView.Read(q, kind, component, number ?? linked, verbatim, knowledge);
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

    void Find()
    {
        if (Encoding.UTF8.GetByteCount(Query) > MaxBytes)
        {
            TooLong = true;
            HttpContext.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        if (Query.Length == 0) return;
        Found = knowledge.Search.Search(view.ToRequest());
        Others = Found.Hits;
        UnknownCodes = [.. Found.Understood.Codes.Where(IsUnknown).Take(MostUnknownCodes)];
        if (view.IsQuestion) searches.Answered(Request, Query, Found, knowledge.Search);
        if (First > 0 || Others.IsEmpty || Others[0].Confidence == Confidence.Weak) return;
        Best = Others[0];
        BestEntry = knowledge.Find(Best.Key) as Entry;
        Others = Others.RemoveAt(0);
    }
}
