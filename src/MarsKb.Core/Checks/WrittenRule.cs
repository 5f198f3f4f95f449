using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Matrix;
using MarsKb.Yaml;

namespace MarsKb.Checks;

/// <summary>A rule of <c>check.yaml</c>, read but not yet tied to the matrix.</summary>
sealed record WrittenRule(
    YamlText Id, RulePart Part, RuleJudge Judge, ImmutableArray<RuleCondition> When, IReadOnlyList<YamlText> Rows, YamlText? Note, YamlText? Share,
    YamlText? Verdict, YamlText? Detail, YamlText? Otherwise, YamlText? Column, YamlText? Of)
{
    public static WrittenRule? Read(YamlMapping mapping, Dictionary<string, SourceLocation> seen, DiagnosticBag bag)
    {
        var fields = new FieldReader(mapping, CheckFile.RuleFields, bag);
        var id = fields.Text("id");
        var part = Known(fields.Text("part"), "part", CheckFile.Parts, bag);
        var judge = Known(fields.Text("judge"), "judge", CheckFile.Judges, bag);
        var verdict = Known(fields.Text("verdict"), "verdict", CheckFile.Verdicts, bag);
        var when = fields.Mapping("when") is { } conditions ? Conditions(conditions, bag) : [];
        var rule = id is null || part is null ? null : new WrittenRule(
            id, (RulePart)CheckFile.Parts.IndexOf(part.Value), (RuleJudge)(judge is null ? 0 : CheckFile.Judges.IndexOf(judge.Value) + 1), when, fields.Texts("rows"), fields.Text("note"),
            fields.Text("share"), verdict, fields.Text("detail"), fields.Text("otherwise"), fields.Text("column"), fields.Text("of"));
        if (rule is null) return null;
        if (!Slug.IsId(rule.Id.Value)) bag.BadId(rule.Id.At, rule.Id.Value);
        else if (!seen.TryAdd(rule.Id.Value, rule.Id.At)) bag.DuplicateId(rule.Id.At, rule.Id.Value, seen[rule.Id.Value]);
        var missing = Needed(rule.Judge).Where(k => !fields.Has(k)).ToList();
        if (missing.Count > 0) bag.MissingKeys(fields.At, judge is null ? "a rule without 'judge'" : $"a rule that '{judge.Value}' judges", missing);
        return missing.Count > 0 || fields.Has("judge") != judge is not null ? null : rule;
    }

    public SupportRule? Build(RuleTables tables, ImmutableArray<KnownSystem> systems, DiagnosticBag bag)
    {
        var found = ImmutableArray.CreateBuilder<MatrixTable>();
        var places = ImmutableArray.CreateBuilder<RowPlace>();
        var whole = true;
        foreach (var written in Rows)
            if (written.Value.Contains('#'))
            {
                if (tables.Row(written) is { } place) places.Add(place);
                else whole = false;
            }
            else if (tables.Find(written).Table is { } table) found.Add(table);
            else whole = false;
        if (!whole) return null;
        if (Judge == RuleJudge.AgentVersion)
            foreach (var table in found) places.AddRange(tables.All(table));
        found.InsertRange(0, places.Select(p => p.Table).Distinct().Where(t => !found.Contains(t)));
        if (Judge == RuleJudge.Data) found.AddRange(systems.Select(s => s.Row?.Table).OfType<MatrixTable>().Distinct());
        if (places.Count == 0 && Note is null && Judge is not (RuleJudge.System or RuleJudge.Data or RuleJudge.Size))
        {
            bag.RuleWithoutRow(Id.At, Id.Value);
            return null;
        }
        // The tables that its rows are in have faults of their own.
        if (found.Count == 0) return null;
        if (Note is not null && !found.Any(t => NotesOf(t).Contains(Note.Value, StringComparison.OrdinalIgnoreCase)))
            bag.NotInMatrix(Note.At, Note.Value, $"the notes of '{found[0].Key}'");
        if (Faults(found, places, systems) is { } why)
        {
            bag.CannotJudge(Id.At, CheckFile.Judges[(int)Judge - 1], why);
            return null;
        }
        var verdict = RuleVerdict.Unknown;
        if (Judge == RuleJudge.Conditions)
        {
            if (Verdict is not null) verdict = (RuleVerdict)CheckFile.Verdicts.IndexOf(Verdict.Value);
            else if (places.Count > 0 && VerdictOf(places[0]) is { } said) verdict = said;
            else
            {
                bag.RowSaysNoVerdict(Id.At, places.Count > 0 ? $"{places[0].Table.Key}#{places[0].Row.Id}" : found[0].Key);
                return null;
            }
        }
        if (ReadShare(places, bag) is not { } share) return null;
        return new SupportRule(
            Id.Value, Part, Judge, When, found.ToImmutable(), places.ToImmutable(), verdict, Detail?.Value ?? "", Otherwise?.Value, Column?.Value, Of?.Value, share);
    }

    static YamlText? Known(YamlText? word, string key, ImmutableArray<string> known, DiagnosticBag bag) =>
        word is not null && EntryFields.IsKnown(word, key, known, bag) ? word : null;

    static string[] Needed(RuleJudge judge) => judge switch
    {
        RuleJudge.Conditions => ["when", "rows", "detail"],
        RuleJudge.Data => ["when", "column"],
        RuleJudge.CacheSpace => ["rows", "share"],
        RuleJudge.Retention => ["of", "rows"],
        RuleJudge.Restore => ["rows", "column"],
        _ => ["rows"],
    };

    static ImmutableArray<RuleCondition> Conditions(YamlMapping mapping, DiagnosticBag bag)
    {
        var conditions = ImmutableArray.CreateBuilder<RuleCondition>();
        foreach (var (name, value) in mapping.Pairs)
        {
            if (CheckQuestions.Find(name.Value) is not { } question)
            {
                bag.UnknownQuestion(name.At, name.Value, Nearest.To(name.Value, CheckQuestions.All.Select(q => q.Name)), CheckQuestions.All.Select(q => q.Name));
                continue;
            }
            string[] known = question.Type switch
            {
                AnswerType.Flag => ["true", "false"],
                AnswerType.Choice or AnswerType.Choices => [.. question.Choices.Select(c => c.Id), RuleCondition.Open],
                _ => [RuleCondition.Open],
            };
            var values = value is YamlList list ? list.Items.OfType<YamlText>().ToList() : value is YamlText text ? [text] : [];
            if (values.Count == 0) bag.WrongType(value.At, name.Value, value.Noun, "a text or a list of texts");
            foreach (var word in values)
                if (!known.Contains(word.Value)) bag.UnknownCheckAnswer(word.At, name.Value, word.Value, known);
            conditions.Add(new RuleCondition(name.Value, [.. values.Select(v => v.Value)]));
        }
        return conditions.ToImmutable();
    }

    /// <summary>Why the judge cannot work on these tables and rows, as half a sentence; null when it can.</summary>
    string? Faults(ImmutableArray<MatrixTable>.Builder tables, ImmutableArray<RowPlace>.Builder rows, ImmutableArray<KnownSystem> systems) => Judge switch
    {
        RuleJudge.Data when !When.Any(c => c.Question == "data") => "'when' does not name the kind of data",
        RuleJudge.Data when systems.Any(s => s.Row is { } row && Missing(row.Table, Column!.Value, ColumnType.YesNo)) => $"the tables of the systems have no yes-no column '{Column!.Value}'",
        RuleJudge.Restore when rows.Any(r => Missing(r.Table, Column!.Value, ColumnType.YesNo)) => $"the rows have no yes-no column '{Column!.Value}'",
        RuleJudge.Size when systems.Any(s => s.Limit is { } limit && !limit.Row.Cells.Values.Any(c => c.Type == ColumnType.Size)) => "a limit is in a row without a size",
        RuleJudge.Retention when Of is null || CheckQuestions.Find(Of.Value) is not { Type: AnswerType.Number, Group: "retention" } => "'of' does not name a retention",
        RuleJudge.Retention when rows[0].Row.Cells.Values.Count(c => c.Type == ColumnType.Duration) < 2 => "the row has no two durations",
        RuleJudge.AgentVersion when tables[0].Columns[0].Type != ColumnType.Version => "the first column of the table holds no versions",
        _ => null,
    };

    static bool Missing(MatrixTable table, string column, ColumnType type) => !table.Columns.Any(c => c.Id == column && c.Type == type);

    (decimal, decimal)? ReadShare(ImmutableArray<RowPlace>.Builder places, DiagnosticBag bag)
    {
        if (Judge != RuleJudge.CacheSpace) return (0, 0);
        var parts = Share!.Value.Split(" to ");
        if (!places[0].Row.Cells.Values.Any(c => c.Text.Contains(Share.Value, StringComparison.OrdinalIgnoreCase))
            || parts is not [var low, var high] || Percent(low) is not { } least || Percent(high) is not { } most)
        {
            bag.NotInMatrix(Share.At, Share.Value, $"the row '{places[0].Table.Key}#{places[0].Row.Id}' as two percentages");
            return null;
        }
        return (least, most);
    }

    static decimal? Percent(string text) =>
        text.EndsWith('%') && decimal.TryParse(text[..^1].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    static RuleVerdict? VerdictOf(RowPlace place)
    {
        foreach (var column in place.Table.Columns)
            switch (place.Row.Cells.GetValueOrDefault(column.Id)?.Value)
            {
                case SupportLevel.Supported or true: return RuleVerdict.Supported;
                case SupportLevel.Skipped: return RuleVerdict.Skipped;
                case SupportLevel.NotSupported or false: return RuleVerdict.NotSupported;
            }
        return null;
    }

    static string NotesOf(MatrixTable table) => string.Join('\n', [table.Summary.Text, .. table.Notes.Select(n => n.Text)]);
}
