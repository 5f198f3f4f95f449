using System.Collections.Frozen;
using System.Collections.Immutable;
using MarsKb.Entries;
using MarsKb.Rendering;

namespace MarsKb.Flows;

/// <summary>A proven decision graph. Subflows are part of it: their steps stand here under <c>step.id</c>.</summary>
public sealed record Flow : KnowledgeItem
{
    /// <summary>Short hash of all that a session depends on: this flow's content and that of its subflows.</summary>
    public required string Version { get; init; }

    /// <summary>Id of the first step.</summary>
    public required string Start
    {
        get;
        init
        {
            field = value;
            index = null;
        }
    }

    /// <summary>In the order in which they are written, subflows where they are called.</summary>
    public required ImmutableArray<Step> Steps
    {
        get;
        init
        {
            field = value;
            index = null;
        }
    }

    /// <summary>Minutes that it takes as a rule.</summary>
    public int Minutes { get; init; }

    /// <summary>What somebody needs for it.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    public ImmutableArray<CoveredEntry> Covers { get; init; } = [];

    /// <summary>Steps by their full id.</summary>
    public FrozenDictionary<string, Step> ById => Index.Steps;

    /// <summary>What is computed from the steps, once.</summary>
    internal FlowIndex Index => index ??= new FlowIndex(this);

    FlowIndex? index;
}

/// <param name="Step">Where somebody who has this error begins.</param>
/// <param name="Answers">Answers known then, by step id, as typed.</param>
public sealed record CoveredEntry(string Entry, string Step, ImmutableDictionary<string, string> Answers);

public enum StepType { Question, Checklist, Input, Paste, Instruction, Decision, Subflow, Outcome }

/// <summary>One step. What does not belong to its type is empty.</summary>
public sealed record Step
{
    /// <summary>Stable; a step of a subflow is <c>caller.id</c>.</summary>
    public required string Id { get; init; }

    public required StepType Type { get; init; }

    public string Title { get; init; } = "";

    public RichText Text { get; init; } = RichText.Empty;

    /// <summary>Of a question, checklist or instruction (<c>done</c>, <c>failed</c>, <c>could-not</c>); with <c>dont-know</c> where it is offered.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>Of an input or paste.</summary>
    public InputSpec? Input { get; init; }

    /// <summary>What to run, of a paste.</summary>
    public RichText Command { get; init; } = RichText.Empty;

    /// <summary>Of an instruction or outcome: what to do, in order.</summary>
    public ImmutableArray<EntryAction> Actions { get; init; } = [];

    public RichText Expected { get; init; } = RichText.Empty;

    public RichText Undo { get; init; } = RichText.Empty;

    public int? Minutes { get; init; }

    public string? Privilege { get; init; }

    /// <summary>Of a decision, in order; a null condition holds always.</summary>
    public ImmutableArray<Branch> Branches { get; init; } = [];

    /// <summary>Where a checklist, input or paste leads, and a subflow step to its first step.</summary>
    public string? Next { get; init; }

    /// <summary>Where "I can't tell" leads, of a checklist, input or paste.</summary>
    public string? DontKnow { get; init; }

    public OutcomeKind? Outcome { get; init; }

    /// <summary>The cause that an outcome confirms.</summary>
    public ConfirmedCause? Cause { get; init; }

    /// <summary>What to send along when escalating.</summary>
    public ImmutableArray<RichText> Attach { get; init; } = [];

    /// <summary>Key of the flow that a subflow step calls.</summary>
    public string? Flow { get; init; }

    /// <summary>An outcome of a subflow that leads back into the caller.</summary>
    public string? ReturnsTo { get; init; }

    /// <summary>All ways out of the step, in order.</summary>
    public IEnumerable<StepExit> Exits()
    {
        switch (Type)
        {
            case StepType.Question or StepType.Instruction:
                foreach (var choice in Choices) yield return new StepExit(choice.Id, null, choice.To);
                break;
            case StepType.Decision:
                foreach (var branch in Branches) yield return new StepExit(null, branch.When, branch.To);
                break;
            case StepType.Outcome:
                if (ReturnsTo is not null) yield return new StepExit(null, null, ReturnsTo);
                break;
            default:
                if (Next is not null) yield return new StepExit(null, null, Next);
                if (DontKnow is not null) yield return new StepExit(AnswerValue.DontKnow, null, DontKnow);
                break;
        }
    }

    /// <summary>Decisions, subflow steps and outcomes that return are passed through, never shown.</summary>
    public bool IsShown => Type is not (StepType.Decision or StepType.Subflow) && ReturnsTo is null;
}

/// <summary>A way out of a step.</summary>
/// <param name="Choice">The choice that leads there; null where any answer does, or none is needed.</param>
/// <param name="When">The condition of a decision's branch; null for <c>otherwise</c>.</param>
public sealed record StepExit(string? Choice, Condition? When, string To);

public sealed record Choice(string Id, string Text, string? Hint, string To)
{
    /// <summary>What the choice <c>dont-know</c> is called where the flow does not say.</summary>
    public const string DontKnowText = "I can't tell";
}

public enum OutcomeKind { Fixed, WorkedRound, Escalate, NotSupported }

public sealed record ConfirmedCause(string Entry, string Cause);

public enum InputType { Number, Version, Size, Percent, DateTime, Duration, Text, Paste }

/// <param name="Unit">Shown behind the field; of a number only.</param>
/// <param name="Pattern">Of a paste: the named pattern that finds the value.</param>
public sealed record InputSpec(InputType Type, string? Unit, string Example, string? Min, string? Max, string? Pattern)
{
    /// <summary>Of a paste: the values that its pattern tells apart; empty when it finds a version or a size.</summary>
    public ImmutableArray<string> Words => Pattern is null ? [] : PastePatterns.Words(Pattern);
}

public sealed record Branch(Condition? When, string To);
