using MarsKb.Flows;

namespace MarsKb.Sessions;

/// <summary>Says an answer in words, as people and tickets read it.</summary>
public static class AnswerWords
{
    public static string Of(Step step, AnswerValue answer)
    {
        if (answer.Items.IsEmpty) return "None of these";
        if (step.Type == StepType.Instruction) return answer.Items[0] switch { "done" => "Done", "failed" => "It did not work", "could-not" => "Could not do it", var other => other };
        if (answer.IsDontKnow) return step.Choices.FirstOrDefault(c => c.Id == AnswerValue.DontKnow)?.Text ?? Choice.DontKnowText;
        if (answer.IsList) return string.Join("; ", answer.Items.Select(i => ChoiceText(step, i)));
        if (step.Input is null) return ChoiceText(step, answer.Items[0]);
        var read = FlowResolver.Read(step, answer);
        return read is { Fault: null, Text.Length: > 0 } value ? WithUnit(step, value.Text) : answer.Items[0];
    }

    static string ChoiceText(Step step, string id) => step.Choices.FirstOrDefault(c => c.Id == id)?.Text ?? id;

    static string WithUnit(Step step, string text) =>
        step.Input!.Unit is { } unit && !text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) ? $"{text} {unit}" : text;
}
