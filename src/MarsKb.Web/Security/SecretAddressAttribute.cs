using Microsoft.AspNetCore.Mvc.Filters;

namespace MarsKb.Security;

/// <summary>For a page whose address lets in whoever knows it: its replies are kept nowhere, and its links do not tell where they came from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SecretAddressAttribute : Attribute, IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers[SecurityHeaders.ReferrerPolicy] = "no-referrer";
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
