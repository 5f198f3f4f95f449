using MarsKb.Security;
using Microsoft.AspNetCore.Diagnostics;

namespace MarsKb.Api;

/// <summary>What is thrown below <c>/api</c>: a request that the server cannot read is the sender's fault, all else is ours and goes to the log with its number.</summary>
sealed class ApiExceptionHandler(ILogger<ApiExceptionHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!httpContext.IsApi()) return false;
        ApiProblem problem;
        if (exception is BadHttpRequestException unreadable)
        {
            httpContext.Response.StatusCode = unreadable.StatusCode;
            problem = new ApiProblem(unreadable.StatusCode, ApiProblemWriter.Explain(httpContext));
        }
        else
        {
            log.LogError(exception, "Request {RequestId} failed", httpContext.TraceIdentifier);
            problem = new ApiProblem(
                StatusCodes.Status500InternalServerError,
                "This is a fault of the site, not of the request. Tell its operators the request id.",
                httpContext.TraceIdentifier);
        }
        await problem.ExecuteAsync(httpContext);
        return true;
    }
}
