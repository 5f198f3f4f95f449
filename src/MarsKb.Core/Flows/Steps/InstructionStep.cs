using System.Collections.Immutable;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>Says what to do, and asks whether it was done, did not work, or could not be done.</summary>
public sealed record InstructionStep : ChoiceStep
{
    /// <summary>Ids of its choices.</summary>
    public const string Done = "done", Failed = "failed", CouldNot = "could-not";

    internal static StepDefinition Definition { get; } = new(
        "instruction",
        new("an instruction", [.. StepDefinition.Shown, "do", "done"], ["text", "expected", "undo", "minutes", "privilege", "failed", "couldNot"]),
        Read, Restore);

    public override string Type => Definition.Name;

    public override Station Station => Station.Do;

    public new ImmutableArray<EntryAction> Actions { get => base.Actions; init => base.Actions = value; }

    public new RichText Expected { get => base.Expected; init => base.Expected = value; }

    public new RichText Undo { get => base.Undo; init => base.Undo = value; }

    public new int? Minutes { get => base.Minutes; init => base.Minutes = value; }

    public new string? Privilege { get => base.Privilege; init => base.Privilege = value; }

    /// <summary>What somebody did, not what the button says.</summary>
    public override string Words(AnswerValue answer) => answer.Items.IsEmpty ? base.Words(answer) : answer.Items[0] switch
    {
        Done => "Done",
        Failed => "It did not work",
        CouldNot => "Could not do it",
        var other => other,
    };

    internal override ComparedAs ComparedAs => ComparedAs.Word(Definition.Fields.What, Choices.Select(c => c.Id));

    private protected override string? LabelOf(StepExit exit) => exit.Choice switch { Done => "Done", Failed => "Failed", _ => "Can't do it" };

    static WrittenStep Read(StepReader step)
    {
        var ways = new (string Id, string Text, YamlText? To)[]
        {
            (Done, "Done, go on", step.Fields.Text("done")),
            (Failed, "It did not work", step.Fields.Text("failed")),
            (CouldNot, "I can't do this", step.Fields.Text("couldNot")),
        };
        var led = ways.Where(w => w.To is not null).ToList();
        var (minutes, privilege) = (step.Minutes(), step.Fields.Text("privilege")?.Value);
        var actions = step.Items("do");
        var (expected, undo) = (step.LongText("expected"), step.LongText("undo"));
        return step.Written(texts => new InstructionStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text),
            Choices = [.. led.Select(w => new Choice(w.Id, w.Text, null, w.To!.Value))],
            Minutes = minutes, Privilege = privilege,
            Expected = texts.Render(expected), Undo = texts.Render(undo), Actions = texts.Render(actions),
        }) with
        {
            Actions = actions,
            Exits = [.. led.Select(w => new WrittenExit(w.Id, w.To!))],
        };
    }

    static InstructionStep Restore(ArchivedStep kept) => new()
    {
        Id = kept.Id, Title = kept.Title, Text = kept.Text, Choices = kept.Choices,
        Actions = kept.Actions, Expected = kept.Expected, Undo = kept.Undo, Minutes = kept.Minutes, Privilege = kept.Privilege,
    };

    internal override ArchivedStep Archive() => ArchivedHead with
    {
        Choices = Choices, Actions = Actions, Expected = Expected, Undo = Undo, Minutes = Minutes, Privilege = Privilege,
    };

    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), Choices = ChoicesUnder(caller) };
}
