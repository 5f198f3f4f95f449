using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Entries;

/// <summary>A file of <c>actions/</c>, parsed but not yet rendered.</summary>
sealed class SharedActionFile
{
    readonly SourceText source;
    readonly DiagnosticBag bag;
    readonly MarkdownText text;
    readonly IReadOnlyList<WrittenAction> actions;

    public static FieldSet Fields { get; } = new("a shared action", ["id", "title"], []);

    SharedActionFile(SourceText source, DiagnosticBag bag, YamlText? id, string title, MarkdownText text, IReadOnlyList<WrittenAction> actions)
    {
        this.source = source;
        this.bag = bag;
        this.text = text;
        this.actions = actions;
        Id = id;
        Title = title;
    }

    public YamlText? Id { get; }

    public string Title { get; }

    public string Path => source.Path;

    public DiagnosticBag Bag => bag;

    public static SharedActionFile Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        var (mapping, start) = FrontMatter.Read(source, Fields.What, bag);
        YamlText? id = null;
        var title = "";
        if (mapping is not null)
        {
            var fields = new FieldReader(mapping, Fields, bag);
            id = fields.Text("id");
            if (id is not null && !Slug.IsId(id.Value))
            {
                bag.BadId(id.At, id.Value);
                id = null;
            }
            title = ItemFields.ReadTitle(fields, bag) ?? "";
        }
        if (start is not { } body) return new SharedActionFile(source, bag, id, title, MarkdownText.Empty, []);
        var text = MarkdownText.Parse(source.Text[body..], o => source.At(body + o), bag);
        var actions = ActionList.Read(text, text.Document);
        if (actions.Count == 0) bag.ActionBodyNotList(source.At(body));
        foreach (var action in actions)
            if (action.Include is not null) bag.IncludeInAction(action.At);
        ActionList.CheckIncludes(text, actions, bag);
        return new SharedActionFile(source, bag, id, title, text, actions);
    }

    public SharedAction? Build(LinkTargets links)
    {
        var rendered = actions.Select(a => new EntryAction(MarkdownRenderer.Render(text, a.Blocks, links, bag), Id?.Value)).ToImmutableArray();
        return Id is null || bag.HasErrors ? null : new SharedAction(Id.Value, Title, rendered, []);
    }
}
