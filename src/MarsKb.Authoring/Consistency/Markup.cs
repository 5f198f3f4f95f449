using System.Net;
using System.Text;

namespace MarsKb.Consistency;

/// <summary>Reads the safe HTML of content, which the renderer wrote: what is code, what is bold, what leads where.</summary>
static class Markup
{
    /// <summary>Contents of an element, without tags, line by line.</summary>
    public static IEnumerable<string> Of(string html, string element)
    {
        var open = $"<{element}>";
        var close = $"</{element}>";
        for (var at = html.IndexOf(open, StringComparison.Ordinal); at >= 0; at = html.IndexOf(open, at, StringComparison.Ordinal))
        {
            at += open.Length;
            var end = html.IndexOf(close, at, StringComparison.Ordinal);
            if (end < 0) yield break;
            foreach (var line in Plain(html[at..end]).Split('\n'))
                if (line.Trim() is { Length: > 0 } text) yield return text;
            at = end;
        }
    }

    /// <summary>Plates of several lines with their captions.</summary>
    public static IEnumerable<(string Caption, string[] Lines)> Plates(string html)
    {
        const string code = "<pre><code>";
        for (var at = html.IndexOf(code, StringComparison.Ordinal); at >= 0; at = html.IndexOf(code, at, StringComparison.Ordinal))
        {
            var before = html[..at];
            var caption = before.LastIndexOf('>', Math.Max(0, before.LastIndexOf("</", StringComparison.Ordinal))) is >= 0 and var start && before.LastIndexOf("</", StringComparison.Ordinal) > start ? Plain(before[(start + 1)..before.LastIndexOf("</", StringComparison.Ordinal)]) : "";
            at += code.Length;
            var end = html.IndexOf("</code>", at, StringComparison.Ordinal);
            if (end < 0) yield break;
            yield return (caption, Plain(html[at..end]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            at = end;
        }
    }

    public static IEnumerable<(string Address, string Text)> Links(string html)
    {
        const string href = "href=\"";
        for (var at = html.IndexOf(href, StringComparison.Ordinal); at >= 0; at = html.IndexOf(href, at, StringComparison.Ordinal))
        {
            at += href.Length;
            var quote = html.IndexOf('"', at);
            var close = quote < 0 ? -1 : html.IndexOf("</a>", quote, StringComparison.Ordinal);
            var text = close < 0 ? -1 : html.IndexOf('>', quote);
            if (close < 0 || text < 0 || text > close) yield break;
            yield return (WebUtility.HtmlDecode(html[at..quote]), Plain(html[(text + 1)..close]));
            at = close;
        }
    }

    static string Plain(string html)
    {
        var text = new StringBuilder(html.Length);
        var tag = false;
        foreach (var c in html)
            if (c == '<') tag = true;
            else if (c == '>' && tag) tag = false;
            else if (!tag) text.Append(c);
        return WebUtility.HtmlDecode(text.ToString());
    }
}
