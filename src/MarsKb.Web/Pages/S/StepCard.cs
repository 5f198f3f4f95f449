using System.Collections.Immutable;
using MarsKb.Flows;
using MarsKb.Sessions;

namespace MarsKb.Pages.S;

/// <summary>A step as a form.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Earlier">True when it was answered and the answer is to be changed.</param>
/// <param name="Given">What is marked or filled in: as just sent, else as answered before; null for nothing.</param>
/// <param name="Note">What stands in the field for a note.</param>
/// <param name="Reason">What stands in the field for what it waits for.</param>
/// <param name="Notes">Notes that are kept already.</param>
public sealed record StepCard(string Action, Step Step, bool Earlier, AnswerValue? Given, string? Note, string? Reason, ImmutableArray<SessionNote> Notes)
{
    /// <summary>Choices up to which each is a button.</summary>
    const int MostButtons = 6;

    /// <summary>"I can't tell" comes last.</summary>
    public IEnumerable<Choice> Choices => Step.Choices.OrderBy(c => c.Id == AnswerValue.DontKnow);

    public bool HasButtons => Step.Choices.Length <= MostButtons;

    /// <summary>The step can be left with "I can't tell" beside its fields.</summary>
    public bool CanTell => Step.DontKnow is null;

    /// <summary>What stands in the field of an input or paste.</summary>
    public string Typed => Given is { IsList: false, IsDontKnow: false, Items: [var text] } ? text : "";

    /// <summary>What was found in the text that was pasted before, or null.</summary>
    public string? Found => Step.Type == StepType.Paste && Given is not null && FlowResolver.Read(Step, Given) is { Fault: null, Text: var found } ? found : null;

    public bool IsGiven(Choice choice) => Given is not null && Given.Items.Contains(choice.Id);

    public Choice? Of(string id) => Step.Choices.FirstOrDefault(c => c.Id == id);

    /// <summary>What it takes: time and rights. Null when the flow does not say.</summary>
    public string? Terms => (Step.Minutes, Step.Privilege) switch
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
        InputType.Duration => "Time span",
        InputType.Paste => "What it prints",
        _ => "Your answer",
    };

    /// <summary>Behind the field; null for nothing.</summary>
    public string? Unit => Step.Input!.Type == InputType.Percent ? "%" : Step.Input.Unit;
}
