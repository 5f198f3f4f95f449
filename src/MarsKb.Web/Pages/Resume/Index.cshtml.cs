using System.Globalization;
using MarsKb.Features.Sessions;
using MarsKb.Security;
using MarsKb.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Resume;

/// <summary>Goes on with a session from another device, by a code that is shown there and typed here.</summary>
[SecretAddress]
public sealed class IndexModel(SessionService sessions, ResumeAttempts attempts, SessionPerson person) : PageModel
{
    /// <summary>The same for wrong, used and outlived codes: it says nothing of which there are.</summary>
    const string Wrong = "This code does not hold. It may be mistyped, used already or older than 15 minutes";

    const int LongestShown = 40;

    public string Typed { get; private set; } = "";

    public string? Mistake { get; private set; }

    /// <summary>Seconds to wait, after too many tries; else null.</summary>
    public int? WaitSeconds { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync([FromForm] string? code)
    {
        Typed = code is { Length: <= LongestShown } ? code.Trim() : "";
        if (string.IsNullOrWhiteSpace(code)) return Again(StatusCodes.Status422UnprocessableEntity, "Type the code");
        var client = HttpContext.Connection.RemoteIpAddress;
        if (attempts.Wait(client) is var wait && wait > TimeSpan.Zero)
        {
            WaitSeconds = (int)Math.Ceiling(wait.TotalSeconds);
            Response.Headers.RetryAfter = WaitSeconds.Value.ToString(CultureInfo.InvariantCulture);
            return Again(StatusCodes.Status429TooManyRequests, $"There were too many tries. Try again in {WaitSeconds} s");
        }
        attempts.Count(client);
        try
        {
            return await sessions.ResumeByCodeAsync(code, person.Of(HttpContext)) switch
            {
                { Outcome: SessionOutcome.Accepted, View.Url: { } url } => new Shared.SeeOtherResult(url),
                { Outcome: SessionOutcome.Unavailable } => Unsaved(),
                _ => Again(StatusCodes.Status422UnprocessableEntity, Wrong),
            };
        }
        catch (StorageUnavailableException)
        {
            return Unsaved();
        }
    }

    PageResult Unsaved() => Again(StatusCodes.Status503ServiceUnavailable, "Nothing can be saved at the moment, and the code is not used up. Try again in a minute");

    PageResult Again(int status, string mistake)
    {
        Response.StatusCode = status;
        Mistake = mistake;
        return Page();
    }
}
