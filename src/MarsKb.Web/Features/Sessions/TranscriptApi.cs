using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Configuration;
using MarsKb.Documents;
using MarsKb.Sessions;

namespace MarsKb.Features.Sessions;

/// <summary>The record of a session for other programs.</summary>
static class TranscriptApi
{
    public static void MapTranscript(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("").AddEndpointFilter(SessionsApi.StorageFilterAsync).MapRead("/sessions/{token}/transcript", GetAsync)
            .Describe("getTranscript", "Sessions", "Read the record of a session",
                "As Markdown, plain text or JSON. In Markdown and plain text whatever people wrote is quoted. With `max` it is shortened: outcome, cause and the latest answers stay, and what is missing is said.")
            .Takes(ApiParameters.Token, ApiParameters.TranscriptFormat, ApiParameters.TranscriptMax)
            .GivesUncached<TranscriptDocument>().GivesText().Refuses(400, 404, 503);

    static async Task<IResult> GetAsync(string token, HttpContext context, SessionService sessions, MarsKbOptions options, CancellationToken cancel)
    {
        var input = new QueryInput(context.Request.Query);
        var format = input.Text("format") is { Length: > 0 } named ? named.ToLowerInvariant() : RecordFile.Markdown;
        var asked = input.Text("max");
        if (input.Problem is { } problem) return problem;
        if (!RecordFile.TryReadMax(asked, out var max)) return ApiProblem.BadRequest(RecordFile.WrongMax);
        if (await sessions.FindAsync(token, cancel) is not { } view) return SessionsApi.NotFound();
        if (RecordFile.Write(Transcript.Of(view.Session, RecordLink.Of(context.Request, options, view)), view.ReadUrl, format, max) is not { } file)
            return ApiProblem.BadRequest("'format' is not known. Give one of md, txt, json, or leave it out for md.");
        if (file.Body is null) return ApiProblem.BadRequest(RecordFile.TooShort);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(file.Body, file.ContentType);
    }
}
