using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Documents;
using MarsKb.Content;
using MarsKb.Flows;

namespace MarsKb.Features.Flows;

/// <summary>Guided flows: the list, and each as a graph.</summary>
static class FlowsApi
{
    public static void MapFlows(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/flows", List)
            .Describe("listFlows", "Flows", "List the guided flows", "By key, 50 a page. `id` is the same as `key`.")
            .Takes(ApiParameters.Page)
            .Gives<ItemList>().Refuses(400);
        routes.MapRead("/flows/{id}", Get)
            .Describe("getFlow", "Flows", "Read a guided flow",
                "The graph: every step with where its answers lead, and the outcomes. By its key or an alias. A session, which walks it, shows decisions and subflows to nobody.")
            .Takes(ApiParameters.FlowId)
            .Gives<FlowDocument>().Refuses(404);
    }

    static IResult List(HttpRequest request, KnowledgeBase knowledge)
    {
        var input = new QueryInput(request.Query);
        var page = input.Page();
        return input.Problem is { } problem
            ? problem
            : ApiResponse.Json(ItemList.Of(knowledge.Flows, page), ApiJson.Compact.ItemList, knowledge);
    }

    static IResult Get(string id, KnowledgeBase knowledge) => Find(id, knowledge, out var problem) is { } flow
        ? ApiResponse.Json(FlowDocument.From(flow), ApiJson.Compact.FlowDocument, knowledge)
        : problem!;

    /// <summary>The flow of this name, or what to say without one.</summary>
    internal static Flow? Find(string id, KnowledgeBase knowledge, out ApiProblem? problem)
    {
        var found = knowledge.Resolve(id);
        problem = null;
        if (found.Items.OfType<Flow>().FirstOrDefault() is { } flow) return flow;
        problem = ApiProblem.NotFound(found.Items.IsEmpty
            ? "No flow has this key. GET /api/v1/flows lists them."
            : ApiAddresses.Redirection(found.Items[0]));
        return null;
    }
}
