using System.Collections.Immutable;
using System.Globalization;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Yaml;

namespace MarsKb.Flows;

/// <summary>Reads one step after its type.</summary>
sealed class StepReader(ConditionReader conditions, DiagnosticBag bag)
{
    const int LongestTitle = 80;
    const int LongestText = 1_200;
    const int FewestChoices = 2;
    const int MostChoices = 12;
    const int ManyChoices = 7;

    static readonly ImmutableArray<string> Shown = ["id", "type", "title"];

    /// <summary>In the order of <see cref="StepType"/>.</summary>
    public static ImmutableArray<FieldSet> FieldsByType { get; } =
    [
        new("a question", [.. Shown, "choices"], ["text"]),
        new("a checklist", [.. Shown, "choices", "to"], ["text", "dontKnow"]),
        new("an input", [.. Shown, "input", "to"], ["text", "dontKnow"]),
        new("a paste", [.. Shown, "command", "pattern", "input", "to"], ["text", "dontKnow"]),
        new("an instruction", [.. Shown, "do", "done"], ["text", "expected", "undo", "minutes", "privilege", "failed", "couldNot"]),
        new("a decision", ["id", "type", "branches"], ["title", "text"]),
        new("a subflow step", ["id", "type", "flow"], ["title", "text", "returns"]),
        new("an outcome", [.. Shown, "outcome"], ["text", "cause", "actions", "attach"]),
    ];

    public static FieldSet AnyFields { get; } = new("a step", ["id", "type"], [.. FieldsByType.SelectMany(f => f.All).Except(["id", "type"]).Distinct()]);

    public static FieldSet ChoiceFields { get; } = new("a choice", ["id", "text", "to"], ["hint"]);

    public static FieldSet ChecklistChoiceFields { get; } = new("a choice of a checklist", ["id", "text"], ["hint"]);

    public static FieldSet InputFields { get; } = new("'input'", ["type", "example"], ["unit", "min", "max"]);

    public static FieldSet PasteInputFields { get; } = new("'input' of a paste", ["example"], []);

    public static FieldSet BranchFields { get; } = new("a branch", ["to"], ["when", "otherwise"]);

    public static FieldSet CauseFields { get; } = new("'cause'", ["entry", "cause"], []);

    /// <summary>In the order of <see cref="StepType"/>.</summary>
    public static ImmutableArray<string> Types { get; } = ["question", "checklist", "input", "paste", "instruction", "decision", "subflow", "outcome"];

    /// <summary>In the order of <see cref="InputType"/>, without the last.</summary>
    public static ImmutableArray<string> InputTypes { get; } = ["number", "version", "size", "percent", "date-time", "duration", "text"];

    /// <summary>In the order of <see cref="OutcomeKind"/>.</summary>
    public static ImmutableArray<string> Outcomes { get; } = ["fixed", "worked-round", "escalate", "not-supported"];

    /// <returns>Null when it cannot be read; why is in the bag.</returns>
    public WrittenStep? Read(YamlMapping mapping)
    {
        if (mapping.Find("type") is not YamlText { IsNull: false } written)
        {
            var any = new FieldReader(mapping, AnyFields, bag);
            any.Text("id");
            any.Text("type");
            return null;
        }
        if (!EntryFields.IsKnown(written, "type", Types, bag)) return null;
        var type = (StepType)Types.IndexOf(written.Value);
        var fields = new FieldReader(mapping, FieldsByType[(int)type], bag);
        if (fields.Text("id") is not { } id) return null;
        if (!Slug.IsId(id.Value))
        {
            bag.BadId(id.At, id.Value);
            return null;
        }
        var text = LongText(fields, "text");
        var step = new WrittenStep(id, new Step { Id = id.Value, Type = type, Title = Title(fields) ?? "" }) { Text = text };
        return type switch
        {
            StepType.Question => Question(step, fields),
            StepType.Checklist => Checklist(step, fields),
            StepType.Input => Input(step, fields),
            StepType.Paste => Paste(step, fields),
            StepType.Instruction => Instruction(step, fields),
            StepType.Decision => Decision(step, fields),
            StepType.Subflow => Subflow(step, fields),
            _ => Outcome(step, fields),
        };
    }

