using System.Text.Json;
using MarsKb.Checks;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Reading;
using MarsKb.Flows.Steps;
using MarsKb.Flows.Values;
using MarsKb.Infra;
using MarsKb.Matrix;
using MarsKb.Yaml;

namespace MarsKb.Content;

/// <summary>The schemas for editors say what the reader does.</summary>
public sealed class SchemaTests
{
    static readonly string Content = Path.Combine(SharedFolder.Repository, "content");

    [Fact]
    public void Schemas_and_reader_know_the_same_keys()
    {
        var entry = Schema("entry");
        Same(EntryFields.Fields, entry);
        Same(EntryFields.MessageFields, entry.GetProperty("properties").GetProperty("messages").GetProperty("items"));
        Same(EntryFields.AppliesToFields, entry.GetProperty("properties").GetProperty("appliesTo"));
        Same(ItemFields.SourceFields, entry.GetProperty("properties").GetProperty("sources").GetProperty("items"));
        Same(SharedActionFile.Fields, Schema("action"));
        var matrix = Schema("matrix");
        Same(MatrixFile.Fields, matrix);
        Same(MatrixFile.ColumnFields, matrix.GetProperty("properties").GetProperty("columns").GetProperty("items"));
        Same(MatrixFile.RowFields, matrix.GetProperty("properties").GetProperty("rows").GetProperty("items"));
        Same(ItemFields.SourceFields, matrix.GetProperty("properties").GetProperty("sources").GetProperty("items"));
        var components = Schema("components");
        Same(ComponentsFile.Fields, components);
        Same(ComponentsFile.ComponentFields, components.GetProperty("properties").GetProperty("components").GetProperty("items"));
        var synonyms = Schema("synonyms");
        Same(SynonymsFile.Fields, synonyms);
        Same(SynonymsFile.GroupFields, synonyms.GetProperty("properties").GetProperty("synonyms").GetProperty("items"));
    }

