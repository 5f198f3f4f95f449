using System.Globalization;
using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Features.Entries;

namespace MarsKb.Features.Feedback;

/// <summary>Takes answers to "Did this help?".</summary>
static class FeedbackApi
{
    public static void MapFeedback(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/entries/{key}/feedback", PostAsync)
            .Describe("giveFeedback", "Entries", "Say whether an entry helped", "Each request counts once. The note goes to whoever answers for the entry.")
            .Takes(ApiParameters.EntryKey)
            .TakesBody<FeedbackBody>()
            .GivesNothing().Refuses(400, 404, 413, 415, 503);

    static async Task<IResult> PostAsync(string key, HttpRequest request, KnowledgeBase knowledge, FeedbackService feedback, CancellationToken cancel)
    {
        var found = knowledge.Resolve(key);
        if (found.Kind == ResolutionKind.None) return EntriesApi.NotFound();
        if (found.Kind == ResolutionKind.Several)
            return ApiProblem.NotFound($"Several entries carry this code. Name one by its key: {string.Join(", ", found.Items.Select(i => i.Key))}.");
        if (found.Items[0] is not Entry entry) return ApiProblem.NotFound(ApiAddresses.Redirection(found.Items[0]));

        var (body, unreadable) = await BodyReader.ReadAsync(request, ApiJson.Requests.FeedbackBody, ApiLimits.FeedbackBodyBytes, cancel);
        if (body is null) return unreadable!;
        var result = await feedback.GiveAsync(entry.Key, body.Helped, body.Note);
        return result.Outcome switch
        {
            FeedbackOutcome.Saved => Results.NoContent(),
            FeedbackOutcome.UnknownEntry => EntriesApi.NotFound(),
            FeedbackOutcome.NoteTooLong => ApiProblem.BadRequest(string.Create(
                CultureInfo.InvariantCulture, $"'note' is too long: up to {FeedbackService.LongestNote:N0} characters are kept.")),
            FeedbackOutcome.Unavailable => ApiProblem.Unavailable("Nothing can be recorded at the moment. Reading goes on; send it again later."),
            _ => throw new InvalidOperationException($"Unknown outcome {result.Outcome}."),
        };
    }
}
