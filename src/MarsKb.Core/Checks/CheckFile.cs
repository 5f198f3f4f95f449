using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Matrix;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Checks;

/// <summary>Reads <c>check.yaml</c>, which may be absent, and ties its rules to the rows of the matrix.</summary>
sealed class CheckFile
{
    readonly DiagnosticBag bag;
    readonly IReadOnlyList<WrittenSystem> systems;
    readonly IReadOnlyList<WrittenRule> rules;
    readonly IReadOnlyList<(YamlText Table, IReadOnlyList<YamlText> Rows)> unused;

    public static FieldSet Fields { get; } = new("check.yaml", ["systems", "rules"], ["unused"]);

    public static FieldSet SystemFields { get; } = new("an operating system", ["name", "builds"], ["aliases", "row", "limit"]);

    public static FieldSet RuleFields { get; } =
        new("a rule", ["id", "part"], ["when", "judge", "of", "column", "rows", "note", "share", "verdict", "detail", "otherwise"]);

    public static FieldSet UnusedFields { get; } = new("a list of unused rows", ["table", "rows", "because"], []);

    public static ImmutableArray<string> Parts { get; } = ["host", "system", "data", "volume", "files", "size", "cache", "retention", "agent", "restore", "seeding"];

    /// <summary>In the order of <see cref="RuleJudge"/> without the first, which is that of a rule without the key.</summary>
    public static ImmutableArray<string> Judges { get; } = ["system", "data", "size", "cache-space", "retention", "agent-version", "restore"];

    /// <summary>In the order of <see cref="RuleVerdict"/>.</summary>
    public static ImmutableArray<string> Verdicts { get; } = ["not-supported", "skipped", "unknown", "supported"];

    CheckFile(YamlMapping mapping, DiagnosticBag bag)
    {
        this.bag = bag;
        var fields = new FieldReader(mapping, Fields, bag);
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        systems = [.. fields.Mappings("systems").Select(m => WrittenSystem.Read(m, bag)).OfType<WrittenSystem>()];
        rules = [.. fields.Mappings("rules").Select(m => WrittenRule.Read(m, seen, bag)).OfType<WrittenRule>()];
        unused = [.. fields.Mappings("unused").Select(ReadUnused).OfType<(YamlText, IReadOnlyList<YamlText>)>()];
        foreach (var name in systems.SelectMany(s => s.Names).GroupBy(n => n.Value, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            bag.RepeatedValue(name.Last().At, "systems", name.Key);
    }

    /// <returns>Null when there is no mapping to read; why is in the bag.</returns>
    public static CheckFile? Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        return YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is { } mapping ? new CheckFile(mapping, bag) : null;
    }

    /// <summary>The rules whose tables and rows exist. Of a table with a fault of its own nothing is said.</summary>
    /// <param name="files">All table files.</param>
    /// <param name="built">Their tables; null where the file has a fault.</param>
    public SupportRules Build(IReadOnlyList<MatrixFile> files, IReadOnlyList<MatrixTable?> built)
    {
        var tables = new RuleTables(files, built, bag);
        var knownSystems = systems.Select(s => s.Build(tables)).ToImmutableArray();
        var tied = rules.Select(r => r.Build(tables, knownSystems, bag)).OfType<SupportRule>().ToImmutableArray();
        foreach (var (table, rows) in unused)
            if (tables.Find(table) is { Table: { } found })
                foreach (var row in rows)
                    tables.SetAside(found, row);
        // With a rule missing, rows would seem unused that are not.
        if (!bag.HasErrors) tables.CheckUse();
        return new SupportRules(knownSystems, tied);
    }

    (YamlText, IReadOnlyList<YamlText>)? ReadUnused(YamlMapping mapping)
    {
        var fields = new FieldReader(mapping, UnusedFields, bag);
        var table = fields.Text("table");
        fields.Text("because");
        return table is null ? null : (table, fields.Texts("rows"));
    }
}
