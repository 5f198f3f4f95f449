using System.Globalization;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Yaml;

namespace MarsKb.Flows.Steps;

/// <summary>What the class of a step reads itself from: the keys of its type, and what several types have in common.</summary>
sealed class StepReader
{
    const int LongestTitle = 80;
    const int LongestText = 1_200;
    const int FewestChoices = 2;
    const int MostChoices = 12;
    const int ManyChoices = 7;

    readonly YamlText id;

    StepReader(YamlText id, FieldReader fields, ConditionReader conditions, DiagnosticBag bag)
    {
        this.id = id;
        Fields = fields;
        Conditions = conditions;
        Bag = bag;
        Text = LongText("text");
        Title = ReadTitle();
    }

    public string Id => id.Value;

    /// <summary>Where its id stands.</summary>
    public SourceLocation At => id.At;

    /// <summary>Empty where it has none.</summary>
    public string Title { get; }

    public YamlText? Text { get; }

    public FieldReader Fields { get; }

    public ConditionReader Conditions { get; }

    public DiagnosticBag Bag { get; }

    /// <summary>Reads a step by its type.</summary>
    /// <returns>Null when it cannot be read; why is in the bag.</returns>
    public static WrittenStep? Read(YamlMapping mapping, ConditionReader conditions, DiagnosticBag bag)
    {
        if (mapping.Find("type") is not YamlText { IsNull: false } written)
        {
            var any = new FieldReader(mapping, StepDefinition.AnyFields, bag);
            any.Text("id");
            any.Text("type");
            return null;
        }
        if (!EntryFields.IsKnown(written, "type", StepDefinition.Names, bag)) return null;
        var type = StepDefinition.Find(written.Value)!;
        var fields = new FieldReader(mapping, type.Fields, bag);
        if (fields.Text("id") is not { } id) return null;
        if (Slug.IsId(id.Value)) return type.Read(new StepReader(id, fields, conditions, bag));
        bag.BadId(id.At, id.Value);
        return null;
    }

    public static int? ReadMinutes(FieldReader fields, DiagnosticBag bag)
    {
        if (fields.Text("minutes") is not { } text) return null;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= 10_000) return minutes;
        bag.BadMinutes(text.At, text.Value);
        return null;
    }

    public WrittenStep Written(Func<StepTexts, Step> build) => new(id, build);

    public int? Minutes() => ReadMinutes(Fields, Bag);

    public YamlText? LongText(string key)
    {
        var text = Fields.LongText(key);
        if (text?.Value.Length > LongestText) Bag.StepTextLong(text.At, key, text.Value.Length, LongestText);
        return text;
    }

    /// <summary>Where an answer leads, and where "I can't tell" does.</summary>
    public (YamlText? To, YamlText? DontKnow) ToAndDontKnow()
    {
        if (!Fields.Has("dontKnow")) Bag.NoDontKnow(At, Id, "a 'dontKnow' step");
        return (Fields.Text("to"), Fields.Text("dontKnow"));
    }

    public List<WrittenChoice> Choices(FieldSet keys)
    {
        var found = new List<WrittenChoice>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var mapping in Fields.Mappings("choices"))
        {
            var choice = new FieldReader(mapping, keys, Bag);
            var (choiceId, text, hint) = (choice.Text("id"), choice.Text("text"), choice.Text("hint"));
            var to = keys.All.Contains("to") ? choice.Text("to") : null;
            if (choiceId is null || text is null) continue;
            if (!Slug.IsId(choiceId.Value)) Bag.BadId(choiceId.At, choiceId.Value);
            else if (!seen.TryAdd(choiceId.Value, choiceId.At)) Bag.DuplicateId(choiceId.At, choiceId.Value, seen[choiceId.Value]);
            else found.Add(new WrittenChoice(choiceId, text.Value, hint?.Value, to));
        }
        CheckNumber(found);
        return found;
    }

    public List<WrittenItem> Items(string key)
    {
        var items = Fields.LongTexts(key).Select(WrittenItem.Of).ToList();
        if (Fields.ListLength(key) == 0) Bag.NothingIn(Fields.KeyAt(key), key);
        foreach (var item in items)
            if (item.Include is null && item.Text.Value.IndexOf("{{action:", StringComparison.Ordinal) is >= 0 and var at) Bag.IncludeMixed(item.Text.Place(at));
        return items;
    }

    void CheckNumber(List<WrittenChoice> choices)
    {
        var at = Fields.KeyAt("choices");
        if (Fields.ListLength("choices") is { } number and (< FewestChoices or > MostChoices)) Bag.NumberOfChoices(at, number, FewestChoices, MostChoices);
        else if (choices.Count(c => c.Id.Value != AnswerValue.DontKnow) > ManyChoices) Bag.ManyChoices(at, ManyChoices);
    }

    string ReadTitle()
    {
        if (Fields.Text("title") is not { } title) return "";
        if (title.Value.Length > LongestTitle) Bag.StepTitleLong(title.At, title.Value.Length, LongestTitle);
        ItemFields.CheckPlain(title.Value, title.Place, Bag);
        return title.Value;
    }
}

/// <summary>Keys of a choice.</summary>
static class ChoiceFields
{
    public static FieldSet OfQuestion { get; } = new("a choice", ["id", "text", "to"], ["hint"]);

    public static FieldSet OfChecklist { get; } = new("a choice of a checklist", ["id", "text"], ["hint"]);
}

/// <param name="To">Null where choices lead nowhere by themselves.</param>
sealed record WrittenChoice(YamlText Id, string Text, string? Hint, YamlText? To);
