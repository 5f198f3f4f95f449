using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Flows.Conditions;
using MarsKb.Flows.Steps;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Flows.Reading;

/// <summary>A file of <c>flows/</c>, parsed but not yet rendered, joined with its subflows or proven.</summary>
sealed class FlowFile
{
    /// <summary>Of one flow, its subflows included.</summary>
    public const int MostSteps = 10_000;

    readonly SourceText source;
    readonly DiagnosticBag bag;
    readonly YamlText? summary;
    readonly int? minutes;
    readonly ImmutableArray<string> needs;
    readonly YamlText? start;
    readonly List<WrittenStep> steps = [];
    bool allRead;

    public static FieldSet Fields { get; } =
        new("a flow", [.. ItemFields.Needed, "summary", "start", "steps"], [.. ItemFields.Optional, "minutes", "needs", "covers"]);

    public static FieldSet CoversFields { get; } = new("an item of 'covers'", ["entry"], ["step", "answers"]);

    FlowFile(SourceText source, YamlMapping mapping, DiagnosticBag bag)
    {
        this.source = source;
        this.bag = bag;
        var fields = new FieldReader(mapping, Fields, bag);
        Item = ItemFields.Read(fields, bag);
        summary = fields.LongText("summary");
        minutes = StepReader.ReadMinutes(fields, bag);
        needs = [.. fields.Texts("needs").Select(n => n.Value)];
        start = fields.Text("start");
        Covers = ReadCovers(fields);
        Places = new FlowPlaces(start?.At ?? fields.At);
        ReadSteps(fields);
        CheckTargets();
    }

    public SourceText Source => source;

    public DiagnosticBag Bag => bag;

    /// <summary>Null when a needed key is absent or wrong.</summary>
    public ItemFields? Item { get; }

    public FlowPlaces Places { get; }

    public IReadOnlyList<WrittenStep> Steps => steps;

    public IReadOnlyList<WrittenCover> Covers { get; }

    /// <summary>Shared actions in the order of the file.</summary>
    public IEnumerable<WrittenItem> Includes => steps.SelectMany(s => s.Actions).Where(a => a.Include is not null);

    /// <returns>Null when there is no mapping to read; why is in the bag.</returns>
    public static FlowFile? Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        return YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is { } mapping ? new FlowFile(source, mapping, bag) : null;
    }

    /// <summary>Renders its own steps; subflows are still to be joined, <see cref="Flow.Version"/> is still to be computed.</summary>
    /// <param name="shared">By id; an id that is absent or null was reported.</param>
    /// <returns>Null when anything in the file is at fault.</returns>
    public Flow? Build(LinkTargets links, IReadOnlyDictionary<string, SharedAction?> shared)
    {
        var texts = new StepTexts(links, shared, bag);
        var text = texts.Render(summary);
        var built = steps.Select(s => s.Build(texts)).ToImmutableArray();
        if (Item is null || start is null || bag.HasErrors) return null;
        return new Flow
        {
            Key = Item.Key.Value,
            Kind = EntryKind.Flow,
            Title = Item.Title,
            Aliases = [.. Item.Aliases.Select(a => a.Value)],
            Asked = [.. Item.Asked.Select(a => a.Value)],
            Component = Item.Component.Value,
            Summary = text,
            Related = [.. Item.Related.Select(r => links.Canonical(r.Value) ?? r.Value)],
            Sources = Item.Sources,
            Owner = Item.Owner,
            Reviewed = Item.Reviewed,
            ReviewBy = Item.ReviewBy,
            Location = source.Start,
            Version = "",
            Start = start.Value,
            Steps = built,
            Minutes = minutes ?? 0,
            Needs = needs,
            Covers = [.. Covers.Select(c => new CoveredEntry(
                links.Canonical(c.Entry.Value) ?? c.Entry.Value, c.Step?.Value ?? start.Value,
                c.Answers.ToImmutableDictionary(a => a.Step.Value, a => a.Answer.Value, StringComparer.Ordinal)))],
        };
    }

    void ReadSteps(FieldReader fields)
    {
        if (fields.ListLength("steps") == 0) bag.NothingIn(fields.KeyAt("steps"), "steps");
        var conditions = new ConditionReader(Places.Conditions, bag);
        var mappings = fields.Mappings("steps", MostSteps);
        allRead = mappings.Count > 0 && mappings.Count == fields.ListLength("steps");
        foreach (var mapping in mappings)
        {
            if (StepReader.Read(mapping, conditions, bag) is not { } step)
            {
                allRead = false;
                continue;
            }
            if (Places.Has(step.Id.Value))
            {
                bag.DuplicateId(step.Id.At, step.Id.Value, Places.Of(step.Id.Value));
                continue;
            }
            Places.Add(step);
            steps.Add(step);
        }
    }

    void CheckTargets()
    {
        var ids = steps.Select(s => s.Id.Value).ToList();
        if (start is not null) CheckTarget(start, ids);
        foreach (var step in steps)
            foreach (var to in step.Exits.Select(e => e.To).Concat(step.Returns.Select(r => r.To)))
                if (to.Value == step.Id.Value && step.Flow is null) bag.LeadsToItself(to.At, to.Value);
                else CheckTarget(to, ids);
    }

    void CheckTarget(YamlText to, List<string> ids)
    {
        // A step that could not be read was reported; that others name it is no second fault.
        if (allRead && !Places.Has(to.Value)) bag.UnknownStep(to.At, to.Value, Nearest.To(to.Value, ids));
    }

    List<WrittenCover> ReadCovers(FieldReader fields)
    {
        var found = new List<WrittenCover>();
        foreach (var mapping in fields.Mappings("covers"))
        {
            var cover = new FieldReader(mapping, CoversFields, bag);
            if (cover.Text("entry") is { } entry) found.Add(new WrittenCover(entry, cover.Text("step"), cover.Pairs("answers")));
        }
        return found;
    }
}
