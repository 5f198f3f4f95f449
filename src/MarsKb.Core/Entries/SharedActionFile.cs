using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Entries;

/// <summary>A file of <c>actions/</c>, parsed but not yet rendered.</summary>
sealed class SharedActionFile
{
    SharedActionFile(string path, DiagnosticBag bag, YamlText? id, string title, FileRendering<ImmutableArray<RichText>> rendering)
    {
        Path = path;
        Bag = bag;
        Id = id;
        Title = title;
        Rendering = rendering;
    }

    public static FieldSet Fields { get; } = new("a shared action", ["id", "title"], []);

    public string Path { get; }

    public DiagnosticBag Bag { get; }

    /// <summary>Null when it is absent or wrong.</summary>
    public YamlText? Id { get; }

    public string Title { get; }

    public FileRendering<ImmutableArray<RichText>> Rendering { get; }

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
        if (start is not { } body) return new SharedActionFile(source.Path, bag, id, title, new(bag, (_, _) => []));
        var text = MarkdownText.Parse(source.Text[body..], o => source.At(body + o), bag);
        var actions = ActionList.Read(text, text.Document);
        if (actions.Count == 0) bag.ActionBodyNotList(source.At(body));
        foreach (var action in actions)
            if (action.Include is not null) bag.IncludeInAction(action.At);
        ActionList.CheckIncludes(text, actions, bag);
        return new SharedActionFile(source.Path, bag, id, title,
            new(bag, (links, into) => [.. actions.Select(a => MarkdownRenderer.Render(text, a.Blocks, links, into))]));
    }

    /// <inheritdoc cref="EntryFile.Kept"/>
    public static SharedActionFile Kept(string path, DiagnosticBag bag, YamlText id, string title, Rendered<ImmutableArray<RichText>> text, Func<SourceText> source) =>
        new(path, bag, id, title, new(bag, (links, into) => Parse(source(), new DiagnosticBag()).Rendering.Make(links, into), text));

    /// <returns>Null when anything in the file is at fault.</returns>
    public SharedAction? Build(LinkTargets links)
    {
        var actions = Rendering.Render(links);
        return Id is null || Bag.HasErrors ? null : new SharedAction(Id.Value, Title, [.. actions.Select(a => new EntryAction(a, Id.Value))], []);
    }
}
