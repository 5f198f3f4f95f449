using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Entries;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Content;

/// <summary>Reads <c>components.yaml</c>.</summary>
static class ComponentsFile
{
    public static FieldSet Fields { get; } = new("components.yaml", ["components"], []);

    public static FieldSet ComponentFields { get; } = new("a component", ["id", "title"], []);

    public static ImmutableArray<Component> Parse(SourceText source, DiagnosticBag bag)
    {
        InvisibleCharacters.Check(source, bag);
        if (YamlReader.Read(source, 0, source.Text.Length, Fields.What, bag) is not { } mapping) return [];
        var found = ImmutableArray.CreateBuilder<Component>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach (var item in new FieldReader(mapping, Fields, bag).Mappings("components"))
        {
            var fields = new FieldReader(item, ComponentFields, bag);
            var id = fields.Text("id");
            var title = ItemFields.ReadTitle(fields, bag);
            if (id is null || title is null) continue;
            if (!Slug.IsId(id.Value)) bag.BadId(id.At, id.Value);
            else if (!seen.TryAdd(id.Value, id.At)) bag.DuplicateId(id.At, id.Value, seen[id.Value]);
            else found.Add(new Component(id.Value, title));
        }
        return found.ToImmutable();
    }
}
