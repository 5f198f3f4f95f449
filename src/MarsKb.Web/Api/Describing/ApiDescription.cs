using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MarsKb.Api.Describing;

/// <summary>The description of the API. It follows from the build alone, so it is made once, when somebody first asks.</summary>
public sealed class ApiDescription([FromKeyedServices(ApiDescription.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    readonly Lock gate = new();
    Task<(OpenApiDocument Document, byte[] Json)>? made;

    public async Task<OpenApiDocument> DocumentAsync() => (await MadeAsync()).Document;

    /// <summary>OpenAPI 3.1 in UTF-8.</summary>
    public async Task<byte[]> JsonAsync() => (await MadeAsync()).Json;

    Task<(OpenApiDocument Document, byte[] Json)> MadeAsync()
    {
        lock (gate)
        {
            if (made is null or { IsFaulted: true }) made = MakeAsync();
            return made;
        }
    }

    async Task<(OpenApiDocument Document, byte[] Json)> MakeAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return (document, json.ToArray());
    }
}
