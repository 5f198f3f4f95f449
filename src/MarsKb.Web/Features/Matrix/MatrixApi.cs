using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Matrix;

namespace MarsKb.Features.Matrix;

/// <summary>The tables of the support matrix.</summary>
static class MatrixApi
{
    public static void MapMatrix(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/matrix", List)
            .Describe("listTables", "Support matrix", "List the tables of the support matrix", "50 a page.")
            .Takes(ApiParameters.Page)
            .Gives<ItemList>().Refuses(400);
        routes.MapRead("/matrix/{key}", Get)
            .Describe("getTable", "Support matrix", "Read a table of the support matrix", "By its key or an alias.")
            .Takes(ApiParameters.TableKey)
            .Gives<MatrixDocument>().Refuses(404);
    }

    static IResult List(HttpRequest request, KnowledgeBase knowledge)
    {
        var input = new QueryInput(request.Query);
        var page = input.Page();
        return input.Problem is { } problem
            ? problem
            : ApiResponse.Json(ItemList.Of(knowledge.Tables, page), ApiJson.Compact.ItemList, knowledge);
    }

    static IResult Get(string key, KnowledgeBase knowledge)
    {
        var found = knowledge.Resolve(key);
        if (found.Items.OfType<MatrixTable>().FirstOrDefault() is { } table)
            return ApiResponse.Json(MatrixDocument.From(table), ApiJson.Compact.MatrixDocument, knowledge);
        return ApiProblem.NotFound(found.Items.IsEmpty
            ? "No table of the support matrix has this key. GET /api/v1/matrix lists them."
            : ApiAddresses.Redirection(found.Items[0]));
    }
}
