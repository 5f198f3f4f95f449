using MarsKb.Diagnostics;
using MarsKb.Yaml;

namespace MarsKb.Flows;

/// <summary>A step as written: what needs rendering is still Markdown, all else stands in <see cref="Shape"/>.</summary>
sealed record WrittenStep(YamlText Id, Step Shape)
{
    public YamlText? Text { get; init; }

    public YamlText? Command { get; init; }

    public YamlText? Expected { get; init; }

    public YamlText? Undo { get; init; }

    public IReadOnlyList<WrittenItem> Actions { get; init; } = [];

    public IReadOnlyList<YamlText> Attach { get; init; } = [];

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
sealed record WrittenExit(string Name, YamlText To);

/// <param name="At">Where the branch begins.</param>
/// <param name="When">Null for <c>otherwise</c>.</param>
sealed record WrittenBranch(SourceLocation At, Condition? When, YamlText To);
