using Microsoft.AspNetCore.Mvc;

namespace MarsKb.Pages.Shared;

/// <summary>303: what was sent has arrived, read on there with GET.</summary>
/// <param name="url">Path on this site.</param>
public sealed class SeeOtherResult(string url) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = url;
    }
}
