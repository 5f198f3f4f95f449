using MarsKb.Diagnostics;

namespace MarsKb.Yaml;

/// <summary>A value of a YAML file, with its place. Text stays text: nothing becomes a number, a date or a truth value.</summary>
abstract class YamlNode(SourceLocation at)
{
    public SourceLocation At => at;

    /// <summary>For people: <c>a list</c>.</summary>
    public abstract string Noun { get; }
}

/// <param name="source">Maps an offset in <paramref name="value"/> to its place in the file.</param>
/// <param name="isPlain">Written without quotes, on one or more lines.</param>
/// <param name="comment">The comment that follows a plain text on its line, or null.</param>
sealed class YamlText(SourceLocation at, string value, bool isPlain, SourceLocation? comment, Func<int, SourceLocation> source) : YamlNode(at)
{
    /// <summary>A text that was read and checked before: its place is that of its beginning.</summary>
    public static YamlText Read(string value, SourceLocation at) => new(at, value, isPlain: false, null, _ => at);

    public string Value => value;

    public SourceLocation? Comment => comment;

    public override string Noun => "a text";

    /// <summary>Nothing written, or one of YAML's words for nothing.</summary>
    public bool IsNull => isPlain && value is "" or "~" or "null" or "Null" or "NULL";

    public SourceLocation Place(int offset) => source(offset);
}

sealed class YamlList(SourceLocation at, IReadOnlyList<YamlNode> items) : YamlNode(at)
{
    public IReadOnlyList<YamlNode> Items => items;

    public override string Noun => "a list";
}

/// <summary>Keys with their values, in order; each key once.</summary>
sealed class YamlMapping(SourceLocation at, IReadOnlyList<(YamlText Key, YamlNode Value)> pairs) : YamlNode(at)
{
    public IReadOnlyList<(YamlText Key, YamlNode Value)> Pairs => pairs;

    public override string Noun => "a mapping";

    public YamlNode? Find(string key)
    {
        foreach (var pair in pairs)
            if (pair.Key.Value == key) return pair.Value;
        return null;
    }

    public YamlText? FindKey(string key)
    {
        foreach (var pair in pairs)
            if (pair.Key.Value == key) return pair.Key;
        return null;
    }
}
