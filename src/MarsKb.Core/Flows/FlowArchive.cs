using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarsKb.Flows.Steps;

namespace MarsKb.Flows;

/// <summary>A compiled flow as JSON and back, without the content folder: sessions keep the flow that they began with.</summary>
/// <remarks>What a later MarsKb adds to flows is absent in older archives and reads as its default.</remarks>
public static class FlowArchive
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Converters = { new ArchivedStepConverter(), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        // A path through nested conditions and steps is never deeper.
        MaxDepth = 64,
    };

    public static string Write(Flow flow) => JsonSerializer.Serialize(flow, Options);

    /// <exception cref="JsonException">The text is no archived flow.</exception>
    public static Flow Read(string json) => JsonSerializer.Deserialize<Flow>(json, Options) ?? throw new JsonException("There is no flow in it.");

    /// <summary>Twelve hexadecimal digits of SHA-256 over all that a session sees and follows: steps and title, not the dates of reviews.</summary>
    internal static string VersionOf(Flow flow)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { flow.Key, flow.Title, flow.Start, flow.Steps }, Options);
        return Convert.ToHexStringLower(SHA256.HashData(json))[..12];
    }
}
