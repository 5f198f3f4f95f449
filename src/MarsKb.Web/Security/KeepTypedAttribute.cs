using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MarsKb.Security;

/// <summary>
/// The antiforgery check for a page with long forms. A form whose token is missing or does not hold any more (the browser was restarted, the keys of the site are
/// gone) never reaches a handler; it comes back with all that was typed, to be sent again.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeepTypedAttribute : Attribute, IAsyncPageFilter, IAntiforgeryPolicy
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) await next();
        else if (!http.Request.HasFormContentType || !context.ModelState.IsValid) context.Result = new BadRequestResult();
        else if (await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) await next();
        else context.Result = await ((IKeepsTyped)context.HandlerInstance).TooOldAsync();
    }
}

/// <summary>A page that can show again what was sent to it.</summary>
public interface IKeepsTyped
{
    /// <summary>The page with the form as it was sent, which is neither trusted nor acted on: 400.</summary>
    Task<IActionResult> TooOldAsync();
}
