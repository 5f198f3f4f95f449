using MarsKb.Api;
using MarsKb.Documents;
using MarsKb.Api.Describing;
using MarsKb.Content;
using MarsKb.Search;

namespace MarsKb.Features.Searches;

/// <summary>Finds entries for what somebody pasted.</summary>
static class SearchApi
{
    const int UsualLimit = 10;

    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/search", Get)
            .Describe("search", "Search", "Find entries for a code, a message or words",
                "Any text is valid input; nothing in it is an operator. Codes are understood in every spelling. For text that is too long for an address, use POST.")
            .Takes(ApiParameters.Query, ApiParameters.Limit(UsualLimit), ApiParameters.Kind, ApiParameters.Component)
            .Gives<SearchReply>().Refuses(400, 413);
        routes.MapPost("/search", PostAsync)
            .Describe("searchLongText", "Search", "Find entries for a long text",
                "The same for up to 65,536 bytes of UTF-8, such as a piece of a log. The body may have up to 512 KiB.")
            .TakesBody<SearchBody>()
            .Gives<SearchReply>().Refuses(400, 413, 415);
    }

    static IResult Get(HttpRequest request, KnowledgeBase knowledge, SearchLog searches)
    {
        var input = new QueryInput(request.Query);
        var asked = new SearchRequest(input.Query(), input.Limit(UsualLimit), Kind: input.Kind(), Component: input.Component(knowledge));
        return input.Problem is { } problem
            ? problem
            : ApiResponse.Json(Answer(request, asked, knowledge, searches), ApiJson.Compact.SearchReply, knowledge);
    }

    static async Task<IResult> PostAsync(HttpRequest request, KnowledgeBase knowledge, SearchLog searches, CancellationToken cancel)
    {
        var (body, unreadable) = await BodyReader.ReadAsync(request, ApiJson.Requests.SearchBody, ApiLimits.SearchBodyBytes, cancel);
        if (body is null) return unreadable!;
        var input = new ApiInput();
        var asked = new SearchRequest(input.Query(body.Q), body.Limit ?? UsualLimit, Kind: input.Kind(body.Kind), Component: input.Component(body.Component, knowledge));
        return input.Problem is { } problem
            ? problem
            : ApiResponse.Json(Answer(request, asked, knowledge, searches), ApiJson.Compact.SearchReply);
    }

    static SearchReply Answer(HttpRequest request, SearchRequest asked, KnowledgeBase knowledge, SearchLog searches)
    {
        var found = knowledge.Search.Search(asked);
        searches.Answered(request, SearchedText.Clean(asked.Query), found, knowledge.Search);
        return SearchReply.From(found);
    }
}