    [Fact]
    public void Schemas_and_reader_know_the_same_words()
    {
        var entry = Schema("entry").GetProperty("properties");
        Assert.Equal(EntryFields.Kinds.AsEnumerable(), Words(entry.GetProperty("kind")));
        Assert.Equal(EntryFields.Clouds.AsEnumerable(), Words(entry.GetProperty("appliesTo").GetProperty("properties").GetProperty("clouds").GetProperty("items")));
        Assert.Equal(MatrixFile.Types.AsEnumerable(), Words(Schema("matrix").GetProperty("properties").GetProperty("columns").GetProperty("items").GetProperty("properties").GetProperty("type")));
        Assert.Equal(Enum.GetNames<ColumnType>().Select(n => n.ToLowerInvariant()), MatrixFile.Types.Select(t => t.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schema_of_the_support_check_and_its_reader_know_the_same_keys_and_words()
    {
        var check = Schema("check");
        Same(CheckFile.Fields, check);
        Same(CheckFile.SystemFields, check.GetProperty("properties").GetProperty("systems").GetProperty("items"));
        Same(CheckFile.UnusedFields, check.GetProperty("properties").GetProperty("unused").GetProperty("items"));
        var rule = check.GetProperty("properties").GetProperty("rules").GetProperty("items");
        Same(CheckFile.RuleFields, rule);
        Assert.Equal(CheckFile.Parts.AsEnumerable(), Words(rule.GetProperty("properties").GetProperty("part")));
        Assert.Equal(CheckFile.Judges.AsEnumerable(), Words(rule.GetProperty("properties").GetProperty("judge")));
        Assert.Equal(CheckFile.Verdicts.AsEnumerable(), Words(rule.GetProperty("properties").GetProperty("verdict")));
        Assert.Equal(Enum.GetNames<RulePart>().Select(n => n.ToLowerInvariant()), CheckFile.Parts);
        Assert.Equal(Enum.GetNames<RuleJudge>().Skip(1).Select(n => n.ToLowerInvariant()), CheckFile.Judges.Select(j => j.Replace("-", "", StringComparison.Ordinal)));
        Assert.Equal(Enum.GetNames<RuleVerdict>().Select(n => n.ToLowerInvariant()), CheckFile.Verdicts.Select(v => v.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_schema_of_flows_and_its_reader_know_the_same_keys_and_words()
    {
        var flow = Schema("flow");
        Same(FlowFile.Fields, flow);
        Same(FlowFile.CoversFields, flow.GetProperty("properties").GetProperty("covers").GetProperty("items"));
        var step = flow.GetProperty("$defs").GetProperty("step");
        Same(StepDefinition.AnyFields, step);
        var steps = step.GetProperty("properties");
        Same(DecisionStep.BranchFields, steps.GetProperty("branches").GetProperty("items"));
        Same(OutcomeStep.CauseFields, steps.GetProperty("cause"));
        Same(ConditionReader.Fields, flow.GetProperty("$defs").GetProperty("condition"));
        // What questions and checklists, inputs and pastes have in common is one part of the schema.
        Same(new FieldSet("", ChoiceFields.OfChecklist.Needed, [.. ChoiceFields.OfChecklist.Optional, "to"]), steps.GetProperty("choices").GetProperty("items"));
        Same(new FieldSet("", PasteStep.SpecFields.Needed, [.. InputStep.SpecFields.All.Except(PasteStep.SpecFields.Needed)]), steps.GetProperty("input"));
        foreach (var (type, fields, _, _) in StepDefinition.All)
            Assert.Equal(fields.Needed.Except(["id", "type"]), step.GetProperty("allOf").EnumerateArray()
                .Single(rule => rule.GetProperty("if").GetProperty("properties").GetProperty("type").GetProperty("const").GetString() == type)
                .GetProperty("then").GetProperty("required").EnumerateArray().Select(n => n.GetString()!));
        Assert.Equal(StepDefinition.Names.AsEnumerable(), Words(steps.GetProperty("type")));
        Assert.Equal(OutcomeStep.Kinds.AsEnumerable(), Words(steps.GetProperty("outcome")));
        Assert.Equal(InputStep.Types.AsEnumerable(), Words(steps.GetProperty("input").GetProperty("properties").GetProperty("type")));
        Assert.Equal(PastePatterns.Names.AsEnumerable(), Words(steps.GetProperty("pattern")));
        Assert.Equal(Enum.GetNames<OutcomeKind>(), OutcomeStep.Kinds.Select(Pascal));
        Assert.Equal(Enum.GetNames<InputType>().SkipLast(1), InputStep.Types.Select(Pascal));
        Assert.Equal(Enum.GetNames<Comparison>(), ConditionReader.Comparisons.Select(Pascal));
    }

    [Theory]
    [InlineData("    choices:\n      - { id: \"yes\"", "    options:\n      - { id: \"yes\"")]
    [InlineData("title: What do you see?\n", "text: x\n")]
    [InlineData("unknown: true", "unknown: perhaps")]
    [InlineData("outcome: escalate", "outcome: give-up")]
    [InlineData("to: old-agent\n", "too: old-agent\n")]
    public void The_check_against_the_schema_of_flows_can_fail(string from, string to)
    {
        using var content = new TestContent().With("good.yaml", TestFlow.Good).With("x.yaml", TestFlow.Good.But(from, to));
        Assert.Null(Misfit(Read(content.PathOf("good.yaml")), Schema("flow"), "x"));
        Assert.NotNull(Misfit(ReadLoosely(content.PathOf("x.yaml")), Schema("flow"), "x"));
    }

    [Theory]
    [InlineData("entry", "entries", "*.md")]
    [InlineData("action", "actions", "*.md")]
    [InlineData("matrix", "matrix", "*.yaml")]
    [InlineData("flow", "flows", "*.yaml")]
    [InlineData("components", "", "components.yaml")]
    [InlineData("synonyms", "", "synonyms.yaml")]
    [InlineData("check", "", "check.yaml")]
    public void The_repositorys_content_fits_the_schemas(string schema, string folder, string pattern)
    {
        var files = Directory.GetFiles(Path.Combine(Content, folder), pattern);
        Assert.NotEmpty(files);
        foreach (var file in files) Assert.Null(Misfit(Read(file), Schema(schema), Path.GetFileName(file)));
    }

    [Theory]
    [InlineData("kind: error", "kind: eror")]
    [InlineData("owner: backup team\n", "")]
    [InlineData("owner: backup team", "owner: backup team\nextra: x")]
    [InlineData("date: 2022-12-05", "date: 5 December")]
    [InlineData("codes: [\"34513\"]", "codes: none")]
    public void The_check_against_a_schema_can_fail(string from, string to)
    {
        using var content = new TestContent().With("x.md", TestContent.Entry.But(from, to));
        Assert.NotNull(Misfit(Read(content.PathOf("x.md")), Schema("entry"), "x"));
    }

    static string Pascal(string kebab) => string.Concat(kebab.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    // A key that stands twice is not the schema's to refuse.
    static YamlMapping ReadLoosely(string file)
    {
        var source = new SourceText("x", File.ReadAllText(file));
        return YamlReader.Read(source, 0, source.Text.Length, "x", new DiagnosticBag())!;
    }

    static YamlMapping Read(string file)
    {
        var source = new SourceText("x", File.ReadAllText(file));
        var bag = new DiagnosticBag();
        var node = file.EndsWith(".md", StringComparison.Ordinal)
            ? FrontMatter.Read(source, "x", bag).Fields
            : YamlReader.Read(source, 0, source.Text.Length, "x", bag);
        Assert.False(bag.HasErrors);
        return node!;
    }

    /// <summary>The part of JSON Schema that ours use; a word of it that is not known here fails the test.</summary>
    static string? Misfit(YamlNode node, JsonElement schema, string where, JsonElement? whole = null)
    {
        var root = whole ?? schema;
        if (schema.TryGetProperty("$ref", out var reference)) schema = root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);
        foreach (var rule in schema.EnumerateObject())
        {
            var text = (node as YamlText)?.Value;
            var fits = rule.Name switch
            {
                "$schema" or "$id" or "$defs" or "title" or "description" => true,
                "const" => rule.Value.GetString() == text,
                "allOf" => rule.Value.EnumerateArray().All(part => Misfit(node, part.GetProperty("if"), where, root) is not null || Misfit(node, part.GetProperty("then"), where, root) is null),
                "type" => Types(rule.Value).Any(t => t switch { "object" => node is YamlMapping, "array" => node is YamlList, _ => node is YamlText }),
                "enum" => rule.Value.EnumerateArray().Any(w => w.GetString() == text),
                "minLength" => text is null || text.Length >= rule.Value.GetInt32(),
                "maxLength" => text is null || text.Length <= rule.Value.GetInt32(),
                "pattern" => text is null || System.Text.RegularExpressions.Regex.IsMatch(text, rule.Value.GetString()!, System.Text.RegularExpressions.RegexOptions.NonBacktracking),
                "required" => node is not YamlMapping map || rule.Value.EnumerateArray().All(k => map.Find(k.GetString()!) is not null),
                "additionalProperties" or "properties" or "items" => true,
                _ => throw new NotSupportedException(rule.Name),
            };
            if (!fits) return $"{where}: {rule.Name}";
        }
        if (node is YamlList list && schema.TryGetProperty("items", out var items))
            return list.Items.Select((item, i) => Misfit(item, items, $"{where}[{i}]", root)).FirstOrDefault(m => m is not null);
        if (node is not YamlMapping mapping) return null;
        foreach (var (key, value) in mapping.Pairs)
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(key.Value, out var property))
            {
                if (Misfit(value, property, $"{where}.{key.Value}", root) is { } misfit) return misfit;
            }
            else if (schema.TryGetProperty("additionalProperties", out var others))
            {
                if (others.ValueKind == JsonValueKind.False) return $"{where}: {key.Value}";
                if (Misfit(value, others, $"{where}.{key.Value}", root) is { } misfit) return misfit;
            }
        }
        return null;
    }

    static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    static void Same(FieldSet fields, JsonElement schema)
    {
        Assert.Equal(fields.All.Order(), schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(fields.Needed.Order(), schema.TryGetProperty("required", out var needed) ? needed.EnumerateArray().Select(n => n.GetString()!).Order() : []);
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    static IEnumerable<string> Words(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Select(w => w.GetString()!);

    static JsonElement Schema(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedFolder.Repository, "docs/schema", name + ".schema.json")));
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", document.RootElement.GetProperty("$schema").GetString());
        return document.RootElement.Clone();
    }
}
