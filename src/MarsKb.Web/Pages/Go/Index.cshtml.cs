using MarsKb.Content;
using MarsKb.Features.Searches;
using MarsKb.Pages.Shared;
using MarsKb.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Go;

/// <summary>A pasted message in a link: straight to the entry when it is certain, else to the search.</summary>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(SearchForm.MaxBody)]
public sealed class IndexModel(KnowledgeBase knowledge, SearchLog searches) : PageModel
{
    public IActionResult OnGet(string? q) => Certain(q) ?? Redirect(Keep("/search?q=" + Uri.EscapeDataString(q ?? "")));

    // 307 keeps method and form: the search shows a long text at once and gives a short one an address.
    public IActionResult OnPost(string? q) =>
        (IActionResult?)SearchForm.Refuse(Request, ModelState) ?? Certain(q) ?? RedirectPreserveMethod("/search");

    RedirectResult? Certain(string? q)
    {
        var text = SearchedText.Clean(q);
        if (text.Length == 0) return Redirect(Keep("/"));
        if (System.Text.Encoding.UTF8.GetByteCount(text) > Search.IndexModel.MaxBytes) return null;
        if (knowledge.Resolve(text).Kind is ResolutionKind.Several) return Redirect(Keep("/e/" + Uri.EscapeDataString(text)));
        var found = knowledge.Search.Search(new SearchRequest(text, Limit: 1));
        if (found.Hits is not [{ Confidence: not Confidence.Weak } hit]) return null;
        searches.Answered(Request, text, found, knowledge.Search);
        return Redirect(Keep(hit.Url));
    }

    string Keep(string url) => Ticket.Of(HttpContext).Keep(url);
}
