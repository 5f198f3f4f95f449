using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MarsKb.Entries;
using MarsKb.Flows.Values;
using MarsKb.Rendering;

namespace MarsKb.Flows.Steps;

/// <summary>
/// A step as archives keep it: what any type has, in one form. The version of a flow is a hash of it, so no property is renamed, moved or removed.
/// A new one comes last and is left out of the JSON where it is null: flows that do not use it keep their version.
/// </summary>
sealed record ArchivedStep
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public string Title { get; init; } = "";

    public RichText Text { get; init; } = RichText.Empty;

    public ImmutableArray<Choice> Choices { get; init; } = [];

    public InputSpec? Input { get; init; }

    public RichText Command { get; init; } = RichText.Empty;

    public ImmutableArray<EntryAction> Actions { get; init; } = [];

    public RichText Expected { get; init; } = RichText.Empty;

    public RichText Undo { get; init; } = RichText.Empty;

    public int? Minutes { get; init; }

    public string? Privilege { get; init; }

    public ImmutableArray<Branch> Branches { get; init; } = [];

    public string? Next { get; init; }

    public string? DontKnow { get; init; }

    public OutcomeKind? Outcome { get; init; }

    public ConfirmedCause? Cause { get; init; }

    public ImmutableArray<RichText> Attach { get; init; } = [];

    public string? Flow { get; init; }

    public string? ReturnsTo { get; init; }

    /// <exception cref="JsonException">It is of a type that is not known here, or lacks what its type needs.</exception>
    public Step Restore() => StepDefinition.Find(Type) is { } type
        ? type.Restore(this)
        : throw new JsonException($"The step '{Id}' is of the type '{Type}', which this version does not know.");

    internal InputSpec InputOr(string type) => Input ?? throw new JsonException($"The step '{Id}', of the type '{type}', does not say what is to be typed.");
}

/// <summary>Writes and reads any step in its archived form.</summary>
sealed class ArchivedStepConverter : JsonConverter<Step>
{
    /// <summary>A null is refused like any other step that is none.</summary>
    public override bool HandleNull => true;

    public override Step Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<ArchivedStep>(ref reader, options)?.Restore() ?? throw new JsonException("A step is null.");

    public override void Write(Utf8JsonWriter writer, Step value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value.Archive(), options);
}
