namespace MarsKb.Import.Reading;

/// <summary>Reads one tag that the parser has found.</summary>
static class HtmlTag
{
    /// <summary>In small letters; empty for what is no element.</summary>
    public static string Name(string tag)
    {
        var start = tag.StartsWith("</", StringComparison.Ordinal) ? 2 : 1;
        var end = start;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end])) end++;
        return start < end ? tag[start..end].ToLowerInvariant() : "";
    }

    static readonly HashSet<string> Elements =
    [
        .. ("a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html"
        + " i iframe img input ins kbd label legend li link main map mark menu meta meter nav nobr noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td template"
        + " textarea tfoot th thead time title token tr track tt u ul var video wbr").Split(' '),
    ];

    /// <param name="name">As <see cref="Name"/> gives it.</param>
    public static bool IsElement(string name) => name.Length == 0 || Elements.Contains(name);

    public static string? Attribute(string tag, string name)
    {
        for (var i = tag.IndexOf(name, StringComparison.OrdinalIgnoreCase); i >= 0; i = tag.IndexOf(name, i + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (i == 0 || !char.IsWhiteSpace(tag[i - 1])) continue;
            var rest = tag.AsSpan(i + name.Length).TrimStart();
            if (!rest.StartsWith("=")) continue;
            rest = rest[1..].TrimStart();
            if (rest.IsEmpty) return null;
            var quote = rest[0] is '"' or '\'' ? rest[0] : '\0';
            var end = quote == '\0' ? rest.IndexOfAny(' ', '>', '\t') : rest[1..].IndexOf(quote) + 1;
            return System.Net.WebUtility.HtmlDecode((end < 0 ? rest : quote == '\0' ? rest[..end] : end == 0 ? rest[1..] : rest[1..end]).ToString());
        }
        return null;
    }
}
