using MarsKb.Diagnostics;
using MarsKb.Flows.Conditions;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>A step as written: where in the file what it says stands, and how it becomes a step.</summary>
/// <param name="Build">Makes the step once its texts can be rendered. Of a step with faults it may lack what it needs: nothing is made of such a flow.</param>
sealed record WrittenStep(YamlText Id, Func<StepTexts, Step> Build)
{
    /// <summary>What to do, for the shared actions in it.</summary>
    public IReadOnlyList<WrittenItem> Actions { get; init; } = [];

    /// <summary>Where the step leads, with the place of each target.</summary>
    public IReadOnlyList<WrittenExit> Exits { get; init; } = [];

    /// <summary>The key of the flow that a subflow step calls.</summary>
    public YamlText? Flow { get; init; }

    /// <summary>Which outcomes of that flow lead back.</summary>
    public IReadOnlyList<(YamlText Outcome, YamlText To)> Returns { get; init; } = [];

    public YamlText? CauseEntry { get; init; }

    public YamlText? Cause { get; init; }

    public IReadOnlyList<WrittenBranch> Branches { get; init; } = [];

    /// <summary>Where a decision's list of branches stands.</summary>
    public SourceLocation BranchesAt { get; init; }
}

/// <summary>Something to do: Markdown, or a shared action.</summary>
/// <param name="Include">Id of a shared action, else null.</param>
sealed record WrittenItem(YamlText Text, string? Include)
{
    public static WrittenItem Of(YamlText text)
    {
        var written = text.Value.Trim();
        var isInclude = written.StartsWith("{{action:", StringComparison.Ordinal) && written.EndsWith("}}", StringComparison.Ordinal) && !written.Contains('\n');
        return new WrittenItem(text, isInclude ? written["{{action:".Length..^2].Trim() : null);
    }
}

/// <param name="Name">Id of the choice, or the key that names the target: <c>to</c>, <c>done</c>.</param>
sealed record WrittenExit(string Name, YamlText To)
{
    /// <summary>Of a step that leads one way with an answer and another with "I can't tell".</summary>
    public static IReadOnlyList<WrittenExit> Of(YamlText? to, YamlText? dontKnow) =>
    [
        .. to is null ? (WrittenExit[])[] : [new WrittenExit("to", to)],
        .. dontKnow is null ? (WrittenExit[])[] : [new WrittenExit(AnswerValue.DontKnow, dontKnow)],
    ];
}

/// <param name="At">Where the branch begins.</param>
/// <param name="When">Null for <c>otherwise</c>.</param>
sealed record WrittenBranch(SourceLocation At, Condition? When, YamlText To);

/// <summary>An entry that the flow diagnoses, as written.</summary>
sealed record WrittenCover(YamlText Entry, YamlText? Step, IReadOnlyList<(YamlText Step, YamlText Answer)> Answers);
