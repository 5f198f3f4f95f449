using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;

namespace MarsKb.Documents;

/// <summary>A step of a flow.</summary>
public sealed record StepDocument(
    [property: Description("Stable within its flow; of a subflow's step `caller.id`.")] string Id,
    [property: Description("`question`, `checklist`, `input`, `paste` or `instruction`; in the graph of a flow also `decision` and `subflow`, and `outcome` for the outcome of a subflow that leads back into its caller.")] string Type,
    [property: Description("May be empty of decisions and subflows.")] string Title,
    [property: Description("Plain text; of an instruction with its numbered actions.")] string Text,
    [property: Description("The same as safe HTML; links within the site are paths.")] string Html,
    [property: Description("What can be answered: one id to a `question` or `instruction`, a list of ids to a `checklist`. `dont-know` stands alone; it is the only choice of an `input` or `paste`, beside the text.")] ImmutableArray<ChoiceDocument> Choices,
    [property: Description("Of an `input` or `paste`, answered by text as typed; else null.")] InputDocument? Input,
    [property: Description("The line to run, of a `paste`; else null.")] string? Command,
    [property: Description("Where to run it, such as `PowerShell, as administrator`; null without a command.")] string? Shell,
    [property: Description("What an `instruction` should lead to, in plain text; else null.")] string? Expected,
    [property: Description("How to undo an `instruction`, in plain text; else null.")] string? Undo,
    [property: Description("Minutes that an `instruction` takes, or null.")] int? Minutes,
    [property: Description("Who can carry out an `instruction`, or null.")] string? Privilege,
    [property: Description("Only in the graph of a flow: where each answer leads, in order.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<NextDocument>? Next = null)
{
    /// <param name="step">Any step but an outcome that ends.</param>
    public static StepDocument From(Step step) => new(
        step.Id, step.Type, step.Title,
        string.Join("\n\n", new[] { step.Text.Text, NumberedText(step) }.Where(t => t.Length > 0)),
        step.Text.Html + ListHtml(step),
        [.. ChoicesOf(step)],
        step.Input is { } input ? InputDocument.From(input) : null,
        CommandOf(step).Line, CommandOf(step).Shell, Filled(step.Expected.Text), Filled(step.Undo.Text), step.Minutes, step.Privilege);

    /// <summary>The same with where its answers lead.</summary>
    public static StepDocument WithNext(Step step) => From(step) with { Next = [.. step.Exits().Select(NextDocument.From)] };

    static IEnumerable<ChoiceDocument> ChoicesOf(Step step)
    {
        foreach (var choice in step.Choices) yield return new ChoiceDocument(choice.Id, choice.Text, choice.Hint);
        if (step.DontKnow is not null && !step.Choices.Any(c => c.Id == AnswerValue.DontKnow))
            yield return new ChoiceDocument(AnswerValue.DontKnow, Choice.DontKnowText, null);
    }

    static string NumberedText(Step step)
    {
        var text = new StringBuilder();
        for (var i = 0; i < step.Actions.Length; i++)
        {
            var lines = step.Actions[i].Content.Text.Trim().Split('\n');
            text.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "\n" : "")}{i + 1}. {lines[0]}");
            foreach (var line in lines.Skip(1)) text.Append("\n   ").Append(line);
        }
        return text.ToString();
    }

    static string ListHtml(Step step) =>
        step.Actions.IsEmpty ? "" : $"<ol>{string.Concat(step.Actions.Select(a => $"<li>{a.Content.Html}</li>"))}</ol>";

    /// <summary>As text a command stands below the caption of its plate.</summary>
    static (string? Shell, string? Line) CommandOf(Step step) =>
        step.Command.Text.Split(":\n", 2) is [var shell, var line] ? (shell, line) : (null, Filled(step.Command.Text));

    static string? Filled(string text) => text.Length == 0 ? null : text;
}

/// <summary>An answer to choose.</summary>
public sealed record ChoiceDocument(
    [property: Description("What to answer.")] string Id,
    string Text,
    [property: Description("A second line, or null.")] string? Hint);

/// <summary>What is to be typed or pasted.</summary>
public sealed record InputDocument(
    [property: Description("`number`, `version`, `size`, `percent`, `date-time`, `duration`, `text` or `paste`.")] string Type,
    [property: Description("What a `number` counts, or null.")] string? Unit,
    [property: Description("An answer that is taken.")] string Example)
{
    public static InputDocument From(InputSpec input) => new(Words.Of(input.Type), input.Unit, input.Example);
}

/// <summary>A way out of a step: by `choice`, by `when`, or by any other answer where it has neither.</summary>
public sealed record NextDocument(
    [property: Description("Id of a step or outcome.")]
    [property: JsonPropertyOrder(1)] string To,
    [property: Description("Id of the choice that leads there; absent where another answer does, or none is needed.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Choice = null,
    [property: Description("The condition of a decision's branch; branches are tried in order. Absent of the last one, which holds otherwise.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConditionDocument? When = null)
{
    public static NextDocument From(StepExit exit) => new(exit.To, exit.Choice, exit.When is { } when ? ConditionDocument.From(when) : null);
}
