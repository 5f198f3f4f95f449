using MarsKb.Yaml;
using MarsKb.Diagnostics;

namespace MarsKb.Entries;

/// <summary>The <c>{placeholders}</c> of a message.</summary>
static class Placeholders
{
    /// <summary>Names in order of appearance, with repeats; faults go to the bag.</summary>
    public static IReadOnlyList<string> Read(YamlText message, DiagnosticBag bag)
    {
        var names = new List<string>();
        var text = message.Value;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '}') bag.PlaceholderNested(message.Place(i));
            if (text[i] != '{') continue;
            var end = text.IndexOfAny(['{', '}'], i + 1);
            if (end < 0)
            {
                bag.PlaceholderNotClosed(message.Place(i));
                return names;
            }
            if (text[end] == '{')
            {
                bag.PlaceholderNested(message.Place(i));
                continue;
            }
            var name = text[(i + 1)..end].Trim();
            if (name.Length == 0) bag.PlaceholderEmpty(message.Place(i));
            else names.Add(name);
            i = end;
        }
        return names;
    }

    /// <summary>What one text has and the other lacks, as half a sentence; null when they agree. The order may differ.</summary>
    public static string? Difference(IReadOnlyList<string> main, IReadOnlyList<string> translation)
    {
        var missing = main.Distinct(StringComparer.Ordinal).Except(translation, StringComparer.Ordinal).ToList();
        var extra = translation.Distinct(StringComparer.Ordinal).Except(main, StringComparer.Ordinal).ToList();
        if (missing.Count == 0 && extra.Count == 0) return null;
        var parts = new List<string>();
        if (missing.Count > 0) parts.Add($"this one lacks {List(missing)}");
        if (extra.Count > 0) parts.Add($"only this one has {List(extra)}");
        return string.Join(", ", parts);
    }

    static string List(List<string> names) => string.Join(", ", names.Select(n => DiagnosticBag.Show("{" + n + "}")));
}
