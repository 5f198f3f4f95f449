using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Sessions;
using MarsKb.Flows;
using MarsKb.Pages.Shared;
using MarsKb.Sessions;
using MarsKb.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Records;

/// <summary>The record of a session as a page. Whoever has the token for writing and whoever has the one for reading see the same.</summary>
public abstract class RecordPage(KnowledgeBase knowledge, MarsKbOptions options, TimeProvider time) : PageModel
{
    /// <summary>Null while it cannot be read.</summary>
    public SessionView? View { get; private set; }

    public Transcript Record { get; private set; } = null!;

    /// <summary>For the ticket.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The read-only link, whole.</summary>
    public string Link { get; private set; } = "";

    /// <summary>Path of this record without an ending.</summary>
    public abstract string Path { get; }

    public DateTime Now { get; } = time.GetUtcNow().UtcDateTime;

    /// <summary>The flow as the content has it now; null when it has none.</summary>
    public Flow? FlowNow => knowledge.Find(Record.Flow.Key) as Flow;

    /// <summary>The entry and cause that the outcome confirms, as the content has them now.</summary>
    public (Entry Entry, Cause Cause)? Confirmed =>
        Record.Outcome?.Cause is { } confirmed && knowledge.Find(confirmed.Entry) is Entry entry && entry.Causes.FirstOrDefault(c => c.Id == confirmed.Cause) is { } cause ? (entry, cause) : null;

    /// <summary>Title for the window.</summary>
    public string Title => View is null ? "This record cannot be read at the moment" : $"Record of {(Record.Ticket is { } ticket ? QuotedText.OneLine(ticket) : Record.Flow.Title)}";

    /// <param name="find">Asks for the session; null when the token is none.</param>
    protected async Task<IActionResult> ShowAsync(Func<Task<SessionView?>> find)
    {
        try
        {
            View = await find();
        }
        catch (StorageUnavailableException)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            Response.Headers.RetryAfter = "5";
            return Page();
        }
        if (View is null) return NotFound();
        Link = RecordLink.Of(Request, options, View);
        Record = Transcript.Of(View.Session, Link);
        Text = TranscriptText.Write(Record);
        if (Record.Ticket is { } ticket) Ticket.Set(HttpContext, ticket);
        return Page();
    }
}
