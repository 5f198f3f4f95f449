using System.Collections.Immutable;
using Microsoft.OpenApi;

namespace MarsKb.Api.Describing;

/// <summary>The description of the API, arranged for reading.</summary>
public sealed record ApiReference(Prose Introduction, ImmutableArray<ApiChapter> Chapters, ImmutableArray<ApiType> Types)
{
    public static ApiReference Of(OpenApiDocument document)
    {
        var routes = document.Paths
            .SelectMany(path => (path.Value.Operations ?? []).Select(o => (Tag: o.Value.Tags?.FirstOrDefault()?.Name ?? "", Route: ApiRoute.Of(path.Key, o.Key, o.Value))))
            .ToList();
        return new ApiReference(
            new Prose(document.Info.Description),
            [.. routes.GroupBy(r => r.Tag).Select(g => new ApiChapter(g.Key, [.. g.Select(r => r.Route)]))],
            [.. (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => ApiType.Of(s.Key, s.Value))]);
    }
}

/// <summary>Routes about one thing.</summary>
public sealed record ApiChapter(string Title, ImmutableArray<ApiRoute> Routes);

/// <param name="Id">Anchor on the page.</param>
/// <param name="Body">Type of the request's body, or null.</param>
public sealed record ApiRoute(
    string Id, string Method, string Path, string Summary, Prose Description, ImmutableArray<ApiValue> Parameters, TypeName? Body, ImmutableArray<ApiReply> Replies)
{
    internal static ApiRoute Of(string path, HttpMethod method, OpenApiOperation operation) => new(
        operation.OperationId ?? "", method.Method, path, operation.Summary ?? "", new Prose(operation.Description),
        [.. (operation.Parameters ?? []).Select(p => new ApiValue(
            p.Name ?? "", TypeName.Of(p.Schema), new Prose(p.Description), p.Required, Range(p.Schema), p.Schema?.Default?.ToString()))],
        operation.RequestBody?.Content?.Values.FirstOrDefault()?.Schema is { } body ? TypeName.Of(body) : null,
        [.. (operation.Responses ?? []).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new ApiReply(
            r.Key, new Prose(r.Value.Description), r.Value.Content?.Values.FirstOrDefault()?.Schema is { } schema ? TypeName.Of(schema) : null))]);

    static string? Range(IOpenApiSchema? schema) => schema switch
    {
        { Enum: { Count: > 0 } words } => string.Join(", ", words.Select(w => w.ToString())),
        { Minimum: { } from, Maximum: "2147483647" } => $"from {from}",
        { Minimum: { } from, Maximum: { } to } => $"{from} to {to}",
        _ => null,
    };
}

/// <param name="Limits">Allowed values in words, or null.</param>
/// <param name="Usual">What holds when it is left out, or null.</param>
public sealed record ApiValue(string Name, TypeName Type, Prose Description, bool Required, string? Limits = null, string? Usual = null);

/// <param name="Type">What the body holds; null without one.</param>
public sealed record ApiReply(string Status, Prose Description, TypeName? Type);

/// <summary>A document or a part of one.</summary>
public sealed record ApiType(string Name, Prose Description, ImmutableArray<ApiValue> Members)
{
    internal static ApiType Of(string name, IOpenApiSchema schema) => new(
        name, new Prose(schema.Description),
        [.. (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(p => new ApiValue(
            p.Key, TypeName.Of(p.Value), new Prose(p.Value.Description), schema.Required?.Contains(p.Key) is true))]);
}

/// <summary>A type as people say it: <c>list of</c> <c>CauseDocument</c>.</summary>
/// <param name="Prefix">What stands before the name.</param>
/// <param name="Link">Name of an <see cref="ApiType"/>, or null for a simple one.</param>
public sealed record TypeName(string Prefix, string Name, string? Link)
{
    internal static TypeName Of(IOpenApiSchema? schema)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id }) return new TypeName("", id, id);
        var type = schema?.Type ?? 0;
        if (type.HasFlag(JsonSchemaType.Array) && schema?.Items is { } items) return Of(items) with { Prefix = "list of " };
        var name = schema?.Format is "date" ? "date"
            : type.HasFlag(JsonSchemaType.String) ? "text"
            : type.HasFlag(JsonSchemaType.Integer) ? "whole number"
            : type.HasFlag(JsonSchemaType.Number) ? "number"
            : type.HasFlag(JsonSchemaType.Boolean) ? "true or false"
            : type.HasFlag(JsonSchemaType.Object) ? "object"
            : "any value";
        return new TypeName("", type.HasFlag(JsonSchemaType.Null) ? name + " or null" : name, null);
    }
}

/// <summary>A few sentences with names in backticks.</summary>
public sealed record Prose(string? Text)
{
    /// <summary>In order; every other part is a name.</summary>
    public IEnumerable<(string Text, bool IsName)> Parts => (Text ?? "").Split('`').Select((part, i) => (part, i % 2 == 1)).Where(p => p.part.Length > 0);
}
