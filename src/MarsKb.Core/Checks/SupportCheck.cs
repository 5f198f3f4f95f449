using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Matrix;

namespace MarsKb.Checks;

/// <summary>Answers "can the agent back this up?" from the rules of the content and the figures of the matrix.</summary>
public static class SupportCheck
{
    /// <summary>Judges every rule that the answers touch. Pure: the same answers and rules give the same result.</summary>
    public static CheckResult Judge(CheckAnswers answers, SupportRules rules)
    {
        var system = answers.Text("operatingSystem") is { } name ? NamedSystem.Read(name, rules.Systems) : null;
        if (system is { IsCore: true } && answers.Text("serverCore") is null) answers = answers.With("serverCore", "true");
        var target = answers.Text("restoreTo") is { } other ? NamedSystem.Read(other, rules.Systems) : null;
        var known = new Known(answers, system, target, answers.Has("host", "backup-server"));
        return CheckResult.Of(rules.Rules.Select(r => Judge(r, known, rules)).OfType<CheckReason>());
    }

    /// <summary>Space that the cache folder needs for so much data, in GB; null when no rule tells.</summary>
    public static (decimal Low, decimal High, CheckReason Source)? CacheSpace(decimal sizeGB, SupportRules rules)
    {
        if (rules.Rules.FirstOrDefault(r => r.Judge == RuleJudge.CacheSpace) is not { } rule) return null;
        return (sizeGB * rule.Share.Low / 100, sizeGB * rule.Share.High / 100, Reason(rule, RuleVerdict.Unknown, "", rule.Rows[0]));
    }

    /// <summary>Shortest and longest retention of each kind of recovery point, as written and in days.</summary>
    public static ImmutableArray<RetentionLimit> RetentionLimits(SupportRules rules) =>
        [.. rules.Rules.Where(r => r.Judge == RuleJudge.Retention).Select(r => (r, Limits: Durations(r.Rows[0])))
            .Select(x => new RetentionLimit(x.r.Rows[0].Name, x.Limits.Least, x.Limits.Most, x.r.Rows[0].Url))];

    sealed record Known(CheckAnswers Answers, NamedSystem? System, NamedSystem? Target, bool OnBackupServer);

    static CheckReason? Judge(SupportRule rule, Known known, SupportRules rules)
    {
        if (!rule.When.All(c => c.Holds(known.Answers)))
            return rule.Otherwise is not null && rule.When.All(c => c.IsDenied(known.Answers)) ? Reason(rule, RuleVerdict.Supported, rule.Otherwise) : null;
        return rule.Judge switch
        {
            RuleJudge.System => JudgeSystem(rule, known),
            RuleJudge.Data => JudgeData(rule, known),
            RuleJudge.Size => JudgeSize(rule, known, rules),
            RuleJudge.CacheSpace => JudgeCacheSpace(rule, known.Answers),
            RuleJudge.Retention => JudgeRetention(rule, known.Answers),
            RuleJudge.AgentVersion => JudgeAgentVersion(rule, known.Answers),
            RuleJudge.Restore => JudgeRestore(rule, known),
            _ => Reason(rule, rule.Verdict, rule.Detail),
        };
    }

    static CheckReason? JudgeSystem(SupportRule rule, Known known)
    {
        if (known.System is not { } system) return null;
        if (known.OnBackupServer) return Reason(rule, RuleVerdict.Unknown, "On a backup server the list of MABS and DPM applies. The supported systems of the agent are another list.");
        if (system.System?.Row is not { } row) return Reason(rule, RuleVerdict.NotSupported, $"{system.Name} is not in the list of supported systems.");
        if (system.Is32Bit) return Reason(rule, RuleVerdict.NotSupported, $"A 32-bit {system.Name} is not supported. Only 64-bit systems are.", row);
        if (system.UnlistedEditions is [var edition, ..])
            return Reason(rule, RuleVerdict.NotSupported, $"The edition \"{edition}\" of {system.Name} is not listed. Listed are {string.Join(", ", NamedSystem.ListedEditions(row))}.", row);
        var old = row.Table != rule.Tables[0] ? ", but at the end of support. Upgrade it to stay protected." : ", 64-bit and with the latest updates.";
        return Reason(rule, RuleVerdict.Supported, $"{system.Name} is supported{old}", row);
    }

