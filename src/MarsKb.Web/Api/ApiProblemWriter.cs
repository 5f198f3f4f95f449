using MarsKb.Security;

namespace MarsKb.Api;

/// <summary>Gives every refusal below <c>/api</c> a problem document, whoever refused: routing, the rate limiter, the server.</summary>
sealed class ApiProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.IsApi();

    public ValueTask WriteAsync(ProblemDetailsContext context) =>
        new(new ApiProblem(context.HttpContext.Response.StatusCode, Explain(context.HttpContext)).ExecuteAsync(context.HttpContext));

    internal static string Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "The request is malformed. The API is described at /docs/api.",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "This is for the team only. The API is described at /docs/api.",
        StatusCodes.Status404NotFound => "The API has nothing at this address. It is described at /docs/api.",
        StatusCodes.Status405MethodNotAllowed => $"{Method(context.Request)} is not possible here. Allowed: {context.Response.Headers.Allow}.",
        StatusCodes.Status408RequestTimeout => "The request arrived too slowly. Send it again.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large: a search or an answer may have up to 512 KiB, a feedback up to 64 KiB, and nothing more than 1 MiB.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as JSON in UTF-8, with the header 'Content-Type: application/json'.",
        StatusCodes.Status429TooManyRequests => "Too many requests from this address. Wait as long as the header Retry-After says, then send it again.",
        StatusCodes.Status503ServiceUnavailable => "The site cannot do this at the moment. Send it again later.",
        _ => "The request was refused. The API is described at /docs/api.",
    };

    // The method is the sender's text: only known words come back.
    static string Method(HttpRequest request) =>
        request.Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" or "TRACE" ? request.Method : "This method";
}
