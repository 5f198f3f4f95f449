using MarsKb.Diagnostics;
using MarsKb.Yaml;

namespace MarsKb.Checks;

/// <summary>An operating system of <c>check.yaml</c>, read but not yet tied to the matrix.</summary>
sealed record WrittenSystem(IReadOnlyList<YamlText> Names, YamlText? Row, YamlText? Limit, Version First, Version Last)
{
    public static WrittenSystem? Read(YamlMapping mapping, DiagnosticBag bag)
    {
        var fields = new FieldReader(mapping, CheckFile.SystemFields, bag);
        var name = fields.Text("name");
        var builds = fields.Text("builds");
        IReadOnlyList<YamlText> aliases = fields.Texts("aliases");
        var (row, limit) = (fields.Text("row"), fields.Text("limit"));
        if (name is null || builds is null) return null;
        var parts = builds.Value.Split(" - ");
        if (parts.Length <= 2 && Version.TryParse(parts[0], out var first) && Version.TryParse(parts[^1], out var last) && first <= last)
            return new WrittenSystem([name, .. aliases], row, limit, first, last);
        bag.BadBuilds(builds.At, builds.Value);
        return null;
    }

    public KnownSystem Build(RuleTables tables) =>
        new([.. Names.Select(n => n.Value)], Row is null ? null : tables.Row(Row), Limit is null ? null : tables.Row(Limit), First, Last);
}
