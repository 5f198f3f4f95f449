using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MarsKb.Content;
using Microsoft.Net.Http.Headers;

namespace MarsKb.Api;

/// <summary>Writes documents.</summary>
static class ApiResponse
{
    // A new build may write the same knowledge differently.
    static readonly string Build = typeof(ApiResponse).Module.ModuleVersionId.ToString("N")[..8];

    /// <summary>A document that follows from the content alone: kept by clients, asked again each time, sent only after a change.</summary>
    public static IResult Json<T>(T document, JsonTypeInfo<T> type, KnowledgeBase knowledge, int status = StatusCodes.Status200OK) =>
        new DocumentResult<T>(document, type, status, $"W/\"{knowledge.Revision}-{Build}\"");

    /// <summary>The answer to a POST, and what is meant for one person: not kept by anybody.</summary>
    public static IResult Json<T>(T document, JsonTypeInfo<T> type) =>
        new DocumentResult<T>(document, type, StatusCodes.Status200OK, tag: null);

    /// <param name="location">Path of what was made.</param>
    public static IResult Created<T>(T document, JsonTypeInfo<T> type, string location) =>
        new DocumentResult<T>(document, type, StatusCodes.Status201Created, tag: null, location);

    /// <summary>Writes a whole body with its length, or only the length for HEAD.</summary>
    public static Task WriteBytesAsync(this HttpResponse response, byte[] body)
    {
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(response.HttpContext.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, response.HttpContext.RequestAborted).AsTask();
    }

    sealed class DocumentResult<T>(T document, JsonTypeInfo<T> type, int status, string? tag, string? location = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.CacheControl = tag is null ? "no-store" : "no-cache";
            if (tag is not null)
            {
                response.Headers.ETag = tag;
                if (status == StatusCodes.Status200OK && Knows(httpContext.Request, tag))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return Task.CompletedTask;
                }
            }

            if (location is not null) response.Headers.Location = location;
            response.StatusCode = status;
            response.ContentType = "application/json; charset=utf-8";
            return response.WriteBytesAsync(JsonSerializer.SerializeToUtf8Bytes(document, type));
        }

        static bool Knows(HttpRequest request, string tag)
        {
            if (request.Headers.IfNoneMatch.Count == 0) return false;
            var current = EntityTagHeaderValue.Parse(tag);
            return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
                && known.Any(k => k.Equals(EntityTagHeaderValue.Any) || k.Compare(current, useStrongComparison: false));
        }
    }
}
