using MarsKb.Flows.Values;

namespace MarsKb.Flows.Conditions;

/// <summary>What the conditions of one flow compare with, in the order of its type. Each is read once.</summary>
sealed class ComparedConstants
{
    readonly Dictionary<Compare, decimal> read = new(ReferenceEqualityComparer.Instance);

    /// <param name="spec">Of the step whose answer is compared.</param>
    public decimal Of(Compare compare, InputSpec spec)
    {
        lock (read)
        {
            if (!read.TryGetValue(compare, out var constant)) read[compare] = constant = TypedText.Order(spec, compare.Values[0]) ?? 0;
            return constant;
        }
    }
}
