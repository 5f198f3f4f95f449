using System.Text;

namespace MarsKb.Rendering;

/// <summary>Text into HTML, safe between tags and inside double-quoted attributes.</summary>
static class HtmlText
{
    public static string Encode(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        Write(html, text);
        return html.ToString();
    }

    public static void Write(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text) Write(html, c);
    }

    public static void Write(StringBuilder html, char c)
    {
        switch (c)
        {
            case '&': html.Append("&amp;"); break;
            case '<': html.Append("&lt;"); break;
            case '>': html.Append("&gt;"); break;
            case '"': html.Append("&quot;"); break;
            case '\'': html.Append("&#39;"); break;
            case '\0': html.Append('\uFFFD'); break;
            default: html.Append(c); break;
        }
    }
}
