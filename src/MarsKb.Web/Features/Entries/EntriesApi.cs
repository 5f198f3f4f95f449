using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Entries;

namespace MarsKb.Features.Entries;

/// <summary>Entries: the list, and each by any of its names.</summary>
static class EntriesApi
{
    public static void MapEntries(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/entries", List)
            .Describe("listEntries", "Entries", "List entries", "Errors and guides by key, 50 a page. With `kind=flow` the guided flows, with `kind=matrix` the tables of the support matrix.")
            .Takes(ApiParameters.Kind, ApiParameters.Component, ApiParameters.Page)
            .Gives<ItemList>().Refuses(400);
        routes.MapRead("/entries/{key}", Get)
            .Describe("getEntry", "Entries", "Read an entry", "By its key, an alias or any spelling of one of its codes. When several entries carry the code: 300 with the list of them.")
            .Takes(ApiParameters.EntryName)
            .Gives<EntryDocument>().Gives<ItemList>(StatusCodes.Status300MultipleChoices).Refuses(404);
    }

    static IResult List(HttpRequest request, KnowledgeBase knowledge)
    {
        var input = new QueryInput(request.Query);
        var kind = input.Kind();
        var component = input.Component(knowledge);
        var page = input.Page();
        if (input.Problem is { } problem) return problem;
        var items = knowledge.Items
            .Where(i => kind is null ? i is Entry : i.Kind == kind)
            .Where(i => component is null || i.Component == component)
            .ToList();
        return ApiResponse.Json(ItemList.Of(items, page), ApiJson.Compact.ItemList, knowledge);
    }

    static IResult Get(string key, KnowledgeBase knowledge)
    {
        var found = knowledge.Resolve(key);
        return found switch
        {
            { Kind: ResolutionKind.Several } => ApiResponse.Json(
                ItemList.All(found.Items), ApiJson.Compact.ItemList, knowledge, StatusCodes.Status300MultipleChoices),
            { Kind: ResolutionKind.None } => NotFound(),
            _ when found.Items[0] is Entry entry => ApiResponse.Json(EntryDocument.From(entry, knowledge), ApiJson.Compact.EntryDocument, knowledge),
            _ => ApiProblem.NotFound(ApiAddresses.Redirection(found.Items[0])),
        };
    }

    internal static ApiProblem NotFound() => ApiProblem.NotFound(
        "No entry has this key, alias or code. GET /api/v1/search?q=… finds the nearest ones; GET /api/v1/codes/{code} says what a code means by itself.");
}