    WrittenStep Question(WrittenStep step, FieldReader fields)
    {
        var choices = Choices(fields, ChoiceFields);
        if (fields.Has("choices") && !choices.Any(c => c.Id.Value == AnswerValue.DontKnow)) bag.NoDontKnow(step.Id.At, step.Id.Value, "the choice 'dont-know'");
        return step with
        {
            Shape = step.Shape with { Choices = [.. choices.Select(c => new Choice(c.Id.Value, c.Text, c.Hint, c.To?.Value ?? ""))] },
            Exits = [.. choices.Where(c => c.To is not null).Select(c => new WrittenExit(c.Id.Value, c.To!))],
        };
    }

    WrittenStep Checklist(WrittenStep step, FieldReader fields)
    {
        var choices = Choices(fields, ChecklistChoiceFields);
        foreach (var choice in choices)
            if (choice.Id.Value == AnswerValue.DontKnow) bag.DontKnowIsAKey(choice.Id.At);
        var (to, dontKnow) = ToAndDontKnow(step, fields);
        var read = choices.Select(c => new Choice(c.Id.Value, c.Text, c.Hint, to?.Value ?? ""));
        if (dontKnow is not null) read = read.Append(new Choice(AnswerValue.DontKnow, Choice.DontKnowText, null, dontKnow.Value));
        return step with
        {
            Shape = step.Shape with { Choices = [.. read], Next = to?.Value, DontKnow = dontKnow?.Value },
            Exits = Exits(to, dontKnow),
        };
    }

    WrittenStep Input(WrittenStep step, FieldReader fields)
    {
        var (to, dontKnow) = ToAndDontKnow(step, fields);
        var spec = fields.Mapping("input") is { } mapping ? InputSpec(new FieldReader(mapping, InputFields, bag)) : null;
        return step with
        {
            Shape = step.Shape with { Input = spec, Next = to?.Value, DontKnow = dontKnow?.Value },
            Exits = Exits(to, dontKnow),
        };
    }

    InputSpec? InputSpec(FieldReader fields)
    {
        var typeText = fields.Text("type");
        var example = fields.Text("example");
        var unit = fields.Text("unit");
        var min = fields.Text("min");
        var max = fields.Text("max");
        if (typeText is null || example is null || !EntryFields.IsKnown(typeText, "type", InputTypes, bag)) return null;
        var type = (InputType)InputTypes.IndexOf(typeText.Value);
        if (unit is not null && type != InputType.Number) bag.UnitOfOther(unit.At, typeText.Value);
        if (type == InputType.Text && (min ?? max) is { } bound) bag.BoundOfText(bound.At);
        var bare = new InputSpec(type, unit?.Value, example.Value, null, null, null);
        var sound = true;
        foreach (var bounding in new[] { min, max })
            if (bounding is not null && type != InputType.Text && TypedText.Read(bare, bounding.Value) is { Fault: not null })
            {
                bag.BadFlowValue(bounding.At, bounding.Value, typeText.Value);
                sound = false;
            }
        if (!sound) return null;
        if (min is not null && max is not null && TypedText.Read(bare, min.Value).Order > TypedText.Read(bare, max.Value).Order) bag.MinAboveMax(min.At);
        var spec = bare with { Min = min?.Value, Max = max?.Value };
        if (TypedText.Read(spec, example.Value) is { Fault: not null }) bag.BadFlowValue(example.At, example.Value, typeText.Value);
        return spec;
    }

