using System.Diagnostics;
using System.Globalization;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace MarsKb.Pages;

/// <summary>The one page for everything that goes wrong.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>As in the log.</summary>
    public string RequestId { get; private set; } = "";

    // Before any handler: an error page answers whatever method the failed request had.
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var asked = RouteData.Values["status"] is string text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Response.StatusCode;
        // Opened by its own address it is a page like any other that is not there.
        var code = !HttpContext.IsErrorPage() ? StatusCodes.Status404NotFound : asked is >= 400 and <= 599 ? asked : StatusCodes.Status500InternalServerError;
        Response.StatusCode = code;
        RequestId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        (Title, Text) = code switch
        {
            StatusCodes.Status400BadRequest => ("This request was not understood", "Something in the address or the form has the wrong shape. Search from here, or go back and try again."),
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => ("This is not open to you", "Sign in as staff, or search from here."),
            StatusCodes.Status404NotFound => ("Nothing is at this address", "It may be spelled differently, or it has gone. Search for what you need."),
            StatusCodes.Status405MethodNotAllowed => ("This address does not take that", "Open it in a browser instead, or search from here."),
            StatusCodes.Status413PayloadTooLarge => ("The text is too long", "Search takes up to 64 KiB. Cut it to the lines around the error and search again."),
            StatusCodes.Status429TooManyRequests => ("Too many requests at once", "Wait a minute and try again."),
            StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage => ("This cannot be saved at the moment", "Reading and searching go on. Try again in a minute."),
            >= 500 => ("This did not work", "The fault is on our side and has been logged. Reading and searching may still work."),
            _ => (ReasonPhrases.GetReasonPhrase(code) is { Length: > 0 } phrase ? phrase : "This did not work", "Search from here, or go back and try again."),
        };
    }
}
