using System.Text.Json;
using MarsKb.Documents;
using Microsoft.AspNetCore.WebUtilities;

namespace MarsKb.Api;

/// <summary>A refusal, as a problem document that says what to mend.</summary>
sealed class ApiProblem(int status, string detail, string? requestId = null, SessionDocument? session = null) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>Seconds after which what failed for want of storage is worth another try.</summary>
    const string RetryAfter = "5";

    public int Status => status;

    public string Detail => detail;

    public static ApiProblem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ApiProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static ApiProblem TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, detail);

    public static ApiProblem WrongType(string detail) => new(StatusCodes.Status415UnsupportedMediaType, detail);

    /// <summary>It is understood and does not fit.</summary>
    public static ApiProblem Refused(string detail) => new(StatusCodes.Status422UnprocessableEntity, detail);

    /// <param name="session">As it is now.</param>
    public static ApiProblem Conflict(string detail, SessionDocument session) => new(StatusCodes.Status409Conflict, detail, session: session);

    public static ApiProblem Unavailable(string detail) => new(StatusCodes.Status503ServiceUnavailable, detail);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        var document = new ProblemDocument("about:blank", title.Length == 0 ? "Error" : title, status, detail, requestId, session);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = RetryAfter;
        await httpContext.Response.WriteBytesAsync(JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Compact.ProblemDocument));
    }
}