    WrittenStep Paste(WrittenStep step, FieldReader fields)
    {
        var (to, dontKnow) = ToAndDontKnow(step, fields);
        var pattern = fields.Text("pattern");
        if (pattern is not null && !EntryFields.IsKnown(pattern, "pattern", PastePatterns.Names, bag)) pattern = null;
        InputSpec? spec = null;
        if (fields.Mapping("input") is { } mapping && new FieldReader(mapping, PasteInputFields, bag).LongText("example") is { } example && pattern is not null)
        {
            spec = new InputSpec(InputType.Paste, null, example.Value, null, null, pattern.Value);
            if (PastePatterns.Find(pattern.Value, example.Value) is null) bag.BadFlowValue(example.At, example.Value, pattern.Value);
        }
        return step with
        {
            Shape = step.Shape with { Input = spec, Next = to?.Value, DontKnow = dontKnow?.Value },
            Command = fields.LongText("command"),
            Exits = Exits(to, dontKnow),
        };
    }

    WrittenStep Instruction(WrittenStep step, FieldReader fields)
    {
        var done = fields.Text("done");
        var failed = fields.Text("failed");
        var couldNot = fields.Text("couldNot");
        var choices = new List<Choice>();
        if (done is not null) choices.Add(new Choice("done", "Done, go on", null, done.Value));
        if (failed is not null) choices.Add(new Choice("failed", "It did not work", null, failed.Value));
        if (couldNot is not null) choices.Add(new Choice("could-not", "I can't do this", null, couldNot.Value));
        var exits = new (string Name, YamlText? To)[] { ("done", done), ("failed", failed), ("could-not", couldNot) };
        return step with
        {
            Shape = step.Shape with { Choices = [.. choices], Minutes = Minutes(fields), Privilege = fields.Text("privilege")?.Value },
            Actions = Items(fields, "do"),
            Expected = LongText(fields, "expected"),
            Undo = LongText(fields, "undo"),
            Exits = [.. exits.Where(e => e.To is not null).Select(e => new WrittenExit(e.Name, e.To!))],
        };
    }

    WrittenStep Decision(WrittenStep step, FieldReader fields)
    {
        var read = new List<WrittenBranch>();
        var mappings = fields.Mappings("branches");
        for (var i = 0; i < mappings.Count; i++)
        {
            var branch = new FieldReader(mappings[i], BranchFields, bag);
            var to = branch.Text("to");
            var otherwise = branch.Text("otherwise");
            if (branch.Has("when") == branch.Has("otherwise"))
            {
                bag.BranchShape(mappings[i].At);
                continue;
            }
            if (branch.Has("otherwise") && i < mappings.Count - 1) bag.OtherwiseNotLast(branch.KeyAt("otherwise"));
            if (otherwise is not null && otherwise.Value != "true") bag.OnlyTrue(otherwise.At, "otherwise");
            var when = branch.Has("when") && branch.Mapping("when") is { } written ? conditions.Read(written) : null;
            if (to is not null && branch.Has("when") == when is not null) read.Add(new WrittenBranch(mappings[i].At, when, to));
        }
        if (fields.ListLength("branches") == 0) bag.NothingIn(fields.KeyAt("branches"), "branches");
        return step with
        {
            Shape = step.Shape with { Branches = [.. read.Select(b => new Branch(b.When, b.To.Value))] },
            Branches = read,
            BranchesAt = fields.KeyAt("branches"),
            Exits = [.. read.Select((b, i) => new WrittenExit(i.ToString(CultureInfo.InvariantCulture), b.To))],
        };
    }

    static WrittenStep Subflow(WrittenStep step, FieldReader fields)
    {
        var flow = fields.Text("flow");
        return step with
        {
            Shape = step.Shape with { Flow = flow?.Value },
            Flow = flow,
            Returns = fields.Pairs("returns"),
        };
    }

