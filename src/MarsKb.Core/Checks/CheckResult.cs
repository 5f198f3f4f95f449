using System.Collections.Immutable;

namespace MarsKb.Checks;

/// <summary>What one rule says.</summary>
public enum RuleVerdict { NotSupported, Skipped, Unknown, Supported }

/// <summary>What all rules together say.</summary>
public enum Support
{
    /// <summary>No rule could be judged.</summary>
    Unknown,
    Supported,
    Partly,
    NotSupported,
}

/// <summary>What a rule is about. It decides what a refusal means for the whole.</summary>
public enum RulePart { Host, System, Data, Volume, Files, Size, Cache, Retention, Agent, Restore, Seeding }

/// <summary>The answer of one rule, with its figures.</summary>
/// <param name="Detail">One or more sentences; the first says the verdict.</param>
/// <param name="Url">Path of the table, with the row's anchor.</param>
/// <param name="Table">Title of the table.</param>
public sealed record CheckReason(string Rule, RulePart Part, RuleVerdict Verdict, string Detail, string Url, string Table);

/// <param name="Reasons">Refusals first, then what is skipped, unknown and supported; within these in the order of the rules.</param>
public sealed record CheckResult(Support Support, ImmutableArray<CheckReason> Reasons)
{
    public static CheckResult Of(IEnumerable<CheckReason> reasons)
    {
        ImmutableArray<CheckReason> sorted = [.. reasons.OrderBy(r => r.Verdict)];
        return new CheckResult(Sum(sorted), sorted);
    }

    static Support Sum(ImmutableArray<CheckReason> reasons)
    {
        if (reasons.Any(r => r.Verdict == RuleVerdict.NotSupported && ConcernsAll(r.Part))) return Support.NotSupported;
        if (reasons.Any(r => r.Verdict is RuleVerdict.NotSupported or RuleVerdict.Skipped)) return Support.Partly;
        return reasons.Any(r => r.Verdict == RuleVerdict.Supported) ? Support.Supported : Support.Unknown;
    }

    /// <summary>Kinds of files, the agent's version and offline seeding concern a part of the backup; everything else concerns all of it.</summary>
    static bool ConcernsAll(RulePart part) => part is not (RulePart.Files or RulePart.Agent or RulePart.Seeding);
}
