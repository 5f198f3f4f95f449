using System.Text;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using MarsKb.Matrix;
using MarsKb.Rendering;

namespace MarsKb.Pages.Shared;

/// <summary>
/// The only place that writes HTML as it is: content that was rendered and checked against the allow-list at load.
/// Its links keep the ticket like all others. <c>&lt;kb-rich content="entry.Summary" /&gt;</c>, <c>&lt;kb-rich cell="cell" /&gt;</c>.
/// </summary>
[HtmlTargetElement("kb-rich", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RichTextTagHelper : TagHelper
{
    public RichText? Content { get; set; }

    public MatrixCell? Cell { get; set; }

    /// <summary>Words to mark, in any case; blank for none.</summary>
    public string Mark { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        var html = Content?.Html ?? Cell?.Html ?? "";
        output.Content.SetHtmlContent(WithMarks(KeepTicket(html, Ticket.Of(ViewContext.HttpContext)), Mark));
    }

    /// <summary>Marks words in the text between tags and entities; a word that an entity cuts stays unmarked.</summary>
    internal static string WithMarks(string html, string words)
    {
        if (words.Length == 0) return html;
        var marked = new StringBuilder(html.Length + 64);
        for (var at = 0; at < html.Length;)
        {
            var run = html.AsSpan(at).IndexOfAny('<', '&') is var length and >= 0 ? length : html.Length - at;
            for (var end = at + run; at < end;)
            {
                var hit = html.IndexOf(words, at, end - at, StringComparison.OrdinalIgnoreCase);
                marked.Append(html, at, (hit < 0 ? end : hit) - at);
                if (hit < 0) { at = end; break; }
                marked.Append("<mark>").Append(html, hit, words.Length).Append("</mark>");
                at = hit + words.Length;
            }
            if (at == html.Length) break;
            var close = html.IndexOf(html[at] == '<' ? '>' : ';', at) is var found and >= 0 ? found + 1 : html.Length;
            marked.Append(html, at, close - at);
            at = close;
        }
        return marked.ToString();
    }

    /// <summary>Adds the ticket to the links within the site. In safe HTML a <c>&lt;</c> begins a tag and nothing else.</summary>
    internal static string KeepTicket(string html, Ticket ticket)
    {
        const string Link = "<a ", Address = "href=\"";
        if (ticket.Reference is null || !html.Contains(Link, StringComparison.Ordinal)) return html;
        var kept = new StringBuilder(html.Length + 128);
        var at = 0;
        for (int tag; (tag = html.IndexOf(Link, at, StringComparison.Ordinal)) >= 0;)
        {
            var end = html.IndexOf('>', tag);
            var href = html.IndexOf(Address, tag, StringComparison.Ordinal);
            if (end < 0) break;
            if (href < 0 || href > end)
            {
                kept.Append(html, at, end - at);
                at = end;
                continue;
            }
            href += Address.Length;
            var close = html.IndexOf('"', href);
            var url = System.Net.WebUtility.HtmlDecode(html[href..close]);
            kept.Append(html, at, href - at).Append(System.Net.WebUtility.HtmlEncode(ticket.Keep(url)));
            at = close;
        }
        return kept.Append(html, at, html.Length - at).ToString();
    }
}
