using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Checks;
using MarsKb.Content;

namespace MarsKb.Api;

/// <summary>Answers "can the agent back this up?".</summary>
static class CheckApi
{
    public static void MapCheck(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/check", PostAsync)
            .Describe("check", "Support check", "Check whether the agent can back something up",
                "Give what is known; every member may be absent. Each rule that the answers touch says its verdict with the figures used and the row of the matrix that it comes from.")
            .TakesBody<CheckBody>()
            .Gives<CheckReply>().Refuses(400, 413, 415);

    static async Task<IResult> PostAsync(HttpRequest request, KnowledgeBase knowledge, CancellationToken cancel)
    {
        using var input = await BodyInput.ReadAsync(request, ApiLimits.CheckBodyBytes, cancel);
        if (input.Problem is { } unreadable) return unreadable;
        var answers = CheckInput.Read(input);
        return input.Problem is { } problem
            ? problem
            : ApiResponse.Json(CheckReply.From(SupportCheck.Judge(answers, knowledge.SupportRules)), ApiJson.Compact.CheckReply);
    }
}
