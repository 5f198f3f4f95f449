using MarsKb.Configuration;
using MarsKb.Features.Sessions;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MarsKb.Pages.Records;

/// <summary>The record as a file, for others.</summary>
[SecretAddress]
public sealed class ReadOnlyFileModel(SessionService sessions, MarsKbOptions options) : PageModel
{
    public Task<IActionResult> OnGetAsync(string readToken, string format, string? max) =>
        RecordFileResult.OfAsync(this, options, () => sessions.FindByReadTokenAsync(readToken, HttpContext.RequestAborted), format, max);
}
