using MarsKb.Configuration;
using MarsKb.Content;
using MarsKb.Features.Sessions;
using MarsKb.Security;
using Microsoft.AspNetCore.Mvc;

namespace MarsKb.Pages.Records;

/// <summary>The record for others: nothing on it leads to where something can be changed.</summary>
[SecretAddress]
public sealed class ReadOnlyModel(SessionService sessions, KnowledgeBase knowledge, MarsKbOptions options, TimeProvider time) : RecordPage(knowledge, options, time)
{
    public override string Path => View!.ReadUrl;

    public Task<IActionResult> OnGetAsync(string readToken) => ShowAsync(() => sessions.FindByReadTokenAsync(readToken, HttpContext.RequestAborted));
}
