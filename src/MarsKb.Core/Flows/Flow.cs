using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MarsKb.Entries;
using MarsKb.Flows.Steps;

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

    /// <summary>Every outcome, those that lead back into a caller included.</summary>
    [JsonIgnore]
    public IEnumerable<OutcomeStep> Outcomes => Steps.OfType<OutcomeStep>();

    /// <summary>What is computed from the steps, once.</summary>
    internal FlowIndex Index => index ??= new FlowIndex(this);

    FlowIndex? index;

    /// <summary>The step with this id, when a person answers it; else null.</summary>
    public AskedStep? FindAsked(string id) => ById.GetValueOrDefault(id) as AskedStep;
}

/// <param name="Step">Where somebody who has this error begins.</param>
/// <param name="Answers">Answers known then, by step id, as typed.</param>
public sealed record CoveredEntry(string Entry, string Step, ImmutableDictionary<string, string> Answers);
