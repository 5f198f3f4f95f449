using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace MarsKb.Pages.Shared;

/// <summary>Keeps the ticket on every link of a page.</summary>
[HtmlTargetElement("a", Attributes = "href")]
public sealed class TicketLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute("href", Ticket.Of(ViewContext.HttpContext).Keep(Href));
}
