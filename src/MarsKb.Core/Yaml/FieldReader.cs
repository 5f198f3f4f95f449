using System.Globalization;
using MarsKb.Diagnostics;

namespace MarsKb.Yaml;

/// <summary>Takes a mapping's values by key and reports each that is not of its kind. A value that was reported reads as absent.</summary>
sealed class FieldReader
{
    const int MostItems = 2_000;

    readonly YamlMapping mapping;
    readonly DiagnosticBag bag;

    /// <summary>Reports unknown keys, and all missing ones in one sentence.</summary>
    public FieldReader(YamlMapping mapping, FieldSet fields, DiagnosticBag bag)
    {
        this.mapping = mapping;
        this.bag = bag;
        foreach (var (key, _) in mapping.Pairs)
            if (!fields.All.Contains(key.Value))
                bag.UnknownKey(key.At, key.Value, fields.What, Nearest.To(key.Value, fields.All), fields.All);
        var missing = fields.Needed.Where(f => mapping.FindKey(f) is null).ToList();
        if (missing.Count > 0) bag.MissingKeys(mapping.At, fields.What, missing);
    }

    public SourceLocation At => mapping.At;

    public bool Has(string key) => mapping.FindKey(key) is not null;

    /// <summary>Items of the list as written; null when the value is no list.</summary>
    public int? ListLength(string key) => (mapping.Find(key) as YamlList)?.Items.Count;

    /// <summary>Where the key stands, else where the mapping begins.</summary>
    public SourceLocation KeyAt(string key) => mapping.FindKey(key)?.At ?? mapping.At;

    /// <summary>One line of text.</summary>
    public YamlText? Text(string key) => OneLine(key, Value(key));

    /// <summary>Text that may have several lines.</summary>
    public YamlText? LongText(string key) => Written(key, Value(key));

    public DateOnly? Date(string key)
    {
        if (Text(key) is not { } text) return null;
        if (DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        bag.BadDate(text.At, text.Value);
        return null;
    }

    /// <summary>A list of texts of one line each.</summary>
    public IReadOnlyList<YamlText> Texts(string key) => [.. Items(key).Select(i => OneLine(key, i)).OfType<YamlText>()];

    /// <summary>A list of texts of any length.</summary>
    public IReadOnlyList<YamlText> LongTexts(string key) => [.. Items(key).Select(i => Written(key, i)).OfType<YamlText>()];

    /// <param name="most">Most items of the list.</param>
    public IReadOnlyList<YamlMapping> Mappings(string key, int most = MostItems)
    {
        var found = new List<YamlMapping>();
        foreach (var item in Items(key, most))
            if (item is YamlMapping map) found.Add(map);
            else bag.WrongType(item.At, key, $"a list with {item.Noun} in it", "a list of mappings ('key: value' lines)");
        return found;
    }

    public YamlMapping? Mapping(string key)
    {
        var value = Value(key);
        if (value is null or YamlMapping) return value as YamlMapping;
        bag.WrongType(value.At, key, value.Noun, "a mapping ('key: value' lines)");
        return null;
    }

    /// <summary>A mapping whose keys are names of something, each with a text of one line.</summary>
    public IReadOnlyList<(YamlText Name, YamlText Value)> Pairs(string key)
    {
        if (Mapping(key) is not { } map) return [];
        var found = new List<(YamlText, YamlText)>();
        foreach (var (name, value) in map.Pairs)
            if (!Null(name.Value, value) && OneLine(name.Value, value) is { } text) found.Add((name, text));
        return found;
    }

    IReadOnlyList<YamlNode> Items(string key, int most = MostItems)
    {
        switch (Value(key))
        {
            case null:
                return [];
            case YamlList list when list.Items.Count > most:
                bag.TooManyItems(list.At, key, most);
                return [];
            case YamlList list:
                return [.. list.Items.Where(i => !Null(key, i))];
            case var other:
                bag.WrongType(other.At, key, other.Noun, "a list ('[a, b]' or lines that begin with '-')");
                return [];
        }
    }

    YamlText? OneLine(string key, YamlNode? node)
    {
        if (Written(key, node) is not { } text) return null;
        if (!text.Value.AsSpan().TrimEnd('\n').Contains('\n')) return text;
        bag.MoreThanOneLine(text.At, key);
        return null;
    }

    YamlText? Written(string key, YamlNode? node)
    {
        switch (node)
        {
            case null:
                return null;
            case YamlText text when string.IsNullOrWhiteSpace(text.Value):
                bag.BlankText(text.At, key);
                return null;
            case YamlText text:
                if (text.Comment is { } comment) bag.CutByComment(comment);
                return text;
            default:
                bag.WrongType(node.At, key, node.Noun, "a text");
                return null;
        }
    }

    YamlNode? Value(string key) => mapping.Find(key) is { } value && !Null(key, value) ? value : null;

    bool Null(string key, YamlNode node)
    {
        if (node is not YamlText { IsNull: true } text) return false;
        bag.NoValue(text.At, key);
        return true;
    }
}
