using System.Globalization;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Entries;
using MarsKb.Feedback;

namespace MarsKb.Api;

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

        using var input = await BodyInput.ReadAsync(request, ApiLimits.FeedbackBodyBytes, cancel);
        if (input.Problem is { } unreadable) return unreadable;
        var helped = input.Flag("helped");
        var note = input.Text("note");
        if (input.Problem is { } problem) return problem;
        if (helped is null) return ApiProblem.BadRequest("'helped' is missing: give true or false.");

        var result = await feedback.GiveAsync(entry.Key, helped.Value, note);
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
