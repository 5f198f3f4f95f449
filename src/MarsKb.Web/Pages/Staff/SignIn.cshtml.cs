using System.Globalization;
using MarsKb.Security;
using MarsKb.Security.Staff;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Staff;

/// <summary>Takes the staff key. Where none is set there is nothing to sign in to: staff pages are open on this machine, and nowhere else.</summary>
[ResponseCache(NoStore = true)]
public sealed class SignInModel(StaffKey key, SignInAttempts attempts) : PageModel
{
    public string ReturnUrl { get; private set; } = "/";

    public string? Mistake { get; private set; }

    public IActionResult OnGet(string? returnUrl)
    {
        if (Refuse(returnUrl) is { } refusal) return refusal;
        return key.IsSet ? Page() : LocalRedirect(ReturnUrl);
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "key")] string? presented, [FromForm] string? returnUrl)
    {
        if (Refuse(returnUrl) is { } refusal) return refusal;
        if (!key.IsSet) return LocalRedirect(ReturnUrl);
        var client = HttpContext.Connection.RemoteIpAddress;
        if (attempts.Wait(client) is var wait && wait > TimeSpan.Zero)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            Response.Headers.RetryAfter = seconds;
            return Wrong(StatusCodes.Status429TooManyRequests, $"There were too many wrong keys. Try again in {seconds} s");
        }
        if (!key.Is(presented))
        {
            attempts.Count(client);
            return Wrong(StatusCodes.Status400BadRequest, string.IsNullOrEmpty(presented) ? "Enter the staff key" : "This is not the staff key");
        }
        await HttpContext.SignInAsync(StaffSetup.CookieScheme, StaffSetup.Principal(key, StaffSetup.CookieScheme));
        return LocalRedirect(ReturnUrl);
    }

    IActionResult? Refuse(string? returnUrl)
    {
        if (!key.IsSet && !StaffKey.IsLocal(HttpContext)) return NotFound();
        if (string.IsNullOrEmpty(returnUrl)) return null;
        if (!LocalPath.TryRead(returnUrl, out var path)) return BadRequest();
        ReturnUrl = path;
        return null;
    }

    PageResult Wrong(int status, string mistake)
    {
        Response.StatusCode = status;
        Mistake = mistake;
        return Page();
    }
}
