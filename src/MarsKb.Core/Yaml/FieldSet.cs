using System.Collections.Immutable;

namespace MarsKb.Yaml;

/// <summary>The keys that a mapping may have. The JSON Schemas in <c>docs/schema</c> list the same.</summary>
/// <param name="What">For messages: <c>an entry</c>.</param>
sealed record FieldSet(string What, ImmutableArray<string> Needed, ImmutableArray<string> Optional)
{
    public ImmutableArray<string> All { get; } = [.. Needed, .. Optional];
}
