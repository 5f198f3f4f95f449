using MarsKb.Configuration;
using MarsKb.Features.Sessions;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Records;

/// <summary>The record as a file, for whoever walks the session.</summary>
[SecretAddress]
public sealed class WrittenFileModel(SessionService sessions, MarsKbOptions options) : PageModel
{
    public Task<IActionResult> OnGetAsync(string token, string format, string? max) =>
        RecordFileResult.OfAsync(this, options, () => sessions.FindAsync(token, HttpContext.RequestAborted), format, max);
}
