using MarsKb.Api.Describing;

namespace MarsKb.Api;

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

    /// <summary>A route that only reads: GET, and HEAD with the same headers.</summary>
    internal static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    static async Task DescribeAsync(HttpContext context, ApiDescription description)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await context.Response.WriteBytesAsync(await description.JsonAsync());
    }
}
