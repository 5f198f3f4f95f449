using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MarsKb.Pages.Shared;

/// <summary>Keeps the ticket in every form of a page, as a hidden field: a form sent by GET loses the query of its action.</summary>
[HtmlTargetElement("form")]
public sealed class TicketFormTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Ticket.Of(ViewContext.HttpContext).Reference is not { } reference) return;
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["type"] = "hidden";
        field.Attributes["name"] = Ticket.Name;
        field.Attributes["value"] = reference;
        output.PreContent.AppendHtml(field);
    }
}
