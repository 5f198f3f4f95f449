using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MarsKb.Security;
using Microsoft.Net.Http.Headers;

namespace MarsKb.Api;

/// <summary>
/// Reads the JSON body of a request into the record that describes it. Read strictly: a member twice, comments, trailing commas and nesting beyond
/// 32 levels are refused; so is a member that is missing, of another type or out of its range. Members that the record does not have change nothing.
/// </summary>
static class BodyReader
{
    const int Deepest = 32;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    /// <param name="type">Of <see cref="Documents.ApiJson.Requests"/>.</param>
    /// <param name="limit">Most bytes that the body may have.</param>
    /// <returns>The body, or what is wrong with it.</returns>
    public static async Task<(T? Body, ApiProblem? Problem)> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, int limit, CancellationToken cancel) where T : class
    {
        if (!IsJson(request.ContentType))
            return (null, ApiProblem.WrongType("Send the body as JSON in UTF-8, with the header 'Content-Type: application/json'."));
        var tooLarge = ApiProblem.TooLarge(string.Create(CultureInfo.InvariantCulture, $"The body is too large: up to {limit / 1024} KiB are read."));
        if (request.ContentLength > limit)
        {
            await OversizedBody.DiscardAsync(request.HttpContext);
            return (null, tooLarge);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(limit + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, limit + 1), limit + 1, throwOnEndOfStream: false, cancel);
            if (length <= limit) return Parse(buffer.AsMemory(0, length), type);
            await OversizedBody.DiscardAsync(request.HttpContext);
            return (null, tooLarge);
        }
        finally
        {
            // What people paste does not stay behind in a shared buffer.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    static (T? Body, ApiProblem? Problem) Parse<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type) where T : class
    {
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            // Parsed first as it stands: the strict rules hold for members too that the record does not have.
            using var json = JsonDocument.Parse(utf8, Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (null, ApiProblem.BadRequest("The body is not a JSON object: it begins with '{'."));
            return BodyFaults.Missing(json.RootElement, type) is { } missing ? (null, ApiProblem.BadRequest(missing)) : Bind(json.RootElement, type);
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            var column = (e.BytePositionInLine ?? 0) + 1;
            return (null, ApiProblem.BadRequest(string.Create(CultureInfo.InvariantCulture,
                $"The body is not valid JSON at line {line}, byte {column}. Each member may stand once, nesting goes to {Deepest} levels, comments and trailing commas are not allowed.")));
        }
        catch (InvalidOperationException)
        {
            return (null, ApiProblem.BadRequest("The body holds a name that is not valid Unicode."));
        }
    }

    static (T? Body, ApiProblem? Problem) Bind<T>(JsonElement json, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            var body = json.Deserialize(type)!;
            return BodyFaults.OutOfRange(body, type) is { } fault ? (null, ApiProblem.BadRequest(fault)) : (body, null);
        }
        catch (JsonException e)
        {
            return (null, ApiProblem.BadRequest(BodyFaults.WrongType(json, type, e.Path ?? "$")));
        }
    }

    static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