    static CheckReason JudgeData(SupportRule rule, Known known)
    {
        var what = CheckQuestions.Find("data")!.Choices.First(c => rule.When.Any(w => w.Values.Contains(c.Id))).Label;
        if (known.System is null) return Reason(rule, RuleVerdict.Unknown, $"{what}: that depends on the operating system.");
        if (known.OnBackupServer) return Reason(rule, RuleVerdict.Unknown, $"{what}: on a backup server the list of MABS and DPM applies.");
        if (known.System.System?.Row is not { } row) return Reason(rule, RuleVerdict.Unknown, $"{what}: {known.System.Name} is not in the list of supported systems.");
        return row.Row.Cells.GetValueOrDefault(rule.Column!)?.Value is true
            ? Reason(rule, RuleVerdict.Supported, $"{what} of {known.System.Name} can be backed up.", row)
            : Reason(rule, RuleVerdict.NotSupported, $"{what} of {known.System.Name} cannot be backed up.", row);
    }

    static CheckReason? JudgeSize(SupportRule rule, Known known, SupportRules rules)
    {
        if (known.Answers.Number("sizeGB") is not { } size) return null;
        if (known.System?.System?.Limit is { } limit) return Within(limit, $" of {known.System.Name}");
        var limits = rules.Systems.Select(s => s.Limit).OfType<RowPlace>().DistinctBy(r => r.Row.Id).OrderBy(Bytes).ToList();
        if (limits.Count == 0) return null;
        // Without a system the size may still be right for all of them or for none.
        if (size * Gigabyte <= Bytes(limits[0])) return Within(limits[0], ", even of the oldest systems,");
        if (size * Gigabyte > Bytes(limits[^1])) return Within(limits[^1], ", even of the newest systems,");
        return Reason(rule, RuleVerdict.Unknown, $"{Figure(size)} GB on one volume: that depends on the operating system. The limit is {Text(limits[0])} or {Text(limits[^1])}.");

        CheckReason Within(RowPlace row, string whose) => size * Gigabyte <= Bytes(row)
            ? Reason(rule, RuleVerdict.Supported, $"{Figure(size)} GB on one volume; the limit{whose} is {Text(row)}.", row)
            : Reason(rule, RuleVerdict.NotSupported, $"{Figure(size)} GB on one volume is too much. The limit{whose} is {Text(row)}.", row);
    }

    static CheckReason? JudgeCacheSpace(SupportRule rule, CheckAnswers answers)
    {
        if (answers.Number("cacheFreeGB") is not { } free) return null;
        if (answers.Number("sizeGB") is not { } size)
            return Reason(rule, RuleVerdict.Unknown, $"{Figure(free)} GB for the cache: that depends on the size of the data. The cache needs {rule.Share.Low} to {rule.Share.High} percent of it.");
        var (low, high) = (size * rule.Share.Low / 100, size * rule.Share.High / 100);
        var needed = $"It needs {rule.Share.Low} to {rule.Share.High} percent of the data, so {Figure(low)} to {Figure(high)} GB";
        if (free < low) return Reason(rule, RuleVerdict.NotSupported, $"{Figure(free)} GB for the cache is too little. {needed}.");
        return Reason(rule, RuleVerdict.Supported, free < high
            ? $"{Figure(free)} GB for the cache is enough by the lower figure only. {needed}."
            : $"{Figure(free)} GB for the cache is enough. {needed}.");
    }

    static CheckReason? JudgeRetention(SupportRule rule, CheckAnswers answers)
    {
        if (answers.Number(rule.Of!) is not { } number) return null;
        var row = rule.Rows[0];
        var (least, most) = Durations(row);
        var days = number * DaysOf(rule.Of!);
        var unit = CheckQuestions.Find(rule.Of!)!.Unit!;
        // A month is a twelfth of a year, and cells are in whole days.
        var rounding = unit == "months" ? 0.5m : 0;
        var (tooShort, tooLong) = (days < Days(least) - rounding, days > Days(most) + rounding);
        if (number == 1) unit = unit[..^1];
        var range = $"It can be {least.Text} to {most.Text}";
        return Reason(rule, tooShort || tooLong ? RuleVerdict.NotSupported : RuleVerdict.Supported,
            $"{row.Name}: {Figure(number)} {unit} is {(tooShort ? "too short" : tooLong ? "too long" : "within the limits")}. {range}.");
    }

