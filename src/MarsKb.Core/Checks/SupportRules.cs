using System.Collections.Immutable;
using MarsKb.Matrix;

namespace MarsKb.Checks;

/// <summary>The rules of the support check as the content has them, tied to rows of the matrix.</summary>
public sealed record SupportRules(ImmutableArray<KnownSystem> Systems, ImmutableArray<SupportRule> Rules)
{
    public static SupportRules None { get; } = new([], []);
}

/// <summary>How a rule comes to its verdict.</summary>
public enum RuleJudge
{
    /// <summary>By its conditions alone.</summary>
    Conditions,

    /// <summary>The operating system is in one of the tables.</summary>
    System,

    /// <summary>The row of the operating system says yes in the rule's column.</summary>
    Data,

    /// <summary>The size is within the limit of the operating system.</summary>
    Size,

    /// <summary>The cache folder has its share of the size.</summary>
    CacheSpace,

    /// <summary>The number lies between the row's first and second duration.</summary>
    Retention,

    /// <summary>The version is one of the rows, or later.</summary>
    AgentVersion,

    /// <summary>The system to restore to is not earlier.</summary>
    Restore,
}

/// <param name="Tables">Tables that the rule is tied to; the first gives the link when no row does.</param>
/// <param name="Rows">Rows that the rule is tied to, in the order of the content.</param>
/// <param name="Column">Column of the rows that says yes or no; null where the judge needs none.</param>
/// <param name="Verdict">The verdict when the conditions hold.</param>
/// <param name="Otherwise">What to say when the answer is the opposite; null when there is nothing to say then.</param>
/// <param name="Share">Least and most share of the size, in percent.</param>
public sealed record SupportRule(
    string Id, RulePart Part, RuleJudge Judge, ImmutableArray<RuleCondition> When, ImmutableArray<MatrixTable> Tables, ImmutableArray<RowPlace> Rows,
    RuleVerdict Verdict, string Detail, string? Otherwise, string? Column, string? Of, (decimal Low, decimal High) Share);

/// <summary>Holds when an answer is one of the values; <c>none</c> is the open question.</summary>
public sealed record RuleCondition(string Question, ImmutableArray<string> Values)
{
    public const string Open = "none";

    public bool Holds(CheckAnswers answers) => answers.Values(Question) is { IsEmpty: false } given ? given.Any(Values.Contains) : Values.Contains(Open);

    /// <summary>The opposite was said in so many words.</summary>
    public bool IsDenied(CheckAnswers answers) => Values is ["true"] && answers.Has(Question, "false");
}

/// <summary>A row with its table.</summary>
public sealed record RowPlace(MatrixTable Table, MatrixRow Row)
{
    public string Url => $"{Table.Url}#{Row.Id}";

    /// <summary>The first cell.</summary>
    public string Name => Row.Cells[Table.Columns[0].Id].Text;
}

/// <summary>An operating system that the check can name.</summary>
/// <param name="Names">The usual name, then others.</param>
/// <param name="Row">Its row among the supported systems; null for one that is not there.</param>
/// <param name="Limit">Its row among the size limits.</param>
/// <param name="First">Its earliest build.</param>
/// <param name="Last">Its latest build.</param>
public sealed record KnownSystem(ImmutableArray<string> Names, RowPlace? Row, RowPlace? Limit, Version First, Version Last)
{
    public string Name => Names[0];
}
