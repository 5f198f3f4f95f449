using System.Globalization;

namespace MarsKb.Flows;

/// <summary>
/// Answers that stand for all others: of typed values one below, at, between and above each value that a condition compares with; of checklists the sets that matter.
/// Two answers that no condition tells apart need only one of them.
/// </summary>
static class SampleAnswers
{
    const int MostNamed = 8;

    /// <param name="compares">Conditions that look at the step.</param>
    /// <param name="everySet">Of a checklist every set of the choices that conditions name; else none, each one, all, and the named sets.</param>
    /// <returns>Null when there are too many sets to look at.</returns>
    public static IReadOnlyList<AnswerValue>? Of(Step step, IReadOnlyCollection<Compare> compares, bool everySet)
    {
        var samples = step.Type switch
        {
            StepType.Question or StepType.Instruction => [.. step.Choices.Select(c => AnswerValue.Of(c.Id))],
            StepType.Checklist => everySet ? EverySet(compares) : Sets(step, compares),
            StepType.Paste when PastePatterns.Ordering(step.Input!.Pattern!) is null => [.. PastePatterns.Words(step.Input.Pattern!).Select(AnswerValue.Of)],
            _ when step.Input!.Type == InputType.Text => Texts(step.Input, compares),
            _ => Ordered(step.Input!, compares),
        };
        if (samples is null) return null;
        if (step.DontKnow is not null) samples = [.. samples, AnswerValue.Of(AnswerValue.DontKnow)];
        return [.. samples.Where(s => FlowResolver.Check(step, s) is null).Distinct()];
    }

    static List<AnswerValue>? EverySet(IReadOnlyCollection<Compare> compares)
    {
        var named = compares.SelectMany(c => c.Values).Distinct(StringComparer.Ordinal).ToList();
        if (named.Count > MostNamed) return null;
        return [.. Enumerable.Range(0, 1 << named.Count).Select(set => AnswerValue.OfList(named.Where((_, i) => (set >> i & 1) != 0)))];
    }

    static List<AnswerValue> Sets(Step step, IReadOnlyCollection<Compare> compares)
    {
        var choices = step.Choices.Select(c => c.Id).Where(c => c != AnswerValue.DontKnow).ToList();
        return [AnswerValue.OfList([]), .. choices.Select(c => AnswerValue.OfList([c])), AnswerValue.OfList(choices), .. compares.Where(c => c.Values.Length > 1).Select(c => AnswerValue.OfList(c.Values))];
    }

    static List<AnswerValue>? Texts(InputSpec spec, IReadOnlyCollection<Compare> compares)
    {
        var needles = compares.Where(c => c.Comparison == Comparison.Contains).Select(c => c.Values[0]).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (needles.Count > MostNamed) return null;
        var texts = Enumerable.Range(1, (1 << needles.Count) - 1).Select(set => string.Join(" | ", needles.Where((_, i) => (set >> i & 1) != 0)));
        // Some text that holds none of them: one letter does unless it is searched for itself.
        var none = "etaoinshrdlu0123456789".Select(c => c.ToString()).Prepend(spec.Example).FirstOrDefault(t => needles.TrueForAll(n => !t.Contains(n, StringComparison.OrdinalIgnoreCase)));
        return [.. texts.Prepend(none ?? spec.Example).Append(spec.Example).Select(AnswerValue.Of)];
    }

    static List<AnswerValue> Ordered(InputSpec spec, IReadOnlyCollection<Compare> compares)
    {
        var type = spec.Type == InputType.Paste ? PastePatterns.Ordering(spec.Pattern!)!.Value : spec.Type;
        var written = compares.SelectMany(c => c.Values).Concat([spec.Min, spec.Max]).OfType<string>();
        var points = written.Select(w => TypedText.Order(spec, w)).OfType<decimal>().Distinct().Order().ToList();
        if (points.Count == 0) return [AnswerValue.Of(spec.Type == InputType.Paste ? spec.Example : spec.Example)];
        var unit = type == InputType.DateTime ? TimeSpan.TicksPerSecond : 1;
        var orders = new List<decimal> { points[0] - unit };
        for (var i = 0; i < points.Count; i++)
        {
            orders.Add(points[i]);
            if (i + 1 == points.Count) orders.Add(points[i] + unit);
            else if (type is InputType.Number or InputType.Percent) orders.Add((points[i] + points[i + 1]) / 2);
            else if (points[i] + unit < points[i + 1]) orders.Add(points[i] + unit);
        }
        return [.. orders.Select(o => Written(type, o)).OfType<string>().Select(AnswerValue.Of)];
    }

    static string? Written(InputType type, decimal order)
    {
        if (order < 0 && type != InputType.Number) return null;
        switch (type)
        {
            case InputType.Version:
                var parts = new decimal[4];
                for (var i = 3; i >= 0; i--)
                {
                    parts[i] = order % 10_000_000;
                    order = decimal.Floor(order / 10_000_000);
                }
                return order > 0 ? null : string.Join('.', parts.Select(p => p.ToString(CultureInfo.InvariantCulture)));
            case InputType.Size:
                return order.ToString("0.###", CultureInfo.InvariantCulture) + " B";
            case InputType.Duration:
                return order.ToString("0.###", CultureInfo.InvariantCulture) + " s";
            case InputType.DateTime:
                return order > DateTime.MaxValue.Ticks ? null : new DateTime((long)order).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
            default:
                return order.ToString("0.##########", CultureInfo.InvariantCulture);
        }
    }
}
