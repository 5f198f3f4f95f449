using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace MarsKb.Api.Describing;

/// <summary>A value that a route takes from its path or query, as the API's description shows it.</summary>
/// <param name="Example">As it stands in an address.</param>
sealed record ApiParameter(string Name, ParameterLocation In, bool Required, string Description, OpenApiSchema Schema, string Example)
{
    public OpenApiParameter ToOpenApi() => new()
    {
        Name = Name,
        In = In,
        Required = Required,
        Description = Description,
        Schema = Schema,
        Example = Schema.Type == JsonSchemaType.Integer ? JsonNode.Parse(Example) : JsonValue.Create(Example),
    };
}

/// <summary>The parameters of the API.</summary>
static class ApiParameters
{
    public static ApiParameter Query { get; } = new(
        "q", ParameterLocation.Query, true, "A code, a message or words; up to 65,536 bytes of UTF-8. Blank finds nothing.", Text, "ID: 34513");

    public static ApiParameter Kind { get; } = new(
        "kind", ParameterLocation.Query, false, "Only this kind.",
        new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["error", "guide", "flow", "matrix"] }, "error");

    public static ApiParameter Component { get; } = new(
        "component", ParameterLocation.Query, false, "Only this part of the product. An unknown one is refused with the list of those there are.", Text, "registration");

    public static ApiParameter Page { get; } = new(
        "page", ParameterLocation.Query, false, "Page of the list, from 1. Beyond the last there are no items.",
        new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "2147483647", Default = 1 }, "1");

    public static ApiParameter EntryName { get; } = new(
        "key", ParameterLocation.Path, true, "A key, an alias or a code in any spelling, without regard to case.", Text, "34513");

    public static ApiParameter EntryKey { get; } = new(
        "key", ParameterLocation.Path, true, "The entry's key, an alias or a code that only this entry carries.", Text, "34513");

    public static ApiParameter TableKey { get; } = new(
        "key", ParameterLocation.Path, true, "The table's key or an alias, without regard to case.", Text, "size-limits");

    public static ApiParameter FlowId { get; } = new(
        "id", ParameterLocation.Path, true, "The flow's key or an alias, without regard to case.", Text, "scheduled-backups-do-not-run");

    public static ApiParameter Token { get; } = new(
        "token", ParameterLocation.Path, true, "The session's token for writing, exactly as it was given.", Text, "sDTr0rQ1o3tWvKcWJ3qQ2mDq9bC5g1xY");

    public static ApiParameter TranscriptFormat { get; } = new(
        "format", ParameterLocation.Query, false, "Markdown, plain text or JSON.",
        new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["md", "txt", "json"], Default = "md" }, "txt");

    public static ApiParameter TranscriptMax { get; } = new(
        "max", ParameterLocation.Query, false, "Most characters of the reply. Without it the record is whole.",
        new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "200", Maximum = "100000" }, "4000");

    public static ApiParameter IdempotencyKey { get; } = new(
        Api.IdempotencyKey.Header, ParameterLocation.Header, false,
        "1 to 200 visible ASCII characters, chosen anew for each request, best at random. The same key with the same request again gives the same reply and writes nothing; with another request in the same session it is 422. Kept as long as the session. A refusal is not kept.",
        Text, "7f0c1f8e-8f5c-4a56-9d0e-2f5b7a1c9e34");

    public static ApiParameter Code { get; } = new(
        "code", ParameterLocation.Path, true, "One code in any spelling.", Text, "0x80070005");

    public static ApiParameter Limit(int usual) => new(
        "limit", ParameterLocation.Query, false, "Most results to return.",
        new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = usual }, "10");

    static OpenApiSchema Text => new() { Type = JsonSchemaType.String };
}
