using System.Collections.Immutable;

namespace MarsKb.Flows.Values;

public enum InputType { Number, Version, Size, Percent, DateTime, Duration, Text, Paste }

/// <summary>What is to be typed or pasted.</summary>
/// <param name="Unit">Shown behind the field; of a number only.</param>
/// <param name="Pattern">Of a paste: the named pattern that finds the value.</param>
public sealed record InputSpec(InputType Type, string? Unit, string Example, string? Min, string? Max, string? Pattern)
{
    /// <summary>Of a paste: the values that its pattern tells apart; empty when it finds a version or a size.</summary>
    public ImmutableArray<string> Words => Pattern is null ? [] : PastePatterns.Words(Pattern);
}
