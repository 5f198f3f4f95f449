using MarsKb.Documents;

namespace MarsKb.Api.Describing;

/// <summary>The parameters of a route, as metadata of its endpoint.</summary>
sealed record RouteParameters(IReadOnlyList<ApiParameter> All);

/// <summary>Marks a route whose replies nobody keeps, as metadata of its endpoint.</summary>
sealed record NeverKept;

/// <summary>Says, where a route is mapped, what its description shall hold.</summary>
static class RouteDescription
{
    /// <summary>A route that only reads: GET, and HEAD with the same headers.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);

    /// <param name="id">The operation's id, for programs that are made from the description.</param>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string id, string tag, string summary, string description) =>
        route.WithName(id).WithTags(tag).WithSummary(summary).WithDescription(description);

    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params ApiParameter[] parameters) =>
        route.WithMetadata(new RouteParameters(parameters));

    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder route) where T : notnull =>
        route.Accepts<T>("application/json");

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status = StatusCodes.Status200OK) =>
        route.Produces<T>(status, "application/json");

    /// <summary>A reply that nobody keeps, so that there is no 304.</summary>
    public static RouteHandlerBuilder GivesUncached<T>(this RouteHandlerBuilder route) => route.Gives<T>().WithMetadata(new NeverKept());

    /// <summary>The reply may also be Markdown or plain text.</summary>
    public static RouteHandlerBuilder GivesText(this RouteHandlerBuilder route) => route.Produces<string>(StatusCodes.Status200OK, "text/markdown", "text/plain");

    public static RouteHandlerBuilder GivesNothing(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status204NoContent);

    /// <summary>Refusals of this route, and those that every route has.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status429TooManyRequests).Append(StatusCodes.Status500InternalServerError))
            route.Produces<ProblemDocument>(status, ApiProblem.ContentType);
        return route;
    }
}
