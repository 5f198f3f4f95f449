using System.Globalization;
using MarsKb.Features.Feedback;
using MarsKb.Pages.Shared;
using MarsKb.Security;
using MarsKb.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Ask;

/// <summary>Asks for an entry that is missing.</summary>
[SameOrigin]
public sealed class IndexModel(AskService asks, AskAttempts attempts) : PageModel
{
    /// <summary>What was searched for or opened.</summary>
    public string About { get; private set; } = "";

    /// <summary>What the person adds.</summary>
    public string Text { get; private set; } = "";

    public bool Sent { get; private set; }

    /// <summary>How many people have asked for the same, this one included.</summary>
    public int Askers { get; private set; }

    public string? Mistake { get; private set; }

    public void OnGet(string? about, int? asked)
    {
        About = Short(about);
        Sent = asked is > 0;
        Askers = asked ?? 0;
    }

    public async Task<IActionResult> OnPostAsync(string? about, string? text)
    {
        About = Short(about);
        Text = (text ?? "").ReplaceLineEndings("\n").Trim();
        var client = HttpContext.Connection.RemoteIpAddress;
        if (attempts.Wait(client) is var wait && wait > TimeSpan.Zero)
        {
            var seconds = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            Response.Headers.RetryAfter = seconds;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Mistake = $"There were too many requests from your address. Your text is kept below; try again in {seconds} s.";
            return Page();
        }
        attempts.Count(client);
        // Without something that was searched for, what the person wrote is the wish itself.
        var person = HttpContext.Person();
        var result = About.Length > 0 ? await asks.AskAsync(About, Text, person) : await asks.AskAsync(Text, person: person);
        switch (result.Outcome)
        {
            case AskOutcome.Saved:
                return new SeeOtherResult(Ticket.Of(HttpContext).Keep($"/ask?asked={result.Askers}"));
            case AskOutcome.NothingAsked:
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                Mistake = "Write what the software says or what goes wrong.";
                return Page();
            case AskOutcome.TooLong:
                Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                Mistake = $"The text is too long. Shorten it to {(About.Length > 0 ? AskService.LongestNote : AskService.LongestWish)} characters.";
                return Page();
            default:
                Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                Mistake = "Nothing can be saved at the moment. Your text is kept below; try again in a minute.";
                return Page();
        }
    }

    // A whole log may have been searched for; its beginning says what it was about.
    static string Short(string? about) => ShortText.Cut((about ?? "").ReplaceLineEndings("\n").Trim(), AskService.LongestWish);
}
