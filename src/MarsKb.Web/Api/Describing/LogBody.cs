using Microsoft.OpenApi;

namespace MarsKb.Api.Describing;

/// <summary>Says of a route that its body is a log, by itself or as a file of a form.</summary>
sealed record LogBody
{
    public static OpenApiRequestBody ToOpenApi() => new()
    {
        Required = true,
        Description = "Up to 50 MiB.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "file" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The log." } },
                },
            },
        },
    };
}
