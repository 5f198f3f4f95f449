using System.Collections.Immutable;
using System.Text.Json;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>An end of a flow. Of a flow that another calls, it may lead back into the caller.</summary>
public sealed record OutcomeStep : Step
{
    internal static StepDefinition Definition { get; } =
        new("outcome", new("an outcome", [.. StepDefinition.Shown, "outcome"], ["text", "cause", "actions", "attach"]), Read, Restore);

    internal static FieldSet CauseFields { get; } = new("'cause'", ["entry", "cause"], []);

    /// <summary>In the order of <see cref="OutcomeKind"/>.</summary>
    internal static ImmutableArray<string> Kinds { get; } = ["fixed", "worked-round", "escalate", "not-supported"];

    public override string Type => Definition.Name;

    public override Station Station => Station.End;

    public override bool IsShown => ReturnsTo is null;

    public override bool Ends => ReturnsTo is null;

    public required OutcomeKind Kind { get; init; }

    /// <summary>The failure is gone, or got round.</summary>
    public bool IsGood => Kind is OutcomeKind.Fixed or OutcomeKind.WorkedRound;

    /// <summary>The cause that it confirms.</summary>
    public ConfirmedCause? Cause { get; init; }

    /// <summary>What remains to be done, in order.</summary>
    public new ImmutableArray<EntryAction> Actions { get => base.Actions; init => base.Actions = value; }

    public new ImmutableArray<RichText> Attach { get => base.Attach; init => base.Attach = value; }

    /// <summary>The step of the caller that it leads back to, or null.</summary>
    public string? ReturnsTo { get; init; }

    public override IEnumerable<StepExit> Exits()
    {
        if (ReturnsTo is not null) yield return new StepExit(null, null, ReturnsTo);
    }

    internal override string MapNote(ImmutableArray<Step> all) => Kind switch
    {
        OutcomeKind.Fixed => "Fixed",
        OutcomeKind.WorkedRound => "Worked round",
        OutcomeKind.Escalate => "Handed over",
        _ => "Not supported",
    };

    static WrittenStep Read(StepReader step)
    {
        var kind = step.Fields.Text("outcome");
        if (kind is not null && !EntryFields.IsKnown(kind, "outcome", Kinds, step.Bag)) kind = null;
        YamlText? entry = null, cause = null;
        if (step.Fields.Mapping("cause") is { } mapping)
        {
            var named = new FieldReader(mapping, CauseFields, step.Bag);
            (entry, cause) = (named.Text("entry"), named.Text("cause"));
        }
        if (!step.Fields.Has("actions")) step.Bag.OutcomeWithoutAction(step.At, step.Id);
        var actions = step.Items("actions");
        var attach = step.Fields.LongTexts("attach");
        return step.Written(texts => new OutcomeStep
        {
            Id = step.Id, Title = step.Title, Text = texts.Render(step.Text),
            Kind = kind is null ? default : (OutcomeKind)Kinds.IndexOf(kind.Value), // without a kind a fault was reported
            Actions = texts.Render(actions), Attach = [.. attach.Select(texts.Render)],
            Cause = entry is not null && cause is not null ? new ConfirmedCause(texts.KeyOf(entry.Value), cause.Value) : null,
        }) with
        {
            Actions = actions,
            CauseEntry = entry,
            Cause = cause,
        };
    }

    static OutcomeStep Restore(ArchivedStep kept) => new()
    {
        Id = kept.Id, Title = kept.Title, Text = kept.Text,
        Kind = kept.Outcome ?? throw new JsonException($"The outcome '{kept.Id}' does not say what it is."),
        Cause = kept.Cause, Actions = kept.Actions, Attach = kept.Attach, ReturnsTo = kept.ReturnsTo,
    };

    internal override ArchivedStep Archive() =>
        ArchivedHead with { Outcome = Kind, Cause = Cause, Actions = Actions, Attach = Attach, ReturnsTo = ReturnsTo };

    /// <summary>An outcome that led back in its own flow leads to the same step; of the others those lead back that the caller names.</summary>
    internal override Step Under(string caller, IReadOnlyDictionary<string, string> returns) =>
        this with { Id = Under(caller, Id), ReturnsTo = Under(caller, ReturnsTo) ?? returns.GetValueOrDefault(Id) };
}

public enum OutcomeKind { Fixed, WorkedRound, Escalate, NotSupported }

public sealed record ConfirmedCause(string Entry, string Cause);
