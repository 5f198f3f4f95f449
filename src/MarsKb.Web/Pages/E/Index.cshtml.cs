using System.Collections.Immutable;
using MarsKb.Codes;
using MarsKb.Content;
using MarsKb.Pages.Shared;
using MarsKb.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.E;

/// <summary>The short link for ticket systems: leads to an entry, offers a choice, or says what the code means by itself.</summary>
public sealed class IndexModel(KnowledgeBase knowledge) : PageModel
{
    public Choice? Choice { get; private set; }

    public CodeMeaning? Meaning { get; private set; }

    public ImmutableArray<SearchHit> Closest { get; private set; } = [];

    public NotFoundView? Missing { get; private set; }

    public IActionResult OnGet(string? code)
    {
        var name = (code ?? "").Trim();
        var found = knowledge.Resolve(name);
        if (found.Kind is ResolutionKind.Key or ResolutionKind.OtherSpelling)
            return Redirect(Ticket.Of(HttpContext).Keep(found.Items[0].Url));
        if (found.Kind is ResolutionKind.Several)
        {
            Choice = new Choice(name, found.Items);
            return Page();
        }
        if (ErrorCode.Parse(name) is { } parsed && CodeReader.Read(parsed) is { Readings.Length: > 0 } meaning)
        {
            Meaning = meaning;
            Closest = knowledge.Search.Search(new SearchRequest(Words(meaning), Limit: 3)).Hits;
            return Page();
        }
        Missing = NotFoundView.Of(knowledge, name);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    // Entries speak of access that is denied, not of ERROR_ACCESS_DENIED.
    static string Words(CodeMeaning meaning) => string.Join(' ', meaning.Readings
        .Select(r => $"{r.Meaning} {r.Symbol?.Replace("ERROR_", "", StringComparison.Ordinal).Replace('_', ' ').ToLowerInvariant()}")
        .Prepend(meaning.Code));
}
