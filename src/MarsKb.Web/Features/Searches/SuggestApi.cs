using MarsKb.Api;
using MarsKb.Documents;
using MarsKb.Api.Describing;
using MarsKb.Content;

namespace MarsKb.Features.Searches;

/// <summary>Completes what is being typed.</summary>
static class SuggestApi
{
    const int UsualLimit = 8;

    public static void MapSuggest(this IEndpointRouteBuilder routes) =>
        routes.MapRead("/suggest", Get)
            .Describe("suggest", "Search", "Complete what is being typed", "Codes first, then titles.")
            .Takes(ApiParameters.Query, ApiParameters.Limit(UsualLimit))
            .Gives<SuggestReply>().Refuses(400, 413);

    static IResult Get(HttpRequest request, KnowledgeBase knowledge)
    {
        var input = new QueryInput(request.Query);
        var text = input.Query();
        var limit = input.Limit(UsualLimit);
        return input.Problem is { } problem
            ? problem
            : ApiResponse.Json(SuggestReply.From(knowledge.Search.Suggest(text, limit)), ApiJson.Compact.SuggestReply, knowledge);
    }
}
