using System.Collections.Immutable;
using MarsKb.Diagnostics;
using MarsKb.Rendering;
using MarsKb.Yaml;

namespace MarsKb.Entries;

/// <summary>The keys that entries and matrix tables share, read.</summary>
sealed record ItemFields(
    YamlText Key, string Title, YamlText Component, IReadOnlyList<YamlText> Aliases, IReadOnlyList<YamlText> Asked, IReadOnlyList<YamlText> Related,
    ImmutableArray<Source> Sources, string Owner, DateOnly Reviewed, DateOnly ReviewBy, SourceLocation ReviewByAt)
{
    const int LongestTitle = 80;

    public static ImmutableArray<string> Needed { get; } = ["key", "title", "component", "sources", "owner", "reviewed", "reviewBy"];

    public static ImmutableArray<string> Optional { get; } = ["aliases", "asked", "related"];

    public static FieldSet SourceFields { get; } = new("a source", ["title", "url", "licence", "date"], []);

    /// <returns>Null when a needed one is absent or wrong; why is in the bag.</returns>
    public static ItemFields? Read(FieldReader fields, DiagnosticBag bag)
    {
        var key = ReadKey(fields, bag);
        var title = ReadTitle(fields, bag);
        var component = fields.Text("component");
        var aliases = Names(fields, "aliases", bag);
        var asked = Names(fields, "asked", bag);
        var related = Names(fields, "related", bag);
        var sources = fields.Mappings("sources").Select(m => ReadSource(m, bag)).OfType<Source>().ToImmutableArray();
        var owner = fields.Text("owner");
        var reviewed = fields.Date("reviewed");
        var reviewBy = fields.Date("reviewBy");
        if (reviewed >= reviewBy) bag.ReviewByTooEarly(fields.KeyAt("reviewBy"));
        if (key is null || title is null || component is null || owner is null || reviewed is null || reviewBy is null) return null;
        return new ItemFields(key, title, component, aliases, asked, related, sources, owner.Value, reviewed.Value, reviewBy.Value, fields.KeyAt("reviewBy"));
    }

    public static string? ReadTitle(FieldReader fields, DiagnosticBag bag)
    {
        if (fields.Text("title") is not { } title) return null;
        if (title.Value.Length > LongestTitle) bag.TitleTooLong(title.At, title.Value.Length, LongestTitle);
        CheckPlain(title.Value, title.Place, bag);
        return title.Value;
    }

    /// <summary>Warns of Markdown in a text that is shown as it stands.</summary>
    public static void CheckPlain(string title, Func<int, SourceLocation> at, DiagnosticBag bag)
    {
        var mark = title.AsSpan().IndexOf("**") is var bold and >= 0 ? bold : title.IndexOf('`', StringComparison.Ordinal);
        if (mark >= 0) bag.MarkupInTitle(at(mark));
    }

    static YamlText? ReadKey(FieldReader fields, DiagnosticBag bag)
    {
        if (fields.Text("key") is not { } key) return null;
        if (Slug.IsKey(key.Value)) return key;
        bag.BadKey(key.At, key.Value);
        return null;
    }

    /// <summary>A list of texts of which none stands twice.</summary>
    public static IReadOnlyList<YamlText> Names(FieldReader fields, string key, DiagnosticBag bag)
    {
        var names = new List<YamlText>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in fields.Texts(key))
            if (seen.Add(name.Value)) names.Add(name);
            else bag.RepeatedValue(name.At, key, name.Value);
        return names;
    }

    static Source? ReadSource(YamlMapping mapping, DiagnosticBag bag)
    {
        var fields = new FieldReader(mapping, SourceFields, bag);
        var title = fields.Text("title");
        var url = fields.Text("url");
        var licence = fields.Text("licence");
        var date = fields.Date("date");
        if (url is not null && !WebAddress.IsHttp(url.Value)) bag.BadSourceAddress(url.At, url.Value);
        return title is null || url is null || licence is null || date is null ? null : new Source(title.Value, url.Value, licence.Value, date.Value);
    }
}
