using MarsKb.Features.Sessions;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using MarsKb.Security.Staff;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Tickets;

/// <summary>The sessions of a ticket, linked read-only. A ticket's number is easy to guess, so this is for staff.</summary>
[Authorize(StaffSetup.Policy), SecretAddress]
public sealed class IndexModel(SessionService sessions, TimeProvider time) : PageModel
{
    /// <summary>The ticket, or null before one is named.</summary>
    public string? Reference { get; private set; }

    public string Typed { get; private set; } = "";

    public string? Mistake { get; private set; }

    /// <summary>Latest first; null while they cannot be read.</summary>
    public IReadOnlyList<SessionSummary>? Sessions { get; private set; } = [];

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    /// <param name="reference">In the path.</param>
    /// <param name="typed">In the search field.</param>
    public async Task<IActionResult> OnGetAsync(string? reference, [FromQuery(Name = "ref")] string? typed)
    {
        if (string.IsNullOrEmpty(reference))
        {
            // The page of a ticket can be linked from elsewhere; a form cannot know its address beforehand.
            if (WrittenText.Ticket(typed) is { } named) return Redirect("/tickets/" + Uri.EscapeDataString(named));
            Typed = typed is { Length: <= WrittenText.LongestTicket } ? typed : "";
            if (Request.Query.ContainsKey("ref")) Mistake = $"Enter a ticket number of at most {WrittenText.LongestTicket} characters";
            return Page();
        }
        // A slash within a segment stays encoded until here.
        if (WrittenText.Ticket(reference.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is not { } clean) return NotFound();
        Reference = clean;
        Ticket.Set(HttpContext, clean);
        try
        {
            Sessions = await sessions.ForTicketAsync(clean, HttpContext.RequestAborted);
        }
        catch (StorageUnavailableException)
        {
            Sessions = null;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = "5";
        }
        return Page();
    }
}
