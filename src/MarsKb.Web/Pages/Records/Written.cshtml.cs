using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Features.Sessions;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;

namespace MarsKb.Pages.Records;

/// <summary>The record for whoever walks the session.</summary>
[SecretAddress]
public sealed class WrittenModel(SessionService sessions, KnowledgeBase knowledge, MarsKbOptions options, TimeProvider time) : RecordPage(knowledge, options, time)
{
    public override string Path => View!.Url + "/transcript";

    public Task<IActionResult> OnGetAsync(string token) => ShowAsync(() => sessions.FindAsync(token, HttpContext.RequestAborted));
}
