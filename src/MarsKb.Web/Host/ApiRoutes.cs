using MarsKb.Api;
using MarsKb.Api.Describing;
using MarsKb.Features.Check;
using MarsKb.Features.Entries;
using MarsKb.Features.Feedback;
using MarsKb.Features.Flows;
using MarsKb.Features.Matrix;
using MarsKb.Features.Searches;
using MarsKb.Features.Sessions;
using MarsKb.Features.Triage;

namespace MarsKb.Host;

/// <summary>The JSON API: everything below <c>/api/v1</c>, and its description.</summary>
public static class ApiRoutes
{
    public static void MapMarsKbApi(this IEndpointRouteBuilder endpoints)
    {
        var routes = endpoints.MapGroup("/api/v1");
        routes.MapSearch();
        routes.MapSuggest();
        routes.MapEntries();
        routes.MapFeedback();
        routes.MapCodes();
        routes.MapMatrix();
        routes.MapCheck();
        routes.MapTriage();
        routes.MapFlows();
        routes.MapSessions();
        routes.MapTranscript();
        endpoints.MapMethods($"/openapi/{ApiDescription.Name}.json", [HttpMethods.Get, HttpMethods.Head], DescribeAsync).ExcludeFromDescription();
    }

    static async Task DescribeAsync(HttpContext context, ApiDescription description)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.WriteBytesAsync(await description.JsonAsync());
    }
}