    WrittenStep Outcome(WrittenStep step, FieldReader fields)
    {
        var kind = fields.Text("outcome");
        if (kind is not null && !EntryFields.IsKnown(kind, "outcome", Outcomes, bag)) kind = null;
        YamlText? entry = null, cause = null;
        if (fields.Mapping("cause") is { } mapping)
        {
            var named = new FieldReader(mapping, CauseFields, bag);
            entry = named.Text("entry");
            cause = named.Text("cause");
        }
        if (!fields.Has("actions")) bag.OutcomeWithoutAction(step.Id.At, step.Id.Value);
        return step with
        {
            Shape = step.Shape with { Outcome = kind is null ? null : (OutcomeKind)Outcomes.IndexOf(kind.Value) },
            Actions = Items(fields, "actions"),
            Attach = fields.LongTexts("attach"),
            CauseEntry = entry,
            Cause = cause,
        };
    }

    (YamlText? To, YamlText? DontKnow) ToAndDontKnow(WrittenStep step, FieldReader fields)
    {
        if (!fields.Has("dontKnow")) bag.NoDontKnow(step.Id.At, step.Id.Value, "a 'dontKnow' step");
        return (fields.Text("to"), fields.Text("dontKnow"));
    }

    static List<WrittenExit> Exits(YamlText? to, YamlText? dontKnow)
    {
        var exits = new List<WrittenExit>();
        if (to is not null) exits.Add(new WrittenExit("to", to));
        if (dontKnow is not null) exits.Add(new WrittenExit(AnswerValue.DontKnow, dontKnow));
        return exits;
    }

    sealed record ReadChoice(YamlText Id, string Text, string? Hint, YamlText? To);

    List<ReadChoice> Choices(FieldReader fields, FieldSet set)
    {
        var found = new List<ReadChoice>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        var mappings = fields.Mappings("choices");
        foreach (var mapping in mappings)
        {
            var choice = new FieldReader(mapping, set, bag);
            var id = choice.Text("id");
            var text = choice.Text("text");
            var hint = choice.Text("hint");
            var to = set.All.Contains("to") ? choice.Text("to") : null;
            if (id is null || text is null) continue;
            if (!Slug.IsId(id.Value)) bag.BadId(id.At, id.Value);
            else if (!seen.TryAdd(id.Value, id.At)) bag.DuplicateId(id.At, id.Value, seen[id.Value]);
            else found.Add(new ReadChoice(id, text.Value, hint?.Value, to));
        }
        if (fields.ListLength("choices") is { } number and (< FewestChoices or > MostChoices)) bag.NumberOfChoices(fields.KeyAt("choices"), number, FewestChoices, MostChoices);
        else if (found.Count(c => c.Id.Value != AnswerValue.DontKnow) > ManyChoices) bag.ManyChoices(fields.KeyAt("choices"), ManyChoices);
        return found;
    }

    List<WrittenItem> Items(FieldReader fields, string key)
    {
        var items = fields.LongTexts(key).Select(WrittenItem.Of).ToList();
        if (fields.ListLength(key) == 0) bag.NothingIn(fields.KeyAt(key), key);
        foreach (var item in items)
            if (item.Include is null && item.Text.Value.IndexOf("{{action:", StringComparison.Ordinal) is >= 0 and var at) bag.IncludeMixed(item.Text.Place(at));
        return items;
    }

    string? Title(FieldReader fields)
    {
        if (fields.Text("title") is not { } title) return null;
        if (title.Value.Length > LongestTitle) bag.StepTitleLong(title.At, title.Value.Length, LongestTitle);
        ItemFields.CheckPlain(title.Value, title.Place, bag);
        return title.Value;
    }

    YamlText? LongText(FieldReader fields, string key)
    {
        var text = fields.LongText(key);
        if (text?.Value.Length > LongestText) bag.StepTextLong(text.At, key, text.Value.Length, LongestText);
        return text;
    }

    int? Minutes(FieldReader fields) => ReadMinutes(fields, bag);

    public static int? ReadMinutes(FieldReader fields, DiagnosticBag bag)
    {
        if (fields.Text("minutes") is not { } text) return null;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= 10_000) return minutes;
        bag.BadMinutes(text.At, text.Value);
        return null;
    }
}
