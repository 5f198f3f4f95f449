using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MarsKb.Api.Describing;

/// <summary>Adds to the generated description what only the routes know.</summary>
sealed class DescriptionTransformer : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "MarsKb",
            Version = "v1",
            Description = "Errors of the MARS agent, what causes them and what to do; the support matrix; what codes mean. "
                + "Every refusal is a problem document (RFC 9457) whose `detail` says what to mend. "
                + "Replies to GET carry an ETag that changes with the content: ask again with If-None-Match. "
                + "HEAD goes wherever GET goes. Every `url` in a reply is a path of this site.",
            License = new OpenApiLicense { Name = "Content: CC BY 4.0", Url = new Uri("https://creativecommons.org/licenses/by/4.0/") },
        };
        // A path: the description must not repeat the Host header of whoever asked first.
        document.Servers = [new OpenApiServer { Url = "/" }];
        // HEAD goes wherever GET goes; described twice, every operation would need a second id.
        foreach (var path in document.Paths.Values) path.Operations?.Remove(HttpMethod.Head);
        return Task.CompletedTask;
    }

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RouteParameters>().FirstOrDefault() is { } parameters)
            operation.Parameters = [.. parameters.All.Select(p => (IOpenApiParameter)p.ToOpenApi())];
        if (metadata.OfType<LogBody>().Any()) operation.RequestBody = LogBody.ToOpenApi();
        if (operation.RequestBody is OpenApiRequestBody body) body.Required = true;
        foreach (var (status, response) in operation.Responses ?? [])
            if (response is OpenApiResponse one) one.Description = Meaning(status);
        if (context.Description.HttpMethod == HttpMethods.Get && !metadata.OfType<NeverKept>().Any() && operation.Responses is { } responses)
            responses.TryAdd("304", new OpenApiResponse { Description = Meaning("304") });
        return Task.CompletedTask;
    }

    static string Meaning(string status) => int.Parse(status, CultureInfo.InvariantCulture) switch
    {
        200 => "The document.",
        201 => "Made; the header Location has its address.",
        204 => "Recorded.",
        300 => "Several entries carry this code: the choice.",
        304 => "Not changed since the ETag in If-None-Match.",
        400 => "A parameter, a member or the body is wrong; `detail` says which and what is allowed.",
        404 => "Nothing has this name; `detail` says where to look.",
        409 => "The session is at another revision, or done; `session` is how it is now.",
        413 => "Too large; `detail` names the limit.",
        415 => "The body is of a kind that is not read here; `detail` says which is.",
        422 => "Understood, but it does not fit; `detail` says what is allowed.",
        429 => "Too many requests from this address; Retry-After says how long to wait.",
        500 => "A fault of the site; `requestId` names it in the log.",
        503 => "Nothing can be recorded at the moment; Retry-After says when to try again. Reading goes on.",
        _ => "See `detail`.",
    };
}
