using MarsKb.Pages.Shared;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Theme;

/// <summary>Sets the theme and goes back to the page where it was chosen.</summary>
[SameOrigin]
public sealed class IndexModel(SiteCookies cookies) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    /// <param name="back">Path on this site; anything else leads home.</param>
    public IActionResult OnPost(string? theme, string? back)
    {
        ThemeChoice.Set(cookies, Response, theme);
        return new SeeOtherResult(back is not null && LocalPath.TryRead(back, out var path) ? path : "/");
    }
}
