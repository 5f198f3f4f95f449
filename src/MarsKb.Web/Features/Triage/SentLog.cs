using System.Buffers;
using MarsKb.Triage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MarsKb.Features.Triage;

/// <summary>A log as a request brings it: the body itself, a file of a form, or a pasted text. It is read as it comes.</summary>
/// <param name="Content">Null when there is none; why is in <see cref="Problem"/>.</param>
/// <param name="Name">Name of the file as it may be shown; empty for a text.</param>
/// <param name="Problem">What to send instead.</param>
sealed record SentLog(Stream? Content, string Name, SentLogProblem? Problem)
{
    /// <summary>A request that is longer is refused before it is read. Forms add to the log; what is a little too long is read to its end, so that senders see the reply.</summary>
    public const long MostBody = 128L << 20;

    const int MostParts = 20;
    const int LongestBoundary = 100;

    static readonly string[] Names = ["file", "log", "text"];

    public static async Task<SentLog> OpenAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Headers.ContentEncoding.Count > 0) return Wrong(SentLogProblem.WrongType, "A compressed body is not read. Send the .gz itself, without the header Content-Encoding.");
        if (string.IsNullOrEmpty(request.ContentType)) return new SentLog(request.Body, "", null);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return Wrong(SentLogProblem.Malformed, "The header Content-Type cannot be read.");
        if (type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return await FormAsync(request, type, cancel);
        if (type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return new SentLog(new EncodedField(request.Body, Names), "", null);
        return IsLog(type)
            ? new SentLog(request.Body, "", null)
            : Wrong(SentLogProblem.WrongType, "Send the log as text/plain, or as multipart/form-data with a field 'file'.");
    }

    static bool IsLog(MediaTypeHeaderValue type) =>
        type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Value?.ToLowerInvariant() is "application/xml" or "application/csv" or "application/octet-stream" or "application/gzip" or "application/x-gzip"
            or "application/zip" or "application/x-zip-compressed" or "application/x-ndjson";

    static async Task<SentLog> FormAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancel)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary) return Wrong(SentLogProblem.Malformed, "The form has no boundary. Send it as multipart/form-data.");
        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 << 10 };
        try
        {
            for (var part = 0; await reader.ReadNextSectionAsync(cancel) is { } section; part++)
            {
                if (part == MostParts) return Wrong(SentLogProblem.Malformed, "The form has too many parts: send one, with the name 'file'.");
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
                if (!Names.Contains(HeaderUtilities.RemoveQuotes(disposition.Name).Value, StringComparer.OrdinalIgnoreCase)) continue;
                // A form may hold an empty text beside a file, or the other way round.
                var content = new FormPart(section.Body);
                if (await content.IsBlankAsync(cancel)) continue;
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                return new SentLog(content, LogTriage.ShownName(HeaderUtilities.RemoveQuotes(name).Value), null);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Wrong(SentLogProblem.Malformed, "The form is not complete or malformed. Send it as multipart/form-data with a field 'file'.");
        }
        return Wrong(SentLogProblem.Nothing, "There is no log. Send it in the field 'file'.");
    }

    static SentLog Wrong(SentLogProblem problem, string detail) => new(null, detail, problem);

    /// <summary>Reads and forgets the rest, up to a bound: a sender that is still writing would not see the reply.</summary>
    public static async Task DrainAsync(HttpRequest request, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            while (await request.Body.ReadAsync(buffer, patience.Token) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // Whoever sends so much so slowly has to do without a reply.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}

/// <summary>Why a request brings no log.</summary>
enum SentLogProblem
{
    /// <summary>The form is empty.</summary>
    Nothing,
    Malformed,
    WrongType,
}
