using System.Globalization;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Values;

namespace MarsKb.Flows.Steps;

/// <summary>Typed answers that stand for all others: one below, at, between and above each value that a condition compares with.</summary>
static class TypedSamples
{
    const int MostNamed = 8;

    /// <returns>Null when conditions look for too many texts to combine them all.</returns>
    public static IEnumerable<AnswerValue>? Texts(InputSpec spec, IReadOnlyCollection<Compare> compares)
    {
        var needles = compares.Where(c => c.Comparison == Comparison.Contains).Select(c => c.Values[0]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (needles.Count > MostNamed) return null;
        // Each number is a set: bit i says whether needle i is in the text.
        var texts = Enumerable.Range(1, (1 << needles.Count) - 1).Select(set => string.Join(" | ", needles.Where((_, i) => (set >> i & 1) != 0)));
        // Some text that holds none of them: one letter does unless it is searched for itself.
        var none = "etaoinshrdlu0123456789".Select(c => c.ToString()).Prepend(spec.Example)
            .FirstOrDefault(t => needles.TrueForAll(n => !t.Contains(n, StringComparison.OrdinalIgnoreCase)));
        return texts.Prepend(none ?? spec.Example).Append(spec.Example).Select(AnswerValue.Of);
    }

    /// <param name="type">The type whose order the value has.</param>
    public static IEnumerable<AnswerValue> Ordered(InputSpec spec, InputType type, IReadOnlyCollection<Compare> compares)
    {
        var written = compares.SelectMany(c => c.Values).Concat([spec.Min, spec.Max]).OfType<string>();
        var points = written.Select(w => TypedText.Order(spec, w)).OfType<decimal>().Distinct().Order().ToList();
        if (points.Count == 0) return [AnswerValue.Of(spec.Example)];
        var unit = type == InputType.DateTime ? TimeSpan.TicksPerSecond : 1;
        var orders = new List<decimal> { points[0] - unit };
        for (var i = 0; i < points.Count; i++)
        {
            orders.Add(points[i]);
            if (i + 1 == points.Count) orders.Add(points[i] + unit);
            else if (type is InputType.Number or InputType.Percent) orders.Add((points[i] + points[i + 1]) / 2);
            else if (points[i] + unit < points[i + 1]) orders.Add(points[i] + unit);
        }
        return orders.Select(o => Written(type, o)).OfType<string>().Select(AnswerValue.Of);
    }

    static string? Written(InputType type, decimal order)
    {
        if (order < 0 && type != InputType.Number) return null;
        return type switch
        {
            InputType.Version => WrittenVersion(order),
            InputType.Size => order.ToString("0.###", CultureInfo.InvariantCulture) + " B",
            InputType.Duration => order.ToString("0.###", CultureInfo.InvariantCulture) + " s",
            InputType.DateTime when order > DateTime.MaxValue.Ticks => null,
            InputType.DateTime => new DateTime((long)order).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            _ => order.ToString("0.##########", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>Takes apart what <see cref="InputOrder.Version"/> put together: seven digits a part.</summary>
    static string? WrittenVersion(decimal order)
    {
        var parts = new decimal[4];
        for (var i = 3; i >= 0; i--)
        {
            parts[i] = order % 10_000_000;
            order = decimal.Floor(order / 10_000_000);
        }
        return order > 0 ? null : string.Join('.', parts.Select(p => p.ToString(CultureInfo.InvariantCulture)));
    }
}