    static CheckReason? JudgeAgentVersion(SupportRule rule, CheckAnswers answers)
    {
        if (answers.Text("agentVersion") is not { } written) return null;
        var version = Full(Version.Parse(written));
        var rows = rule.Rows.Select(r => (Place: r, Version: Full((Version)r.Row.Cells[r.Table.Columns[0].Id].Value!))).OrderBy(r => r.Version).ToList();
        if (rows.FirstOrDefault(r => r.Version == version).Place is { } listed)
            return Reason(rule, RuleVerdict.Supported, $"Version {written} is one of the earlier versions. Upgrade to the latest agent.", listed);
        if (version > rows[^1].Version) return Reason(rule, RuleVerdict.Supported, $"Version {written} is later than the last of the earlier versions, {rows[^1].Version}.", rows[^1].Place);
        return version < rows[0].Version
            ? Reason(rule, RuleVerdict.Unknown, $"Version {written} is earlier than all that are listed. Upgrade to the latest agent.", rows[0].Place)
            : Reason(rule, RuleVerdict.Unknown, $"Version {written} is not in the list of earlier versions. Upgrade to the latest agent.");
    }

    static CheckReason? JudgeRestore(SupportRule rule, Known known)
    {
        if (known.Target is not { } target) return null;
        if (known.System is not { } from) return Reason(rule, RuleVerdict.Unknown, $"Restoring to {target.Name}: that depends on the system that was backed up. The target may not be an earlier one.");
        if (from.System is not { } source || target.System is not { } goal)
            return Reason(rule, RuleVerdict.Unknown, $"Restoring from {from.Name} to {target.Name}: which of them is earlier is not known here. The target may not be an earlier system.");
        if (goal.Last < source.First) return Reason(rule, RuleVerdict.NotSupported, $"{goal.Name} is earlier than {source.Name}. A backup can be restored to the same or a later system only.", Says(false));
        if (goal == source || goal.First >= source.Last)
            return goal.Row is null
                ? Reason(rule, RuleVerdict.Unknown, $"{goal.Name} is later than {source.Name}, but the agent is not listed for it.", Says(true))
                : Reason(rule, RuleVerdict.Supported, $"{goal.Name} is {(goal == source ? "the same system" : $"not earlier than {source.Name}")}. A backup can be restored to the same or a later system.", Says(true));
        return Reason(rule, RuleVerdict.Unknown, $"{source.Name} and {goal.Name} are of one generation. The target's build may not be the earlier one.");

        RowPlace? Says(bool possible) => rule.Rows.FirstOrDefault(r => r.Row.Cells.GetValueOrDefault(rule.Column!)?.Value is bool said && said == possible);
    }

    static CheckReason Reason(SupportRule rule, RuleVerdict verdict, string detail, RowPlace? row = null)
    {
        // A rule that rests on one row links it; one that rests on several links what decided, else the table.
        row ??= rule is { Judge: not (RuleJudge.System or RuleJudge.Data or RuleJudge.Size or RuleJudge.AgentVersion or RuleJudge.Restore), Rows: [var first, ..] } ? first : null;
        var table = row?.Table ?? rule.Tables[0];
        return new CheckReason(rule.Id, rule.Part, verdict, detail, row?.Url ?? table.Url, table.Title);
    }

    const decimal Gigabyte = 1L << 30;

    static decimal Bytes(RowPlace row) => (long)Cell(row, ColumnType.Size).Value!;

    static string Text(RowPlace row) => Cell(row, ColumnType.Size).Text;

    static MatrixCell Cell(RowPlace row, ColumnType type) => row.Row.Cells[row.Table.Columns.First(c => c.Type == type).Id];

    static (MatrixCell Least, MatrixCell Most) Durations(RowPlace row)
    {
        var columns = row.Table.Columns.Where(c => c.Type == ColumnType.Duration).ToList();
        return (row.Row.Cells[columns[0].Id], row.Row.Cells[columns[1].Id]);
    }

    static decimal Days(MatrixCell cell) => (long)cell.Value!;

    static decimal DaysOf(string question) => CheckQuestions.Find(question)!.Unit switch { "days" => 1, "weeks" => 7, "months" => 365m / 12, _ => 365 };

    static Version Full(Version version) => new(version.Major, version.Minor, Math.Max(0, version.Build), Math.Max(0, version.Revision));

    static string Figure(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);
}

/// <summary>How long one kind of recovery point can be kept.</summary>
public sealed record RetentionLimit(string RecoveryPoint, MatrixCell Least, MatrixCell Most, string Url)
{
    public long LeastDays => (long)Least.Value!;

    public long MostDays => (long)Most.Value!;
}
