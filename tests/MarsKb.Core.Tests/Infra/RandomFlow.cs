using MarsKb.Entries;
using MarsKb.Flows;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;

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
    public static AnswerValue Answer(Step step, Func<int, int> pick) => pick(6) == 0 ? AnswerValue.Of("nonsense") : step switch
    {
        ChecklistStep => AnswerValue.OfList(Choices.Take(2).Where(_ => pick(2) == 0)),
        InputStep => AnswerValue.Of(pick(4) == 0 ? AnswerValue.DontKnow : $"{pick(10)}"),
        _ => AnswerValue.Of(Choices[pick(3)]),
    };

    /// <summary>Any step may lead anywhere, loops included; decisions only on, as the checker demands of ways that ask nothing.</summary>
    static Step StepOf(int i, int size, Func<int, int> pick)
    {
        string Anywhere() => $"s{pick(size)}";
        var id = $"s{i}";
        var end = new OutcomeStep { Id = id, Kind = OutcomeKind.Fixed };
        if (i == size - 1) return end;
        return pick(6) switch
        {
            0 => new ChecklistStep { Id = id, Choices = [.. Choices.Take(2).Select(c => new Choice(c, c, null, ""))], Next = Anywhere() },
            1 => new InputStep { Id = id, Input = new InputSpec(InputType.Number, null, "5", null, null, null), Next = Anywhere(), DontKnow = Anywhere() },
            2 => new DecisionStep
            {
                Id = id,
                Branches = [new Branch(new Compare($"s{pick(size)}", Comparison.Unknown, []), On()), new Branch(new Not(new Compare($"s{pick(size)}", Comparison.Answered, [])), On()), new Branch(null, On())],
            },
            3 => end,
            _ => new QuestionStep { Id = id, Choices = [.. Choices.Select(c => new Choice(c, c, null, Anywhere()))] },
        };

        string On() => $"s{i + 1 + pick(size - i - 1)}";
    }
}
