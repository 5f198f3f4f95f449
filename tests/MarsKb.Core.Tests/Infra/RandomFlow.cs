using MarsKb.Entries;
using MarsKb.Flows;

namespace MarsKb.Infra;

/// <summary>Flows without reason, and answers to them: whatever holds for these holds for any.</summary>
static class RandomFlow
{
    static readonly string[] Choices = ["yes", "no", "dont-know"];

    /// <param name="pick">A number from 0 to below its argument.</param>
    public static Flow Of(int size, Func<int, int> pick, string version) => new()
    {
        Key = "flow", Kind = EntryKind.Flow, Title = "Flow", Component = "x", Version = version, Start = "s0", Steps = [.. Enumerable.Range(0, size).Select(i => StepOf(i, size, pick))],
    };

    /// <summary>Now and then one that fits nowhere.</summary>
    public static AnswerValue Answer(Step step, Func<int, int> pick) => pick(6) == 0 ? AnswerValue.Of("nonsense") : step.Type switch
    {
        StepType.Checklist => AnswerValue.OfList(Choices.Take(2).Where(_ => pick(2) == 0)),
        StepType.Input => AnswerValue.Of(pick(4) == 0 ? AnswerValue.DontKnow : $"{pick(10)}"),
        _ => AnswerValue.Of(Choices[pick(3)]),
    };

    /// <summary>Any step may lead anywhere, loops included; decisions only on, as the checker demands of ways that ask nothing.</summary>
    static Step StepOf(int i, int size, Func<int, int> pick)
    {
        string Anywhere() => $"s{pick(size)}";
        var step = new Step { Id = $"s{i}", Type = StepType.Outcome, Outcome = OutcomeKind.Fixed };
        if (i == size - 1) return step;
        return pick(6) switch
        {
            0 => step with { Type = StepType.Checklist, Outcome = null, Choices = [.. Choices.Take(2).Select(c => new Choice(c, c, null, ""))], Next = Anywhere() },
            1 => step with { Type = StepType.Input, Outcome = null, Input = new InputSpec(InputType.Number, null, "5", null, null, null), Next = Anywhere(), DontKnow = Anywhere() },
            2 => step with
            {
                Type = StepType.Decision,
                Outcome = null,
                Branches = [new Branch(new Compare($"s{pick(size)}", Comparison.Unknown, []), On()), new Branch(new Not(new Compare($"s{pick(size)}", Comparison.Answered, [])), On()), new Branch(null, On())],
            },
            3 => step,
            _ => step with { Type = StepType.Question, Outcome = null, Choices = [.. Choices.Select(c => new Choice(c, c, null, Anywhere()))] },
        };

        string On() => $"s{i + 1 + pick(size - i - 1)}";
    }
}
