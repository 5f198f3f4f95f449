namespace MarsKb.Import;

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
