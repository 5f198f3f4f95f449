using System.Text.Json;
using MarsKb.Api.Documents;
using Microsoft.AspNetCore.WebUtilities;

namespace MarsKb.Api;

/// <summary>A refusal, as a problem document that says what to mend.</summary>
sealed class ApiProblem(int status, string detail, string? requestId = null) : IResult
{
    public const string ContentType = "application/problem+json";

    public int Status => status;

    public string Detail => detail;

    public static ApiProblem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    public static ApiProblem NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    public static ApiProblem TooLarge(string detail) => new(StatusCodes.Status413PayloadTooLarge, detail);

    public static ApiProblem WrongType(string detail) => new(StatusCodes.Status415UnsupportedMediaType, detail);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        var document = new ProblemDocument("about:blank", title.Length == 0 ? "Error" : title, status, detail, requestId);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = ContentType;
        httpContext.Response.Headers.CacheControl = "no-store";
        await httpContext.Response.WriteBytesAsync(JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Compact.ProblemDocument));
    }
}
