using System.Collections.Immutable;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;
using MarsKb.Sessions;

namespace MarsKb.Pages.S;

/// <summary>A step as a form.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Earlier">True when it was answered and the answer is to be changed.</param>
/// <param name="Given">What is marked or filled in; null for nothing.</param>
/// <param name="IsSent">True when that was just sent and is not saved; false when it was answered before.</param>
/// <param name="Note">What stands in the field for a note.</param>
/// <param name="Reason">What stands in the field for what it waits for.</param>
/// <param name="Notes">Notes that are kept already.</param>
public sealed record StepCard(string Action, Step Step, bool Earlier, AnswerValue? Given, bool IsSent, string? Note, string? Reason, ImmutableArray<SessionNote> Notes)
{
    /// <summary>Choices up to which each is a button.</summary>
    const int MostButtons = 6;

    /// <summary>The partial page of a step: each type has one.</summary>
    public static string ViewOf(Step step) => "Steps/_" + step.GetType().Name;

    /// <summary>"I can't tell" comes last.</summary>
    public IEnumerable<Choice> Choices => Step.Choices.OrderBy(c => c.Id == AnswerValue.DontKnow);

    public bool HasButtons => Step.Choices.Length <= MostButtons;

    /// <summary>The step can be left with "I can't tell" beside its fields.</summary>
    public bool CanTell => Step.DontKnow is null;

    /// <summary>What stands in the field of an input or paste: of what was pasted before, the value that was found in it, to be corrected.</summary>
    public string Typed => Given is not { IsList: false, IsDontKnow: false, Items: [var text] } ? "" : IsSent ? text : Step.FoundIn(Given) ?? text;

    /// <summary>The value that was found in a text that was pasted before, or null.</summary>
    public string? Found => !IsSent && Given is not null ? Step.FoundIn(Given) : null;

    /// <summary>Said of what is marked or filled in.</summary>
    public string Whose => IsSent ? "Your answer, not saved yet" : "Your earlier answer";

    public bool IsGiven(Choice choice) => Given is not null && Given.Items.Contains(choice.Id);

    public Choice? Of(string id) => Step.Choices.FirstOrDefault(c => c.Id == id);

    /// <summary>What it takes: time and rights. Null when the flow does not say.</summary>
    public static string? TermsOf(Step step) => (step.Minutes, step.Privilege) switch
    {
        ({ } minutes, { } needs) => $"About {SessionText.Many(minutes, "minute")}. You need: {needs}.",
        ({ } minutes, null) => $"About {SessionText.Many(minutes, "minute")}.",
        (null, { } needs) => $"You need: {needs}.",
        _ => null,
    };

    /// <summary>Above the field.</summary>
    public string Label => Step.Input!.Type switch
    {
        InputType.Number => Step.Input.Unit is { } unit ? $"Number of {unit}" : "Number",
        InputType.Version => "Version",
        InputType.Size => "Size",
        InputType.Percent => "Percent",
        InputType.DateTime => "Date and time",
        InputType.Duration => "Duration",
        InputType.Paste => Found is null ? "What it prints" : "Value",
        _ => "Your answer",
    };

    /// <summary>Under the label.</summary>
    public string Hint
    {
        get
        {
            var input = Step.Input!;
            if (input.Type != InputType.Paste) return $"For example {input.Example}";
            var words = input.Words.IsEmpty ? "" : $": {string.Join(", ", input.Words[..^1])} or {input.Words[^1]}";
            return Found is null
                ? $"Paste all of it, or type the value itself{words}. For example {input.Example}"
                : $"Found in what was pasted. If it is wrong, type the right value{words}. Or paste again what the command prints.";
        }
    }

    /// <summary>Behind the field; null for nothing.</summary>
    public string? Unit => Step.Input!.Type == InputType.Percent ? "%" : Step.Input.Unit;
}
