namespace MarsKb.Flows.Values;

/// <summary>What an answer in words means.</summary>
/// <param name="Order">Numbers, versions, sizes (bytes), percents, durations (seconds) and times (ticks) as one number of the same order; 0 for text and words.</param>
/// <param name="Text">The value as shown: <c>12 GB</c>; of a pasted text what was found in it.</param>
/// <param name="Fault">What is wrong with it and what is allowed, else null.</param>
public readonly record struct TypedValue(decimal Order, string Text, string? Fault)
{
    internal static TypedValue Wrong(string fault) => new(0, "", fault);
}
