using MarsKb.Pages.Shared;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Theme;

/// <summary>Sets the theme and goes back to the page where it was chosen.</summary>
[SameOrigin]
public sealed class IndexModel(MarsKbOptions options) : PageModel
{
    public IActionResult OnGet() => RedirectToPage("/Index");

    /// <param name="back">Path on this site; anything else leads home.</param>
    public IActionResult OnPost(string? theme, string? back)
    {
        ThemeChoice.Set(Response, theme, options.IsHttps);
        return new SeeOtherResult(Url.IsLocalUrl(back) ? back! : "/");
    }
}
